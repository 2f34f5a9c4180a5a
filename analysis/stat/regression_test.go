package stat

import (
	"math"
	"testing"
)

func TestLogSlope(t *testing.T) {
	x := []float64{1, 10, 100, 0, 1000}
	y := []float64{2, 0.2, 0.02, 5, math.NaN()}
	if got := LogSlope(x, y); math.Abs(got+1) > 1e-12 {
		t.Errorf("slope %v of y = 2/x", got)
	}
}
