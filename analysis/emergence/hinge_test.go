package emergence

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// A hinge that the points lie on is found exactly.
func TestHingeIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(6, 32).Draw(t, "points")
		u := make([]float64, n)
		at := -4.0
		for i := range u {
			at += rapid.Float64Range(0.02, 0.2).Draw(t, "gap")
			u[i] = at
		}
		// Two points or more on each of the three parts.
		i := rapid.IntRange(2, n-4).Draw(t, "first on the rise")
		k := rapid.IntRange(i+2, n-2).Draw(t, "first on the plateau")
		within := func(i int, name string) float64 {
			return u[i-1] + (u[i]-u[i-1])*rapid.Float64Range(0, 1).Draw(t, name)
		}
		truth := hinge{start: within(i, "start"), end: within(k, "end"), slope: rapid.Float64Range(0.01, 3).Draw(t, "slope")}
		y, w := make([]float64, n), make([]float64, n)
		for i := range y {
			y[i], w[i] = truth.at(u[i]), rapid.Float64Range(0.5, 4).Draw(t, "weight")
		}
		got, ok := newHinges(u).fit(y, w)
		if !ok || math.Abs(got.start-truth.start) > 1e-6 || math.Abs(got.end-truth.end) > 1e-6 || math.Abs(got.slope/truth.slope-1) > 1e-6 {
			t.Fatalf("%+v, want %+v", got, truth)
		}
	})
}

// No hinge on a fine grid of starts and ends does better.
func TestHingeIsTheBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(4, 9).Draw(t, "points")
		u, w := make([]float64, n), make([]float64, n)
		for i := range u {
			u[i], w[i] = float64(i), 1
		}
		y := rapid.SliceOfN(rapid.Float64Range(-1, 2), n, n).Draw(t, "scores")
		got, ok := newHinges(u).fit(y, w)
		rss := func(h hinge) float64 {
			sum := 0.0
			for i := range u {
				sum += (y[i] - h.at(u[i])) * (y[i] - h.at(u[i]))
			}
			return sum
		}
		if ok && math.Abs(rss(got)-got.rss) > 1e-9 {
			t.Fatalf("%+v leaves %g", got, rss(got))
		}
		for a := 0.0; a < float64(n-1); a += 0.1 {
			for b := max(a, 1) + 0.1; b < float64(n); b += 0.1 {
				shape := hinge{start: a, end: b, slope: 1}
				gy, gg := 0.0, 0.0
				for i := range u {
					gy += shape.at(u[i]) * y[i]
					gg += shape.at(u[i]) * shape.at(u[i])
				}
				if gg == 0 || gy <= 0 {
					continue
				}
				shape.slope = gy / gg
				if rss(shape) < got.rss-1e-9 {
					t.Fatalf("%+v leaves %g, %+v %g, of %v", shape, rss(shape), got, got.rss, y)
				}
			}
		}
	})
}

func (h hinge) at(u float64) float64 {
	return h.slope * max(0, min(u, h.end)-h.start)
}
