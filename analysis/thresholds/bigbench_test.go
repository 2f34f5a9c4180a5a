package thresholds

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestBigBenchScores(t *testing.T) {
	inf := math.Inf(1)
	for name, c := range map[string]struct {
		y                []float64
		breakthroughness float64
		linearity        float64
	}{
		"straight up":         {[]float64{0, 1, 2, 3, 4}, 4, 1},
		"straight down":       {[]float64{4, 3, 2, 1, 0}, -4, -1},
		"one jump":            {[]float64{0, 0, 0, 0, 1}, inf, .5},
		"one fall":            {[]float64{1, 0, 0, 0, 0}, -inf, -.5},
		"half of steps flat":  {[]float64{0, 0, 0, 1, 2}, 2 / math.Sqrt(.5), 1 / math.Sqrt2},
		"steps of rounding":   {[]float64{.25, .25 + 1e-16, .25 + 3e-16, .25, .25 + 2e-16, .9}, inf, 1 / math.Sqrt(5)},
		"flat up to rounding": {[]float64{.1 + .2, .3, .3, .3}, 0, 0},
		"a tail of 1e-8":      {[]float64{.25, .25 + 1e-8, .25 + 2e-8, .25 + 3e-8, .5}, inf, .500000060000006},
		"flat":                {[]float64{.5, .5, .5}, 0, 0},
		"steps of 1, 1 and 4": {[]float64{0, 1, 2, 6}, 6, 6 / math.Sqrt(3*18)},
		"one score":           {[]float64{.5}, math.NaN(), math.NaN()},
	} {
		same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) < 1e-12 }
		b, l := EmergenceScore(c.y), Linearity(c.y)
		if !same(b, c.breakthroughness) || !same(l, c.linearity) {
			t.Errorf("%s: %g and %g, want %g and %g", name, b, l, c.breakthroughness, c.linearity)
		}
	}
}

// Neither score has a unit, both turn with the score, and linearity is at most 1.
func TestBigBenchScoresHaveNoUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.SliceOfNDistinct(rapid.Map(rapid.IntRange(-1000, 1000), func(i int) float64 { return float64(i) }), 2, 20, rapid.ID).Draw(t, "y")
		var other, upside []float64
		for _, v := range y {
			other, upside = append(other, 5+.25*v), append(upside, -v)
		}
		b, l := EmergenceScore(y), Linearity(y)
		if math.Abs(EmergenceScore(other)/b-1) > 1e-9 || math.Abs(Linearity(other)/l-1) > 1e-9 || EmergenceScore(upside) != -b || Linearity(upside) != -l || math.Abs(l) > 1+1e-12 {
			t.Fatalf("%v: %g, %g", y, b, l)
		}
	})
}
