package forecasts

import (
	"math"

	"gonum.org/v1/gonum/optimize"
)

// sample is the shares to which a curve is fitted, and what they are a function of.
type sample struct {
	u, y, weight []float64
	floor        float64
}

// link maps a straight line to a share of right answers among those that guessing does not give.
type link func(line float64) float64

func sigmoid(line float64) float64 { return 1 / (1 + math.Exp(-line)) }

// complementary is PassUntil's law: minus the logarithm of the share falls exponentially with the line.
func complementary(line float64) float64 { return math.Exp(-math.Exp(-line)) }

// fit maximizes the binomial likelihood of share = floor + (1-floor) link(a + b u), and gives the curve. Shares that are not
// binomial count as if they were: their mean and variance are of the same kind (R. W. M. Wedderburn, Biometrika 61 (1974),
// p. 439).
func (s *sample) fit(of link) func(u float64) float64 {
	middle, spread := moments(s.u)
	curve := func(at []float64) func(u float64) float64 {
		return func(u float64) float64 {
			return s.floor + (1-s.floor)*of(steepest*math.Tanh(at[1]/steepest)*(u-middle)/spread-at[0])
		}
	}
	cost := func(at []float64) float64 {
		share, sum := curve(at), 0.0
		for i, u := range s.u {
			sum += s.weight[i] * deviance(s.y[i], share(u))
		}
		return sum + ridge*(at[0]*at[0]+at[1]*at[1])
	}
	best, least := []float64{0, 0}, math.Inf(1)
	for _, a := range []float64{-4, -2, 0, 2, 4} {
		for _, b := range []float64{-4, -1, 1, 4} {
			if c := cost([]float64{a, b}); c < least {
				best, least = []float64{a, b}, c
			}
		}
	}
	settings := &optimize.Settings{Converger: &optimize.FunctionConverge{Absolute: 1e-12, Relative: 1e-9, Iterations: 40}}
	found, err := optimize.Minimize(optimize.Problem{Func: cost}, best, settings, &optimize.NelderMead{})
	if err == nil || found != nil && found.F < least {
		best = found.X
	}
	return curve(best)
}

const (
	steepest = 60   // bound of the slope, in standard deviations of what the curve is a function of
	ridge    = 1e-4 // keeps a perfect separation of 0 and 1 from running away
)

// deviance is twice the loss of log likelihood of one answer, from 0 where the share is as observed.
func deviance(observed, share float64) float64 {
	const least = 1e-9
	share = min(max(share, least), 1-least)
	d := 0.0
	if observed > 0 {
		d += observed * math.Log(observed/share)
	}
	if observed < 1 {
		d += (1 - observed) * math.Log((1-observed)/(1-share))
	}
	return 2 * d
}

// moments are the mean and the standard deviation, 1 where there is none.
func moments(x []float64) (mean, deviation float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		deviation += (v - mean) * (v - mean) / float64(len(x))
	}
	if deviation = math.Sqrt(deviation); !(deviation > 0) {
		deviation = 1
	}
	return mean, deviation
}
