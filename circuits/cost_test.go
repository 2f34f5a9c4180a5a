package circuits

import (
	"math"
	"testing"
)

func TestPenaltySlope(t *testing.T) {
	const h = 1e-6
	for _, s := range []float64{0.1, 1, 7} {
		want := (PenaltyCost(s+h, 1.2, 2) - PenaltyCost(s-h, 1.2, 2)) / (2 * h)
		if got := PenaltySlope(s, 1.2, 2, new(NearPower)); math.Abs(got/want-1) > 1e-6 {
			t.Errorf("slope at %g: %g, want %g", s, got, want)
		}
	}
}
