package emergence

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	gonum "gonum.org/v1/gonum/stat"
)

func TestFractionsCountPairs(t *testing.T) {
	pair := func(metric, word string) Judged {
		return Judged{Metric: metric, Performance: Verdict{Verdict: word}}
	}
	got := Fractions([]Judged{
		pair("exact_match", Emergent), pair("brier", NotEmergent), pair("exact_match", Undecided),
		pair("exact_match", Emergent), pair("brier", NotEmergent), pair("exact_match", NotEmergent),
	})
	// Clopper and Pearson's intervals of 0 of 2 and 2 of 4, from the quantiles of the beta distribution.
	want := []Fraction{
		{"brier", 0, 2, 0, stat.Estimate{Value: 0, Low: 0, High: 1 - math.Sqrt(0.025)}},
		{"exact_match", 2, 1, 1, stat.Estimate{Value: 0.5, Low: 0.06758599, High: 0.93241401}},
	}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		g, w := got[i], want[i]
		if math.Abs(g.Share.Low-w.Share.Low)+math.Abs(g.Share.High-w.Share.High) > 1e-7 {
			t.Errorf("%s: share %+v, want %+v", g.Metric, g.Share, w.Share)
		}
		g.Share, w.Share = stat.Estimate{}, stat.Estimate{}
		if g != w {
			t.Errorf("%+v, want %+v", g, w)
		}
	}
}

func TestCorrelationsAreThoseOfGonum(t *testing.T) {
	d := newDraws(t, 0)
	points := family(4, 2, 8, d, noisy(d, 200, 0, 1))
	var loss, score []float64
	for _, p := range points.Points {
		loss, score = append(loss, p.Loss), append(score, p.Score)
	}
	c := newCloud(points)
	if got, want := c.correlation(false, bootstrap(0)), gonum.Correlation(loss, score, nil); math.Abs(got.Value-want) > 1e-12 {
		t.Errorf("Pearson %+v, want %g", got, want)
	}
	got, want := c.correlation(true, bootstrap(0)), gonum.Correlation(ranks(loss), ranks(score), nil)
	if math.Abs(got.Value-want) > 1e-12 || !(got.Low < want && want < got.High) {
		t.Errorf("Spearman %+v, want %g", got, want)
	}
	for i, r := range ranks([]float64{5, 1, 5, 3}) {
		if want := []float64{3.5, 1, 3.5, 2}[i]; r != want {
			t.Errorf("rank %g, want %g", r, want)
		}
	}
}

// A smooth quantity under a mark becomes a step.
func TestInducedMetric(t *testing.T) {
	s := quantity(newDraws(t, 0), 9, 1, 0, sigmoid(2, 3))
	s.Chance = 0.1
	for i, o := range Cut(s, 0.5).Observations {
		if want := map[bool]float64{true: 1}[s.Observations[i].Y > 0.5]; o.Y != want || o.X != s.Observations[i].X {
			t.Errorf("%+v cut at 0.5 is %+v", s.Observations[i], o)
		}
	}
}
