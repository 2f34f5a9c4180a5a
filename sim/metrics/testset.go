package metrics

import (
	"math"

	"github.com/circsim/circsim/internal/random"
	"gonum.org/v1/gonum/mathext"
)

// TestSet is a finite test set. It measures an accuracy with binomial sampling
// error and resolution 1/Items (Schaeffer et al. arXiv:2304.15004, sec 2).
type TestSet struct {
	Items  float64       // number of items, at least 1
	Stream random.Stream // one number for each measurement
}

// Measure draws the share of right answers, 0 to 1, when the expected accuracy
// is p. draw is the number of the measurement. The draw inverts the binomial
// distribution function: at the same draw, a higher p never gives a lower share.
func (t TestSet) Measure(p float64, draw uint64) float64 {
	return binomialQuantile(t.Stream.Uniform(draw), t.Items, p) / t.Items
}

// binomialQuantile is the smallest k with P(X <= k) >= u. It is NaN where an argument is.
// The search begins at the quantile of the normal distribution with the same first three moments (Cornish and Fisher),
// which is mostly within 1 of it.
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
	enough := func(k float64) bool { return mathext.RegIncBeta(n-k, k+1, 1-p) >= u }
	z, deviation := mathext.NormalQuantile(u), math.Sqrt(n*p*(1-p))
	guess := math.Round(n*p + deviation*z + (1-2*p)*(z*z-1)/6 - 0.5)
	guess = max(min(guess, n-1), 0) // not where NaN
	low, high := -1.0, n            // P(X <= low) < u <= P(X <= high)
	for k, step := guess, 1.0; k > low && k < high; step *= 2 {
		if enough(k) {
			high = k
			k -= step
		} else {
			low = k
			k += step
		}
	}
	for high-low > 1 {
		if mid := math.Floor((low + high) / 2); enough(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	return high
}
