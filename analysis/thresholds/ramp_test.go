package thresholds

import (
	"math"
	"testing"
)

func TestCoverageOfRamps(t *testing.T) {
	for _, d := range []design{
		{seeds: 5, scales: 12, span: 3, width: .8, items: 100, floor: .25, ceiling: .9},
		{seeds: 5, scales: 8, span: 3, width: 1, items: 100, floor: .25, ceiling: .9},
		{seeds: 10, scales: 20, span: 3, width: .5, items: 1000, floor: .1, ceiling: .9},
		{seeds: 10, scales: 20, span: 2, width: .3, items: 1000, floor: .1, ceiling: .9},
		{seeds: 20, scales: 20, span: 1.5, width: .2, sd: .05, ceiling: 1},
		{seeds: 5, scales: 20, span: 3, width: 1, sd: .1, ceiling: 1},
		{seeds: 3, scales: 12, span: 3, width: .9, sd: .05, ceiling: 1},
		{seeds: 5, scales: 12, span: 2, width: .6, sd: .05, shift: .05, ceiling: 1},
		{seeds: 10, scales: 12, span: 2, width: .6, sd: .05, shift: .1, ceiling: 1},
		{seeds: 20, scales: 20, span: 3, width: 1, items: 100, shift: .1, floor: .25, ceiling: .9},
		{seeds: 5, loose: true, scales: 12, span: 3, width: .8, sd: .1, ceiling: 1},
		{seeds: 2, scales: 16, span: 3, width: .8, sd: .05, ceiling: 1},
		{seeds: 1, scales: 20, span: 3, width: .8, items: 100, ceiling: .9},
		{seeds: 1, scales: 12, span: 3, width: 1, sd: .05, published: true, ceiling: 1},
		{seeds: 1, scales: 20, span: 3, width: .8, sd: .05, ceiling: 1},
	} {
		t.Run(d.String(), func(t *testing.T) {
			t.Parallel()
			var start tally
			repeat(*trials, func(trial int) {
				s, threshold := d.draw(rampShape, trial)
				f := newRamps(d.expected(rampShape, threshold))
				f.set(f.c.mean)
				start.add(math.Exp(f.fit().start+f.c.log[0]), Gather(s).Ramp(draws(trial)).Start)
			})
			covers(t, "start", d, &start)
		})
	}
}
