package scalinglaws

// law is a form as the optimizer sees it: ln of the prediction at a point (u, v), as a function of
// parameters within a box. It is computed in two parts, as most points tried are no better than the last one, and need
// no derivatives.
type law interface {
	// size is the number of parameters, at most maxSize.
	size() int
	// box bounds the parameters. At a bound a constant has run away or vanished.
	box() (low, high vector)
	// common is what all points share.
	common(theta *vector) float64
	// value is ln of the prediction; NaN where it is undefined. It keeps what the derivatives need.
	value(theta *vector, common, u, v float64, k *kept) float64
	// derive sets the gradient and the upper triangle of the Hessian where value kept k.
	derive(theta *vector, common, u, v float64, k *kept, gradient *vector, hessian *matrix)
}

// maxSize is the largest number of parameters of a law.
const maxSize = 6

type (
	vector [maxSize]float64
	matrix [maxSize][maxSize]float64
	kept   [6]float64
)

// predicted is ln of the prediction at one point.
func predicted(l law, theta *vector, u, v float64) float64 {
	var k kept
	return l.value(theta, l.common(theta), u, v, &k)
}

// derived is predicted with its derivatives.
func derived(l law, theta *vector, u, v float64, gradient *vector, hessian *matrix) float64 {
	var k kept
	common := l.common(theta)
	y := l.value(theta, common, u, v, &k)
	l.derive(theta, common, u, v, &k, gradient, hessian)
	return y
}

// vanished is how far below ln loss the logarithm of a negligible term lies.
const vanished = 12

// Ranges of exponents. Published ones lie between 0.05 and 0.5.
const (
	leastExponent    = 1e-3
	greatestExponent = 8
)
