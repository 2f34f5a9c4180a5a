package regimes

import "math"

// liuSteps is the number of steps within which an accuracy must exceed 0.9 (Liu et al., Table 1).
const liuSteps = 1e5

// Liu labels the curve with the phases of Liu et al. (arXiv:2205.10343, Table 1) and their thresholds: do training and
// test accuracy exceed 0.9 within 1e5 steps, and does test accuracy follow within 1e3 steps of training accuracy?
// Chance level and label noise play no part. The phases do not cover a test accuracy above 0.9 while training accuracy
// stays at 0.9 or below; the label is then empty.
func (c Curve) Liu() Regime {
	above := math.Nextafter(Learned, 1)
	train, test := c.reaches(c.Train, above), c.reaches(c.Test, above)
	learned := train != nil && *train <= liuSteps
	generalized := test != nil && *test <= liuSteps
	switch {
	case learned && generalized && *test-*train < delay:
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
