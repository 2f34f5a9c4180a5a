package thresholds

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// answers are all that the room says of a series.
type answers struct {
	Onset     Onset
	Rise      Rise
	Ramp      Ramp
	Forecasts []Forecast
}

func ask(s stat.Series, below float64, b stat.Bootstrap) answers {
	return answers{FindOnset(s, b), FitSigmoid(s, b), Gather(s).Ramp(b), Extrapolate(s, below)}
}

// told leaves out where exactly a rise is that the scales are too far apart to tell: of many equal minima the last
// digit of a sum chooses.
func (a answers) told() answers {
	for _, e := range []*stat.Estimate{&a.Onset.Scale, &a.Rise.Middle, &a.Rise.Width, &a.Ramp.Start, &a.Ramp.End} {
		if e.Reason == betweenScales {
			e.Value, e.Low, e.High = 0, 0, 0
		}
	}
	return a
}

// drawSeries is a noisy rise with gaps, doubles and seeds or none.
func drawSeries(t *rapid.T) stat.Series {
	d := design{
		seeds: rapid.IntRange(1, 5).Draw(t, "seeds"), loose: rapid.Bool().Draw(t, "loose"),
		scales: rapid.IntRange(6, 20).Draw(t, "scales"), span: 3, width: rapid.Float64Range(.3, 1).Draw(t, "width"),
		sd: rapid.Float64Range(.01, .1).Draw(t, "sd"), floor: .25, ceiling: .75,
	}
	s, _ := d.draw(hillShape, rapid.IntRange(0, 1000).Draw(t, "trial"))
	return s
}

func TestOrderOfObservationsMeansNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSeries(t)
		b := draws(3)
		b.Resamples = 39
		shuffled := s
		shuffled.Observations = rapid.Permutation(s.Observations).Draw(t, "order")
		if d := cmp.Diff(ask(s, 3e7, b), ask(shuffled, 3e7, b), cmpopts.EquateNaNs()); d != "" {
			t.Fatal(d)
		}
	})
}

// close compares answers up to where descents stop.
var close = cmp.Options{
	cmpopts.EquateNaNs(), cmpopts.EquateApprox(1e-3, 1e-9),
}

// In other units of the scale thresholds are the same in those units, and nothing else changes.
func TestUnitsOfTheScaleMeanNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSeries(t)
		factor := math.Pow(10, rapid.Float64Range(-9, 9).Draw(t, "factor"))
		other := stat.Series{Chance: s.Chance}
		for _, o := range s.Observations {
			o.X *= factor
			other.Observations = append(other.Observations, o)
		}
		got := ask(other, 3e7*factor, stat.Bootstrap{})
		for _, e := range []*stat.Estimate{&got.Onset.Scale, &got.Rise.Middle, &got.Ramp.Start, &got.Ramp.End} {
			e.Value, e.Low, e.High = e.Value/factor, e.Low/factor, e.High/factor
		}
		for _, v := range []*float64{&got.Onset.LastAtChance, &got.Onset.FirstAbove} {
			*v /= factor
		}
		for i := range got.Onset.X {
			got.Onset.X[i] /= factor
		}
		for _, f := range got.Forecasts {
			for i := range f.At {
				f.At[i] /= factor
			}
		}
		if d := cmp.Diff(ask(s, 3e7, stat.Bootstrap{}).told(), got.told(), close); d != "" {
			t.Fatal(d)
		}
	})
}

// Other units of the score change floors and ceilings alone.
func TestUnitsOfTheScoreMeanNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSeries(t)
		factor, shift := rapid.Float64Range(.01, 100).Draw(t, "factor"), rapid.Float64Range(-10, 10).Draw(t, "shift")
		other := stat.Series{Chance: shift + factor*s.Chance}
		for _, o := range s.Observations {
			o.Y = shift + factor*o.Y
			other.Observations = append(other.Observations, o)
		}
		if !noiseIsSeen(s) || !noiseIsSeen(other) {
			t.Skip("replicates that agree to what rounding and integration cause count as one")
		}
		want, got := ask(s, 3e7, stat.Bootstrap{}), ask(other, 3e7, stat.Bootstrap{})
		for _, e := range []*stat.Estimate{&got.Rise.Floor, &got.Rise.Ceiling, &got.Ramp.Floor, &got.Ramp.Ceiling} {
			e.Value, e.Low, e.High = (e.Value-shift)/factor, (e.Low-shift)/factor, (e.High-shift)/factor
		}
		got.Onset.Critical = (got.Onset.Critical - shift) / factor
		// Logarithms of a score and shares of items are no affine matter.
		want.Onset.Items, got.Onset.Items = 0, 0
		want.Forecasts, got.Forecasts = want.Forecasts[:2], got.Forecasts[:2]
		for _, f := range got.Forecasts {
			for _, list := range [][]float64{f.Predicted, f.Low, f.High, f.Observed} {
				for i := range list {
					list[i] = (list[i] - shift) / factor
				}
			}
		}
		if d := cmp.Diff(want.told(), got.told(), close); d != "" {
			t.Fatal(d)
		}
	})
}

// noiseIsSeen reports whether no scale's noise is below numeric, which is absolute.
func noiseIsSeen(s stat.Series) bool {
	c := Gather(s).scales
	for k := range c.x {
		if _, err, _ := c.uncertain(k, c.spread()); err <= numeric*max(1, math.Abs(s.Chance)) {
			return false
		}
	}
	return true
}

// The intervals of a rise that is seen well have no units either.
func TestUnitsMeanNothingToIntervals(t *testing.T) {
	d := design{seeds: 5, scales: 16, span: 3, width: .7, sd: .03, floor: .2, ceiling: .9}
	for trial := range 20 {
		s, _ := d.draw(hillShape, trial)
		other := stat.Series{Chance: 3 + 7*s.Chance}
		for _, o := range s.Observations {
			o.X *= 1e-6
			o.Y = 3 + 7*o.Y
			other.Observations = append(other.Observations, o)
		}
		want, got := ask(s, 0, draws(trial)), ask(other, 0, draws(trial))
		for _, pair := range [][2]stat.Estimate{
			{want.Onset.Scale, got.Onset.Scale}, {want.Rise.Middle, got.Rise.Middle}, {want.Ramp.Start, got.Ramp.Start}, {want.Ramp.End, got.Ramp.End},
		} {
			back := stat.Estimate{Value: pair[1].Value * 1e6, Low: pair[1].Low * 1e6, High: pair[1].High * 1e6, Reason: pair[1].Reason}
			if d := cmp.Diff(pair[0], back, close); d != "" {
				t.Error(d)
			}
		}
		if d := cmp.Diff(want.Rise.Width, got.Rise.Width, close); d != "" {
			t.Error(d)
		}
	}
}
