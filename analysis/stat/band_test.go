package stat

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A band holds the mean, lies within the replicates, and is narrower than they are spread where they are many.
func TestMeanBand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 40).Draw(t, "x")
		e := MeanBand(x)
		low, high := slices.Min(x), slices.Max(x)
		if e.Value < e.Low-1e-12 || e.Value > e.High+1e-12 || e.Low < low || e.High > high {
			t.Fatalf("%v in %g to %g", e, low, high)
		}
		if len(x) < 6 && (e.Low != low || e.High != high) {
			t.Fatalf("%v of %d replicates, expected %g to %g", e, len(x), low, high)
		}
	})
	many := MeanBand([]float64{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1})
	if math.Abs(many.Low-0.168) > 1e-3 || math.Abs(many.High-0.832) > 1e-3 { // 0.5 -+ 2.201 * 0.522 / sqrt 12
		t.Errorf("%v", many)
	}
}
