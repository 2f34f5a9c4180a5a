package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// form is a sigmoid from 0 to 1 in z = h (ln x - middle).
type form uint8

const (
	// logistic is the Hill curve 1/(1+x^-h).
	logistic form = iota
	// gompertz is exp(-x^-h): exact match where the loss per token falls as a power law (arXiv:2304.15004, section 2).
	gompertz
	// weibull is 1-exp(-x^h).
	weibull
	// probit is the normal distribution of ln x.
	probit

	forms = iota // number of forms
)

func (f form) String() string { return [...]string{"hill", "gompertz", "weibull", "probit", "ramp"}[f] }

// ends are the z up to which a form is 0 and from which on it is 1, to a float's precision.
var ends = [forms][2]float64{logistic: {-37, 37}, gompertz: {-3.7, 37}, weibull: {-37, 3.7}, probit: {-8.5, 8.5}}

// at returns the form and its derivative.
func (f form) at(z float64) (g, slope float64) {
	switch end := &ends[f]; {
	case z <= end[0]:
		return 0, 0
	case z >= end[1]:
		return 1, 0
	}
	switch f {
	case gompertz:
		e := math.Exp(-z)
		g = math.Exp(-e)
		return g, e * g
	case weibull:
		e := math.Exp(z)
		rest := math.Exp(-e)
		return 1 - rest, e * rest
	case probit:
		return math.Erfc(-z/math.Sqrt2) / 2, math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
	}
	g = 1 / (1 + math.Exp(-z))
	return g, g * (1 - g)
}

// passes returns z at which the form is a share between 0 and 1.
func (f form) passes(share float64) float64 {
	switch f {
	case gompertz:
		return -math.Log(-math.Log(share))
	case weibull:
		return math.Log(-math.Log1p(-share))
	case probit:
		return stat.Normal.Quantile(share)
	}
	return math.Log(share / (1 - share))
}
