package summary

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestMedianWithRunsWithoutAStep holds that the median is undefined where half of the runs or more never have the event, and is
// otherwise a step that halves them.
func TestMedianWithRunsWithoutAStep(t *testing.T) {
	never := math.Inf(1)
	for _, c := range []struct {
		steps []float64
		want  float64
	}{
		{[]float64{36362, never}, never}, {[]float64{never}, never}, {[]float64{never, 5, 3}, 5}, {[]float64{4, 2}, 2}, {[]float64{1, 2, never, never}, never},
	} {
		if got := median(c.steps); got != c.want {
			t.Errorf("the median of %v is %v, want %v", c.steps, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		steps := rapid.SliceOfN(rapid.Float64Range(0, 1e6), 0, 8).Draw(t, "steps")
		without := rapid.IntRange(0, 8).Draw(t, "runs without a step")
		if len(steps)+without == 0 {
			return
		}
		all := append([]float64{}, steps...)
		for range without {
			all = append(all, never)
		}
		got := median(all)
		if math.IsInf(got, 1) != (without >= len(steps)) {
			t.Fatalf("%v with %d of %d runs without a step", got, without, len(all))
		}
		below, above := 0, 0
		for _, x := range all {
			if x < got {
				below++
			} else if x > got {
				above++
			}
		}
		if 2*below > len(all) || 2*above > len(all) {
			t.Fatalf("%v has %d below and %d above of %d", got, below, above, len(all))
		}
	})
}
