package scalinglaws

import "math"

// Starting values of the exponents, and of the irreducible loss as a share of the smallest loss.
var (
	exponents = []float64{0.1, 0.2, 0.35, 0.5, 0.8, 1.2, 2}
	shares    = []float64{0.3, 0.6, 0.9}
)

// split divides the geometric mean of the smallest and largest loss, given by their logarithms, into an
// irreducible part and two equal terms. It returns ln of the irreducible part and ln of one term.
func split(share, low, high float64) (e, rest float64) {
	e = math.Log(share) + low
	return e, math.Log((math.Exp((low+high)/2) - math.Exp(e)) / 2)
}

// present is an irreducible loss from its logarithm, 0 where it vanished.
func present(e, low float64) float64 {
	if e <= low-vanished {
		return 0
	}
	return math.Exp(e)
}
