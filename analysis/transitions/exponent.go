package transitions

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// Exponent fits a power law to the boundary, Y ~ X^exponent. Its intervals come from resamples of the whole boundary, so
// that a shift of all of it by a seed does not widen the interval of the slope.
func (b Boundary) Exponent() thresholds.Exponent {
	fit := thresholds.FitExponent(b.X, b.Y)
	if reason := fit.Exponent.Reason; math.IsNaN(fit.Exponent.Value) {
		fit.Exponent, fit.Prefactor = stat.Undefined(reason), stat.Undefined(reason)
		return fit
	}
	slopes, offsets := make([]float64, b.resamples), make([]float64, b.resamples)
	for n := range slopes {
		slopes[n], offsets[n] = b.law(n)
	}
	fit.Exponent = stat.WithSpread(fit.Exponent.Value, slopes, b.freedom())
	fit.Prefactor = stat.WithSpread(math.Log10(fit.Prefactor.Value), offsets, b.freedom()).Pow10()
	return fit
}

// law is the slope of log10 Y against log10 X in resample n, and log10 of the prefactor, with the weights of the runs.
func (b Boundary) law(n int) (slope, offset float64) {
	again := make([]stat.Estimate, len(b.Y))
	for i, t := range b.line {
		again[i] = b.Y[i]
		if y := t.in(n); math.IsInf(y, 0) {
			again[i] = stat.Undefined("beyond the runs")
		} else {
			ratio := math.Pow(10, y-t.y)
			again[i].Value, again[i].Low, again[i].High = ratio*b.Y[i].Value, ratio*b.Y[i].Low, ratio*b.Y[i].High
		}
	}
	fit := thresholds.FitExponent(b.X, again)
	return fit.Exponent.Value, math.Log10(fit.Prefactor.Value)
}

// freedom is the degrees of freedom of the whole boundary: their sum over X, unless points share their seeds.
func (b Boundary) freedom() int {
	sum, least := 0, math.MaxInt
	for _, t := range b.line {
		sum += t.free
		least = min(least, t.free)
	}
	if b.shared {
		return least
	}
	return sum
}
