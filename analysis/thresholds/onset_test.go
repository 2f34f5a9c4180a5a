package thresholds

import (
	"math"
	"testing"
)

// crossing is where the expected score passes a level.
func (d design) crossing(of shape, threshold, level float64) float64 {
	low, high := threshold-20, threshold+20
	for range 60 {
		middle := (low + high) / 2
		if d.mean(of, threshold, middle) < level {
			low = middle
		} else {
			high = middle
		}
	}
	return math.Exp(high)
}

func TestCoverageOfOnsets(t *testing.T) {
	for _, d := range []design{
		{seeds: 5, scales: 12, span: 3, width: .5, items: 100, floor: .25, ceiling: .9},
		{seeds: 5, scales: 8, span: 3, width: 1, items: 100, floor: .25, ceiling: .9},
		{seeds: 10, scales: 20, span: 3, width: .2, items: 1000, floor: .1, ceiling: .9},
		{seeds: 20, scales: 12, span: 3, width: .5, sd: .05, ceiling: 1},
		{seeds: 5, scales: 20, span: 3, width: 1, sd: .1, ceiling: 1},
		{seeds: 3, scales: 12, span: 3, width: .7, sd: .05, ceiling: 1},
		{seeds: 5, scales: 12, span: 2, width: .5, sd: .05, shift: .05, ceiling: 1},
		{seeds: 10, scales: 12, span: 2, width: .5, sd: .05, shift: .1, ceiling: 1},
		{seeds: 20, scales: 20, span: 3, width: .5, items: 100, shift: .15, floor: .25, ceiling: .9},
		{seeds: 5, loose: true, scales: 12, span: 3, width: .5, sd: .1, ceiling: 1},
		{seeds: 2, scales: 16, span: 3, width: .6, sd: .05, ceiling: 1},
		{seeds: 1, scales: 12, span: 3, width: .6, items: 1000, floor: .25, ceiling: .9},
		{seeds: 1, scales: 20, span: 3, width: .6, items: 100, floor: .25, ceiling: .9},
		{seeds: 1, scales: 12, span: 3, width: .8, sd: .05, published: true, ceiling: 1},
		{seeds: 1, scales: 20, span: 3, width: .6, sd: .05, ceiling: 1},
	} {
		t.Run(d.String(), func(t *testing.T) {
			t.Parallel()
			var onset, steps tally
			repeat(*trials, func(trial int) {
				s, threshold := d.draw(hillShape, trial)
				got := FindOnset(s, draws(trial))
				truth := d.crossing(hillShape, threshold, got.Critical)
				onset.add(truth, got.Scale)
				if got.Curve == "scales" {
					steps.add(truth, got.Scale)
				}
			})
			covers(t, "onset", d, &onset)
			t.Logf("  of which by steps: %v", &steps)
		})
	}
}

// The foot of a rise is mostly between two scales: it is found whatever the form, Hill or not.
func TestCoverageOfOnsetsOfOtherForms(t *testing.T) {
	ofWidth := func(f form) shape {
		unit := f.passes(0.9) - f.passes(0.1)
		return func(d, decades float64) float64 {
			g, _ := f.at(unit / (decades * math.Ln10) * d)
			return g
		}
	}
	for name, of := range map[string]shape{"ramp": rampShape, "gompertz": ofWidth(gompertz), "weibull": ofWidth(weibull)} {
		for _, d := range []design{
			{seeds: 5, scales: 12, span: 3, width: .5, items: 100, floor: .25, ceiling: .9},
			{seeds: 10, scales: 16, span: 3, width: .5, items: 1000, floor: .25, ceiling: .9},
		} {
			t.Run(name+" "+d.String(), func(t *testing.T) {
				t.Parallel()
				var onset tally
				repeat(*trials/2, func(trial int) {
					s, threshold := d.draw(of, trial)
					got := FindOnset(s, draws(trial))
					onset.add(d.crossing(of, threshold, got.Critical), got.Scale)
				})
				covers(t, name, d, &onset)
			})
		}
	}
}
