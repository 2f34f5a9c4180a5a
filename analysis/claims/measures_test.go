package claims

import (
	"math"
	"testing"
)

// A valley is between two higher points, and its depth is held against the lower of them.
func TestValley(t *testing.T) {
	x := []float64{1, 2, 3, 4, 5}
	for _, c := range []struct {
		y         []float64
		depth, at float64
	}{
		{[]float64{0.8, 0.9, 0.3, 0.5, 0.6}, 0.5, 3},
		{[]float64{0.1, 0.2, 0.2, 0.5, 0.6}, 0, math.NaN()},
		{[]float64{0.9, 0.5, 0.4, 0.3, 0.1}, 0, math.NaN()},
		{[]float64{0.8, 0, 0.4, 0.2, 0.9}, 1, 2},
	} {
		depth, at := Valley(x, c.y)
		if math.Abs(depth-c.depth) > 1e-12 || at != c.at && !(at != at && c.at != c.at) {
			t.Errorf("%v: depth %g at %g, expected %g at %g", c.y, depth, at, c.depth, c.at)
		}
	}
}

func TestReaches(t *testing.T) {
	x := []float64{10, 20, 40}
	for _, c := range []struct {
		y  []float64
		at float64
	}{
		{[]float64{0, 0.25, 0.75}, 30},
		{[]float64{0.5, 0, 0}, 10},
		{[]float64{0, 0.5, 0.1}, 20},
		{[]float64{0, 0.1, 0.2}, math.NaN()},
	} {
		if at := Reaches(0.5)(x, c.y); at != c.at && !(at != at && c.at != c.at) {
			t.Errorf("%v reaches 0.5 at %g, expected %g", c.y, at, c.at)
		}
	}
}
