package thresholds

import "math"

// form is a way from 0 to 1 over a distance z from the middle in ln x, in units of the steepness.
type form uint8

const (
	// logistic is the Hill curve 1/(1+x^-h).
	logistic form = iota
	// gompertz is exp(-x^-h): exact match of answers whose loss per token falls as a power (arXiv:2304.15004, section 2).
	gompertz
	// weibull is 1-exp(-x^h).
	weibull
)

func (f form) String() string { return [...]string{"hill", "gompertz", "weibull"}[f] }

// far is beyond where exp(-exp(-z)) is the smallest number above 0, or one.
const far = 6.5

// at gives the way and its derivative.
func (f form) at(z float64) (g, slope float64) {
	switch f {
	case gompertz:
		e := math.Exp(-max(z, -far))
		g = math.Exp(-e)
		return g, e * g
	case weibull:
		e := math.Exp(min(z, far))
		rest := math.Exp(-e)
		return 1 - rest, e * rest
	}
	g = 1 / (1 + math.Exp(-z))
	return g, g * (1 - g)
}

// passes is the distance at which a share between 0 and 1 of the way is done.
func (f form) passes(share float64) float64 {
	switch f {
	case gompertz:
		return -math.Log(-math.Log(share))
	case weibull:
		return math.Log(-math.Log1p(-share))
	}
	return math.Log(share / (1 - share))
}
