package thresholds

import (
	"math"
	"slices"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// A broken model at the largest scale does not hide the onset before it, whatever its noise is known from.
func TestBrokenLargestScale(t *testing.T) {
	for _, d := range []design{
		{seeds: 5, scales: 8, span: 4, width: 1, sd: .01, floor: .25, ceiling: .8},
		{seeds: 1, scales: 12, span: 4, width: 1, items: 1000, floor: .25, ceiling: .8},
		{seeds: 1, scales: 40, span: 4, width: 1, sd: .01, floor: .25, ceiling: .8},
		{seeds: 1, scales: 12, span: 4, width: 1, sd: .01, published: true, floor: .25, ceiling: .8},
	} {
		for trial := range 20 {
			s, _ := d.draw(hillShape, trial)
			largest := math.Exp(d.log(d.scales - 1))
			without := s
			without.Observations = slices.DeleteFunc(slices.Clone(s.Observations), func(o stat.Observation) bool { return o.X == largest })
			broken := s
			broken.Observations = slices.Clone(s.Observations)
			for i, o := range broken.Observations {
				if o.X == largest && int(o.Seed)%3 != 1 {
					broken.Observations[i].Y = .24
				}
			}
			want, got := FindOnset(without, draws(trial)), FindOnset(broken, draws(trial))
			if got.LeftOut != largest || got.FallenBack != 1 || len(got.P) != d.scales || len(got.Above) != d.scales {
				t.Fatalf("%v: %+v", d, got)
			}
			want.Scale.Reason, got.Scale.Reason = "", ""
			if diff := cmp.Diff(want.Scale, got.Scale, cmpopts.EquateNaNs()); diff != "" || want.FirstAbove != got.FirstAbove {
				t.Errorf("%v: %s", d, diff)
			}
			if n := len(got.Used(broken).Observations); n != len(without.Observations) {
				t.Errorf("%v: %d observations used, want %d", d, n, len(without.Observations))
			}
		}
	}
}
