package thresholds

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
)

// Where a rise is steeper than the scales are apart, intervals hold the steps in which it may be: they cover more often than 95%,
// as nothing is known inside of a step.
func TestCoverageBetweenScales(t *testing.T) {
	for _, d := range []design{
		{seeds: 5, scales: 8, span: 3, width: .2, items: 100, floor: .25, ceiling: .9},
		{seeds: 5, scales: 12, span: 3, width: .2, items: 1000, floor: .25, ceiling: .9},
		{seeds: 1, scales: 12, span: 3, width: .3, sd: .05, ceiling: 1},
		{seeds: 10, scales: 8, span: 3, width: .01, sd: .05, ceiling: 1},
	} {
		t.Run(d.String(), func(t *testing.T) {
			t.Parallel()
			var onset, middle, width, start tally
			repeat(*trials/4, func(trial int) {
				s, threshold := d.draw(hillShape, trial)
				o, r := FindOnset(s, draws(trial)), FitSigmoid(s, draws(trial))
				onset.add(d.crossing(hillShape, threshold, o.Critical), o.Scale)
				middle.add(math.Exp(threshold), r.Middle)
				width.add(d.width, r.Width)
				s, threshold = d.draw(rampShape, trial)
				start.add(math.Exp(threshold), Gather(s).Ramp(draws(trial)).Start)
			})
			for name, c := range map[string]*tally{"onset": &onset, "middle": &middle, "width": &width, "start": &start} {
				t.Logf("%-8s %-70v %v", name, d, c)
				if c.covered() < 0.93 || c.none > *trials/200 {
					t.Errorf("%s of %v: %v", name, d, c)
				}
			}
		})
	}
}

// A jump from one scale to the next is anywhere between them, and nothing says how wide it is.
func TestJump(t *testing.T) {
	y := []float64{.25, .25, .25, .25, .9, .9, .9}
	step := func(e stat.Estimate) bool {
		return math.Abs(e.Low-1e3) < 0.01 && math.Abs(e.High-1e4) < 0.01 && e.Low <= e.Value && e.Value <= e.High
	}
	for name, s := range map[string]stat.Series{"without noise": series(.25, y, y, y), "one seed": series(.25, y)} {
		r, p := FitSigmoid(s, draws(0)), Gather(s).Ramp(draws(0))
		if r.Width.Low != 0 || r.Width.Reason != betweenScales || !step(r.Middle) || !step(p.Start) || !step(p.End) {
			t.Errorf("%s: %+v %+v", name, r, p)
		}
	}
}

func TestFitsSayWhyNot(t *testing.T) {
	for name, c := range map[string]struct {
		y    []float64
		want string
	}{
		"too few":  {[]float64{0, 0, 1, 1}, "fewer than five scales"},
		"flat":     {[]float64{.1, .1, .1, .1, .1, .1}, "no rise"},
		"noise":    {[]float64{.12, .1, .11, .09, .1, .11, .1, .12, .1}, "no rise"},
		"no end":   {[]float64{.1, .1, .1, .1, .101, .103, .109, .127, .181, .343}, "no plateau at large scales"},
		"no begin": {[]float64{.75, .882, .8982, .89982, .899982, .8999982}, "no plateau at small scales"},
	} {
		r := FitSigmoid(series(0, c.y), draws(0))
		if r.Middle.Reason != c.want || (c.want != "") != math.IsNaN(r.Middle.Value) {
			t.Errorf("%s: %+v", name, r)
		}
	}
}
