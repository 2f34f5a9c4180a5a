package designs

import (
	"math"
	"testing"
)

func TestSideOfALevel(t *testing.T) {
	for quantity, want := range map[float64]Side{
		math.Inf(-1): Below, 0.4999999999999999: Below, 0.5: Above, math.Inf(1): Above, math.NaN(): Unknown,
	} {
		if got := SideOf(quantity, 0.5); got != want {
			t.Errorf("%g is on side %d of 0.5, want %d", quantity, got, want)
		}
	}
}
