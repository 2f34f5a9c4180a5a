package claims

import (
	"math"
	"testing"
)

// The sum of a logistic fall and a power law is steepest in the middle of the fall, and not convex there alone. Two falls are two such places.
func TestSteepest(t *testing.T) {
	var x, one, two, none []float64
	for i := range 200 {
		at := math.Pow(1.05, float64(i))
		fall := func(middle float64) float64 { return 1 / (1 + math.Exp(10*(at/middle-1))) }
		x, none = append(x, at), append(none, math.Pow(at, -0.5))
		one = append(one, 3*fall(100)+none[i])
		two = append(two, one[i]+fall(2000))
	}
	for _, c := range []struct {
		y          []float64
		at, places float64
	}{{none, 1, 0}, {one, 1, 1}, {two, 1, 2}} {
		if at, places := steepest(x, c.y); places != c.places || math.Abs(at/c.at-1) > 0.05 {
			t.Errorf("steepest at %g, %g places, want %g and %g", at, places, c.at, c.places)
		}
	}
	if at, _ := steepest(x[50:], one[50:]); math.Abs(at/100-1) > 0.05 {
		t.Errorf("steepest at %g, want 100", at)
	}
}

// Half of a straight fall from 0 to 8 lies between 4 and 8. A fall that is over within a factor of 2 lies there as a whole.
func TestWithinTwo(t *testing.T) {
	if share := withinTwo([]float64{0, 2, 4, 8}, []float64{8, 6, 4, 0}); share != 0.5 {
		t.Errorf("straight: %g", share)
	}
	if share := withinTwo([]float64{1, 3, 4, 12}, []float64{5, 5, 1, 1}); share != 1 {
		t.Errorf("sharp: %g", share)
	}
}

// Pairs in the same order count 1, pairs in opposite order -1, and ties in the first list not at all.
func TestConcordance(t *testing.T) {
	if c := concordance([]float64{1, 2, 2, 3}, []float64{1, 5, 4, 3}); c != 1./5 {
		t.Errorf("%g", c)
	}
}
