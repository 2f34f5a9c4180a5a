package regimes

import "math"

// liuSteps is the training time within which accuracies count (Liu et al., Table 1).
const liuSteps = 1e5

// Liu is the phase of the curve by Liu et al. (arXiv:2205.10343, Table 1), with their numbers: whether training and
// test accuracy exceed 0.9 within 1e5 steps, and whether the second does so less than 1e3 steps after the
// first. It knows neither chance nor label noise. Test accuracy above 0.9 without training accuracy is
// in none of their phases, and empty here.
func (c Curve) Liu() Regime {
	above := math.Nextafter(Learned, 1)
	train, test := c.reaches(c.Train, above), c.reaches(c.Test, above)
	learned := train != nil && *train <= liuSteps
	generalized := test != nil && *test <= liuSteps
	switch {
	case learned && generalized && *test-*train < Delay:
		return Comprehension
	case learned && generalized:
		return Grokking
	case learned:
		return Memorization
	case !generalized:
		return Confusion
	}
	return ""
}
