package calibration

import (
	"math"
	"slices"
	"testing"

	"github.com/circsim/circsim/internal/random"
	"pgregory.net/rapid"
)

// Groups part the runs, hold neighbouring values, and are no more than asked for. The first and the last are the ends.
func TestGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.SampledFrom([]float64{1, 2, 3, 5, 8, 13, 21, 34, 55}), 2, 40).Draw(t, "values")
		most := rapid.IntRange(2, 8).Draw(t, "most")
		distinct := slices.Compact(slices.Sorted(slices.Values(values)))
		groups := groupsOf(values, most)
		if len(distinct) < 2 {
			if groups != nil {
				t.Fatal("one value is left out of itself")
			}
			return
		}
		if len(groups) != min(most, len(distinct)) {
			t.Fatalf("%d groups of %d values, at most %d", len(groups), len(distinct), most)
		}
		greatest := math.Inf(-1)
		seen := make([]int, len(values))
		for k, g := range groups {
			low, high := math.Inf(1), math.Inf(-1)
			for i, in := range g.runs {
				if in {
					seen[i]++
					low, high = min(low, values[i]), max(high, values[i])
				}
			}
			if low <= greatest || g.end != (k == 0 || k == len(groups)-1) {
				t.Fatalf("group %d of %v holds %v to %v, after %v; an end: %t", k, values, low, high, greatest, g.end)
			}
			greatest = high
		}
		if slices.Min(seen) != 1 || slices.Max(seen) != 1 {
			t.Fatalf("runs are in %v groups", seen)
		}
	})
}

// The scale of errors that have a t distribution is that of the distribution, and of those with heavier tails one at which the
// 80% intervals hold 80%.
func TestScaleOfWhatIsLeftOut(t *testing.T) {
	const n = 400
	stream := random.NewStream(3, "errors")
	o := one(0, [3]float64{}, false, 0)
	s := &search{objective: o}
	for _, c := range []struct {
		name string
		of   func(u float64) float64 // quantile at (1 + u) / 2
	}{
		{"t", func(u float64) float64 { return 0.3 * errors4.Quantile((1+u)/2) }},
		{"two kinds", func(u float64) float64 {
			if math.Abs(u) > 0.6 {
				return math.Copysign(3, u)
			}
			return 0.1 * u
		}},
	} {
		o.all, o.runOf = nil, nil
		var list []missing
		for i := range n {
			o.all = append(o.all, Observation{Kind: StepTest, Value: c.of(2*stream.Uniform(uint64(i)) - 1)})
			list = append(list, missing{i, 0})
		}
		scale := s.scaleOf(StepTest, list, make([]float64, n))
		held := 0
		for _, x := range o.all {
			if math.Abs(x.Value) <= scale*errors4.Quantile(0.9)*(1+1e-9) {
				held++
			}
		}
		if share := float64(held) / n; share < 0.8-1e-9 || c.name == "t" && (share > 0.87 || math.Abs(math.Log(scale/0.3)) > 0.15) {
			t.Errorf("%s: the 80%% intervals of scale %v hold %v", c.name, scale, share)
		}
	}
}
