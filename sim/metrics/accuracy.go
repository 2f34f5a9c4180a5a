package metrics

import (
	"math"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/circuits/lanes"
)

// Accuracy tabulates A(d) = E_x[Phi(d + x)^(v-1)] with x standard normal: the
// probability that the right class outscores v-1 others when its margin is d
// standard deviations of a logit (docs/model.md, equation 5). It is safe for
// concurrent use.
type Accuracy struct{ grid lanes.Grid } // ln A by d

// The table's range of d and its spacing. Beyond the range A is constant to 1e-12.
const (
	accuracyFrom = -12.0
	accuracyTo   = 20.0
	accuracyStep = 0.1
)

// NewAccuracy tabulates the accuracy for v >= 2 classes by the trapezoidal rule, which converges exponentially for this
// integrand. The range of x reaches farther up than down, since the integrand of a negative d has its mass at positive x.
// d and x have one spacing, so that d + x is one of the nodes of a single lattice.
func NewAccuracy(v float64) *Accuracy {
	const xFrom, xTo = -9.0, 16.0
	count := func(from, to float64) int { return int(math.Round((to-from)/accuracyStep)) + 1 }
	xs := make([]float64, count(xFrom, xTo)) // -x^2/2
	for k := range xs {
		x := xFrom + float64(k)*accuracyStep
		xs[k] = -x * x / 2
	}
	others := make([]float64, count(accuracyFrom+xFrom, accuracyTo+xTo)) // ln Phi(d + x)^(v-1)
	for j := range others {
		others[j] = (v - 1) * logPhi(accuracyFrom+xFrom+float64(j)*accuracyStep)
	}
	logs := make([]float64, count(accuracyFrom, accuracyTo))
	for i := range logs {
		sum := 0.0
		for k, x := range xs {
			sum += math.Exp(x + others[i+k])
		}
		logs[i] = math.Log(min(sum*accuracyStep/math.Sqrt(2*math.Pi), 1))
	}
	return &Accuracy{lanes.Grid{Logs: logs, From: accuracyFrom, Step: accuracyStep}}
}

// At is the accuracy, 0 to 1, at margin d in standard deviations of one logit.
// It is NaN where d is.
func (a *Accuracy) At(d float64) float64 {
	return min(circuits.Exp(cubic(a.grid.Logs, (d-accuracyFrom)/accuracyStep)), 1)
}

// Sure is the margin from which on the accuracy is at least 1 - rest.
func (a *Accuracy) Sure(rest float64) float64 {
	i := len(a.grid.Logs)
	for i > 0 && a.grid.Logs[i-1] >= math.Log1p(-rest) {
		i--
	}
	return a.grid.From + float64(i)*a.grid.Step
}

// Sum is the sum over items of weight times the accuracy, where margins are strength + g in units of sigma.
func (a *Accuracy) Sum(weight, strength []float64, g, sigma float64) float64 {
	return lanes.Accuracies(strength, weight, g, sigma, &a.grid)
}

// logPhi is the logarithm of the standard normal distribution function.
func logPhi(x float64) float64 {
	switch {
	case x > 0:
		return math.Log1p(-math.Erfc(x/math.Sqrt2) / 2)
	case x > -37:
		return math.Log(math.Erfc(-x/math.Sqrt2) / 2)
	}
	return -x*x/2 - math.Log(-x*math.Sqrt(2*math.Pi))
}

// cubic interpolates equally spaced values at position x, in spacings from the
// first, with the cubic through the four nearest. Beyond the ends it is constant.
// It is NaN where x is.
func cubic(values []float64, x float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	i, w := cubicAt(x, len(values))
	near := values[i-1 : i+3]
	return w[0]*near[0] + w[1]*near[1] + w[2]*near[2] + w[3]*near[3]
}

// cubicAt is the second of the four values, of so many, that are nearest to position x, and their weights.
func cubicAt(x float64, values int) (i int, weights [4]float64) {
	last := float64(values - 1)
	x = min(max(x, 0), last)
	i = int(min(max(x, 1), last-2))
	return i, cubicWeights(x - float64(i))
}

// cubicWeights are the Lagrange weights of the nodes -1, 0, 1, 2 at position t.
func cubicWeights(t float64) [4]float64 {
	return [4]float64{
		-t * (t - 1) * (t - 2) / 6,
		(t + 1) * (t - 1) * (t - 2) / 2,
		-(t + 1) * t * (t - 2) / 2,
		(t + 1) * t * (t - 1) / 6,
	}
}
