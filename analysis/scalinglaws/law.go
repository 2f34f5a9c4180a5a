package scalinglaws

// law is a form as the optimizer sees it: ln of the prediction at a point (u, v), as a function of
// parameters within a box.
type law interface {
	// size is the number of parameters, at most maxSize.
	size() int
	// box bounds the parameters. At a bound a constant has run away or vanished.
	box() (low, high vector)
	// at is ln of the prediction, with its gradient and the upper triangle of its Hessian; NaN
	// where it is undefined.
	at(theta *vector, u, v float64, gradient *vector, hessian *matrix) float64
}

// maxSize is the largest number of parameters of a law.
const maxSize = 6

type (
	vector [maxSize]float64
	matrix [maxSize][maxSize]float64
)

// vanished is how far below ln loss the logarithm of a negligible term lies.
const vanished = 12

// Ranges of exponents. Published ones lie between 0.05 and 0.5.
const (
	leastExponent    = 1e-3
	greatestExponent = 8
)
