package metrics

import (
	"math"
	"testing"
)

func TestChainOfThought(t *testing.T) {
	for _, c := range []struct {
		format float64
		steps  []float64
		want   float64
	}{
		{1, []float64{1, 1}, 1},
		{0.5, nil, 0.5},
		{0.9, []float64{0.8}, 0.9 * 0.9 * 0.8},
		{0.9, []float64{0.8, 0.5, 0.8}, math.Pow(0.9, 4) * 0.8 * 0.5 * 0.8},
		{0, []float64{1}, 0},
		{1, []float64{1, 0, 1}, 0},
	} {
		if got := ChainOfThought(c.format, c.steps); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%g, %g: %g, want %g", c.format, c.steps, got, c.want)
		}
	}
}
