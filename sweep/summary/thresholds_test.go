package summary

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/circsim/circsim/sweep"
	"github.com/circsim/circsim/sweep/designs"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const searching = `
  design: adaptive
  seeds: 3
  axes:
    - {path: model.params, log: {from: 100, to: 10000, points: 3}}
    - {path: training.weight_decay, values: [0.1, 1, 2, 4]}
  threshold: {of: test_accuracy, level: 0.5, along: model.params, resolution: 0.1}`

// risen is the accuracy of a network by size: 1 from a critical size on that grows with the
// decay and differs between seeds; not beyond 5000 for the first seed at decay 1; never at 2; at
// decay 4 it cannot be measured.
func risen(point []any, seed int64) []sim.TaskResult {
	params, decay := float64(point[0].(int64)), point[1].(float64)
	r := sim.TaskResult{Name: "first", Regime: sim.MemorizeRegime}
	critical := 1000 * decay * math.Pow(2, float64(seed-2))
	if params >= critical && decay < 2 && !(seed == 1 && decay == 1 && params > 5000) {
		r.TestAccuracy = 1
	}
	if decay == 4 {
		r.TestAccuracy = math.NaN()
	}
	other := r
	other.Name, other.TestAccuracy = "other", 1-r.TestAccuracy
	return []sim.TaskResult{other, r}
}

// refined writes the runs that a search makes which halves every bracket wider than a tenth.
func refined(t *testing.T, keys string, results func([]any, int64) []sim.TaskResult) string {
	t.Helper()
	s := study(t, keys)
	plan, err := sweep.NewPlan(s)
	if err != nil {
		t.Fatal(err)
	}
	var points []sweep.Point
	for run := range plan.Runs() {
		points = append(points, plan.Point(run))
	}
	axis := s.Sweep.Axes[0]
	for _, decay := range s.Sweep.Axes[1].Values {
		for seed := range s.Sweep.Seeds {
			for from := 0; from < len(points); {
				from = len(points)
				var x []float64
				var side []designs.Side
				for _, p := range points {
					if p.Values[1] == decay && p.Seed == seed+1 {
						x = append(x, scenarios.Number(p.Values[0]))
						side = append(side, designs.SideOf(results(p.Values, p.Seed)[1].TestAccuracy, 0.5))
					}
				}
				for _, b := range designs.Brackets(x, side) {
					if middle, ok := axis.Range.Middle(b.Low, b.High); ok && axis.Range.Width(b.Low, b.High) > 0.1 {
						points = append(points, sweep.Point{Values: []any{axis.Range.Value(middle), decay}, Seed: seed + 1})
					}
				}
			}
		}
	}
	return written(t, s, int64(len(points)), func(run int64) sweep.Point { return points[run] }, results)
}

func TestThresholdsAreFoundPerLineAndSeed(t *testing.T) {
	dir := refined(t, searching, risen)
	found, err := FindThresholds(dir)
	if err != nil {
		t.Fatal(err)
	}
	if found.Of != "test_accuracy" || found.Task != "first" || found.Level != 0.5 || found.Along != "model.params" ||
		found.Resolution != 0.1 || !cmp.Equal(found.Others, []string{"training.weight_decay"}) || len(found.Lines) != 4 {
		t.Fatalf("%+v", found)
	}
	within := func(x, exact float64) {
		t.Helper()
		if math.Abs(x/exact-1) > 0.06 { // half a bracket of a tenth, and rounding to whole parameters
			t.Errorf("%g, exactly %g", x, exact)
		}
	}
	first, second := found.Lines[0], found.Lines[1]
	if len(first.Passes) != 1 || len(second.Passes) != 2 || first.Below+second.Below+second.Above+second.Unknown != 0 {
		t.Fatalf("%+v\n%+v", first, second)
	}
	if p := first.Passes[0]; !p.Up || p.Before != 0 || p.Seeds != 1 || p.Width > 0.1 || first.Above != 2 {
		t.Errorf("%+v", first)
	}
	within(first.Passes[0].Median, 200)
	if p := second.Passes[0]; !p.Up || p.Seeds != 3 {
		t.Errorf("%+v", p)
	}
	within(second.Passes[0].Lowest, 500)
	within(second.Passes[0].Median, 1000)
	within(second.Passes[0].Highest, 2000)
	if p := second.Passes[1]; p.Up || p.Before != 0 || p.Seeds != 1 || p.Lowest != p.Highest {
		t.Errorf("%+v", p)
	}
	within(second.Passes[1].Median, 5000)
	if l := found.Lines[2]; l.Below != 3 || l.Seeds != 3 || l.Runs != 9 || l.Passes != nil {
		t.Errorf("%+v", l)
	}
	if l := found.Lines[3]; l.Unknown != 3 || l.Seeds != 3 || l.Passes != nil {
		t.Errorf("%+v", l)
	}
	s, err := Summarize(dir)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(found, s.Found); d != "" {
		t.Error(d)
	}
	s.Dir = "results/study"
	got := s.Text(text.Screen{})
	want := `study: Formulas
61 runs, 3 seeds, each searched by itself, tables in results/study

runs by regime  memorization
other           61
first           61

first, where test_accuracy passes 0.5 along model.params
weight_decay  passes       median  lowest  highest  seeds   bracket  runs
0.1           rises        198     198     198      1 of 3  6.8%     14
              stays above                           2 of 3
1             rises        965     504     1981     3 of 3  7.1%     29
              falls        5048    5048    5048     1 of 3  6.9%
2             stays below                           3 of 3           9
4             not known                             3 of 3           9
`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestThresholdsOfAnotherDesignAreRefused(t *testing.T) {
	dir := tables(t, itemsAndParams, 1, learned)
	var refused *text.Refusal
	if _, err := FindThresholds(dir); !errors.As(err, &refused) || !strings.Contains(err.Error(), "design grid searches no threshold") {
		t.Error(err)
	}
}

// The positions that are kept give the same brackets as all that a search has tried.
func TestThinnedTrialHasTheSameBrackets(t *testing.T) {
	most := 0
	rapid.Check(t, func(t *rapid.T) {
		wave := rapid.Float64Range(0.05, 2).Draw(t, "wave")
		var all, thinned trial
		try := func(x float64) {
			side := designs.Below
			if math.Mod(x, wave) > wave/2 {
				side = designs.Above
			}
			all.x, all.side = append(all.x, x), append(all.side, side)
			thinned.add(x, side)
		}
		first := rapid.IntRange(2, 300).Draw(t, "first")
		for i := range first {
			try(float64(i) / float64(first))
		}
		for range 10 {
			for _, b := range all.brackets() {
				try((b.Low + b.High) / 2)
			}
		}
		if d := cmp.Diff(all.brackets(), thinned.brackets()); d != "" {
			t.Fatal(d)
		}
		if n := len(all.brackets()); len(thinned.x) > max(enough, 4*n+4) || n == 0 && thinned.side[0] != all.side[0] {
			t.Fatalf("%d positions of %d brackets", len(thinned.x), n)
		}
		most = max(most, len(all.x)-len(thinned.x))
	})
	if most == 0 {
		t.Error("nothing was ever thinned")
	}
}
