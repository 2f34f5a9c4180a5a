package calibration

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// one is the objective of two replicates of one setting and an event of another, with means of simulated seeds that have a
// standard deviation.
func one(mean float64, values [3]float64, censored bool, rounding float64) *objective {
	d := &Data{
		Settings: []Setting{{Runs: []int{0, 1}}, {Runs: []int{2}}},
		Runs:     make([]Run, 3),
	}
	p := &problem{data: d, replicates: []float64{2, 2, 1}, runOf: []int{0, 1, 2}}
	for i, v := range values {
		d.Runs[i] = Run{Setting: i / 2}
		p.all = append(p.all, Observation{Task: "sums", Kind: StepTest, Value: v, Censored: censored && i == 2, Rounding: rounding})
	}
	return newObjective(p, noise{seed: map[Kind]float64{StepTest: 0.2}, mean: map[Kind]float64{StepTest: mean}}, nil)
}

// The slope of the loss by a prediction is that of differences, for events and for bounds.
func TestSlope(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := func(name string) float64 { return rapid.Float64Range(-3, 3).Draw(t, name) }
		o := one(0, [3]float64{number("a"), number("b"), number("c")}, rapid.Bool().Draw(t, "censored"), rapid.Float64Range(0, 1).Draw(t, "rounding"))
		predictions := []float64{number("x"), number("y"), number("z")}
		s := Spread{Seed: 0.2, Model: rapid.Float64Range(0.05, 3).Draw(t, "model")}
		const h = 1e-5
		for i := range predictions {
			slope, curvature := o.slope(i, predictions, s)
			at := func(x float64) float64 {
				moved := append([]float64{}, predictions...)
				moved[i] += x
				return o.loss(StepTest, moved, s)
			}
			if by := (at(h) - at(-h)) / (2 * h); math.Abs(by-slope) > 1e-4*(1+math.Abs(slope)) {
				t.Errorf("observation %d: slope %v, by differences %v", i, slope, by)
			}
			if curvature < 0 {
				t.Errorf("observation %d: curvature %v", i, curvature)
			}
		}
	})
}

// Replicates that share the model's error count as one measurement where that error is large, and as many where it is
// not.
func TestShareOfReplicates(t *testing.T) {
	o := one(0, [3]float64{}, false, 0)
	for _, c := range []struct{ model, want float64 }{{1e-9, 1}, {1e9, 0.5}} {
		if got := o.share(0, Spread{Seed: 0.2, Model: c.model}); math.Abs(got-c.want) > 1e-6 {
			t.Errorf("model error %v: each of two replicates counts %v, not %v", c.model, got, c.want)
		}
	}
	if got := one(1e9, [3]float64{}, false, 0).share(0, Spread{Seed: 0.2}); math.Abs(got-0.5) > 1e-6 {
		t.Errorf("with the same chance in what is simulated each of two replicates counts %v, not 1/2", got)
	}
	if got := o.share(2, Spread{Seed: 0.2, Model: 1}); got != 1 {
		t.Errorf("a run by itself counts %v", got)
	}
}

// The profiled spread is the one of least loss.
func TestProfileIsTheLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := func(name string) float64 { return rapid.Float64Range(-2, 2).Draw(t, name) }
		o := one(0, [3]float64{number("a"), number("b"), number("c")}, rapid.Bool().Draw(t, "censored"), 0)
		predictions := []float64{0, 0, 0}
		least, _ := o.profile(StepTest, predictions)
		for _, model := range []float64{0.02, 0.05, 0.1, 0.3, 1, 3} {
			if loss := o.loss(StepTest, predictions, Spread{Seed: 0.2, Model: model}); loss < least-0.01 {
				t.Errorf("loss %v with a spread of %v, below the least, %v", loss, model, least)
			}
		}
	})
}

// The spread between seeds is that of replicates about their means.
func TestSeedSpread(t *testing.T) {
	o := one(0, [3]float64{1, 1.6, 99}, false, 0)
	o.scenario = parsed(t, small)
	for i := range o.data.Runs {
		o.data.Runs[i].Observations = o.all[i : i+1]
	}
	spread, freedom := seedSpread(o.problem, nil)
	if got, want := spread[StepTest], 0.3*math.Sqrt2; math.Abs(got-want) > 1e-12 || freedom[StepTest] != 1 {
		t.Errorf("%v with %v degrees of freedom, not %v with 1", got, freedom[StepTest], want)
	}
}
