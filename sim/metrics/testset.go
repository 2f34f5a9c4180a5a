package metrics

import (
	"github.com/circsim/circsim/internal/random"
	"gonum.org/v1/gonum/mathext"
	"math"
)

// TestSet is a finite test set of a given number of items: what it measures is
// a binomial draw around the expectation, with resolution 1/Items (Schaeffer
// et al. arXiv:2304.15004, sec 2).
type TestSet struct {
	Items  float64
	Stream random.Stream
}

// Measure is the share of right answers on the test set where the expectation
// is p; draw numbers the measurement. The draw is by inversion of the binomial
// distribution, so that a higher p never measures lower at the same draw.
func (t TestSet) Measure(p float64, draw uint64) float64 {
	return binomialQuantile(t.Stream.Uniform(draw), t.Items, p) / t.Items
}

// binomialQuantile is the least k with P(X <= k) >= u, by bisection on the
// regularized incomplete beta function; NaN where an argument is.
func binomialQuantile(u, n, p float64) float64 {
	if math.IsNaN(u + n + p) {
		return math.NaN()
	}
	if p <= 0 {
		return 0
	}
	if p >= 1 {
		return n
	}
	low, high := -1.0, n // P(X <= low) < u <= P(X <= high)
	for high-low > 1 {
		mid := math.Floor((low + high) / 2)
		if mathext.RegIncBeta(n-mid, mid+1, 1-p) >= u {
			high = mid
		} else {
			low = mid
		}
	}
	return high
}
