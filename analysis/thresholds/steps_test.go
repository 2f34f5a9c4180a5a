package thresholds

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"pgregory.net/rapid"
)

// alike is a curve without noise, from so many seeds that all say the same.
func alike(of shape, seeds, scales int, step, width, half float64) stat.Series {
	s := stat.Series{Chance: .25}
	for seed := range seeds {
		for k := range scales {
			log := math.Ln10 * (6 + step*float64(k))
			o := stat.Observation{X: math.Exp(log), Y: .25 + .75*of(log-half, width), Seed: int64(seed), Error: math.NaN()}
			if seeds == 1 {
				o.Seed = stat.NoSeed
			}
			s.Observations = append(s.Observations, o)
		}
	}
	return s
}

// halfOf is the distance from its threshold at which a shape has done half of its rise.
func halfOf(of shape, width float64) float64 {
	low, high := -20.0, 20.0
	for range 80 {
		if middle := (low + high) / 2; of(middle, width) < 0.5 {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// shapes are forms of rises. The width is that between 10% and 90%, except of the double rise.
var shapes = map[string]shape{
	"hill": hillShape, "probit": shapeOf(probit), "gompertz": shapeOf(gompertz), "weibull": shapeOf(weibull),
	"ramp": func(d, decades float64) float64 { return clamp(0.5+0.8*d/(decades*math.Ln10), 0, 1) },
	"double": func(d, decades float64) float64 {
		apart := 0.4 * decades * math.Ln10
		return 0.35*hillShape(d+apart, decades/2) + 0.65*hillShape(d-apart, decades/2)
	},
}

// shapeOf is a form with a width between 10% and 90%.
func shapeOf(f form) shape {
	unit := f.passes(0.9) - f.passes(0.1)
	return func(d, decades float64) float64 {
		g, _ := f.at(unit / (decades * math.Ln10) * d)
		return g
	}
}

// Without noise the interval holds the half rise, whatever the form, and is not a point.
func TestHalfRiseWithoutNoise(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.SampledFrom([]string{"hill", "probit", "gompertz", "weibull", "ramp", "double"}).Draw(rt, "shape")
		of := shapes[name]
		seeds := rapid.SampledFrom([]int{1, 2, 5}).Draw(rt, "seeds")
		scales := rapid.IntRange(6, 40).Draw(rt, "scales")
		step := 3 / float64(scales-1)
		width := step * rapid.Float64Range(0.1, float64(scales)/6).Draw(rt, "width in steps")
		truth := math.Ln10 * (6 + 3*rapid.Float64Range(0.4, 0.6).Draw(rt, "half rise"))
		s := alike(of, seeds, scales, step, width, truth-halfOf(of, width))
		m := FitSigmoid(s, draws(0)).Middle
		x := math.Exp(truth)
		if !(m.Low <= x && x <= m.High) || !(m.Low <= m.Value && m.Value <= m.High) || m.High < m.Low*(1+1e-4) {
			rt.Fatalf("%s: half rise %g is %+v", name, x, m)
		}
	})
}

// A rise between the last two scales, with a foot that forms would extrapolate from.
func TestHalfRiseBetweenTheLastTwoScales(t *testing.T) {
	y := []float64{.25, .25, .250001, .250002, .25002, .2503, .2521, .31, .9999}
	for _, seeds := range []int{1, 3} {
		var lists [][]float64
		for range seeds {
			lists = append(lists, y)
		}
		r := FitSigmoid(series(.25, lists...), draws(0))
		if m := r.Middle; math.Abs(m.Low-1e7) > 1 || math.Abs(m.High-1e8) > 10 || m.Reason != betweenScales {
			t.Errorf("half rise %+v", m)
		}
		if w := r.Width; w.Low != 0 || math.Abs(w.High-1) > 1e-9 || !(w.Value > 0 && w.Value < 1) {
			t.Errorf("width %+v", w)
		}
	}
}

// A jump with tails of rounding size is one without tails.
func TestTailsOfAJumpMeanNothing(t *testing.T) {
	for _, y := range [][]float64{{.01, .01, .01, 1, 1}, {.01, .01 + 1e-8, .01 + 7e-6, 1 - 3e-5, 1}} {
		for _, list := range [][][]float64{{y}, {y, y}, {y, y, y}} {
			m := FitSigmoid(series(0, list...), draws(0)).Middle
			if math.Abs(m.Low-1e2) > 1e-6 || math.Abs(m.High-1e3) > 1e-6 || m.Reason != betweenScales {
				t.Errorf("%v: half rise %+v", y, m)
			}
		}
	}
}
