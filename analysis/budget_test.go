package analysis

import (
	"math"
	"slices"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
)

// curvesOf are curves of one metric that nothing is known of but the number of their scales.
func curvesOf(lines, scales int) (*evaluations.Table, curve) {
	t := &evaluations.Table{Metrics: []evaluations.Metric{{Name: "score"}}, Rows: []evaluations.Row{{Subject: &evaluations.Subject{}, Scores: []float64{math.NaN()}}}}
	c := curve{lines: make([]line, lines)}
	for i := range c.lines {
		c.lines[i] = line{table: t, rows: []int32{0}, at: make([]float64, scales), scale: scale{of: func(*evaluations.Row) float64 { return 1 }}}
	}
	return t, c
}

func intervals(c curve) (n int) {
	for _, l := range c.lines {
		if l.resamples(least) > 0 {
			n++
		}
	}
	return n
}

func TestOnlyTablesOfVeryManyCurvesLeaveIntervalsOut(t *testing.T) {
	table, usualCurves := curvesOf(4000, 64)
	if n, warning := limitIntervals(table, []curve{usualCurves}, 500); n != 500 || warning != "" || intervals(usualCurves) != 4000 {
		t.Errorf("4000 curves: %d resamples of %d, %q", n, intervals(usualCurves), warning)
	}
	table, many := curvesOf(20_000, 25)
	_, few := curvesOf(50, 64)
	few.lines[0].table = table
	n, warning := limitIntervals(table, []curve{many, few}, least)
	if n != least || warning == "" || intervals(few) != 50 || intervals(many) < 1000 || intervals(many) > 10_000 {
		t.Errorf("20000 and 50 curves: %d resamples of %d and %d, %q", n, intervals(many), intervals(few), warning)
	}
	longest, run := 0, 0
	for _, l := range many.lines {
		if run++; l.open == "" {
			run = 0
		}
		longest = max(longest, run)
	}
	if share := 20_000 / intervals(many); longest > share+1 {
		t.Errorf("%d curves in a row without intervals, every %d should have some", longest, share)
	}
}

func TestSharesGoToTheSmallFirst(t *testing.T) {
	if shares, whole := shared(12, []float64{20, 2, 4}); whole || !slices.Equal(shares, []float64{0.3, 1, 1}) {
		t.Errorf("shares %v, whole %v", shares, whole)
	}
	if shares, whole := shared(26, []float64{20, 2, 4}); !whole || !slices.Equal(shares, []float64{1, 1, 1}) {
		t.Errorf("shares %v, whole %v", shares, whole)
	}
}

func TestSomeSeedsAreTheSameAtEveryPoint(t *testing.T) {
	for _, own := range []bool{false, true} { // seeds of every point
		table := &evaluations.Table{}
		var rows []int32
		for i := range 1000 {
			seed := int64(i % 100)
			if own {
				seed = int64(i)
			}
			table.Rows, rows = append(table.Rows, evaluations.Row{Seed: seed}), append(rows, int32(i))
		}
		at := make([]int, 10)
		for _, i := range someSeeds(table, rows, 100) {
			at[i/100]++
		}
		if slices.Max(at) != mostSeeds || slices.Min(at) != mostSeeds {
			t.Errorf("own seeds %v: %v rows at the points, expected %d", own, at, mostSeeds)
		}
		if got := someSeeds(table, rows[:40], 40); len(got) != 40 {
			t.Errorf("%d of 40 rows at a point", len(got))
		}
	}
}
