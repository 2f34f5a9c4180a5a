package stat

import (
	"math"
	"slices"
)

// Tail is the probability outside a 95% interval on each side.
const Tail = 0.025

// leastDraws is the smallest number of resamples with a 2.5th percentile: its order statistic is the first.
const leastDraws = 39

// Reasons of estimates without bounds.
const (
	NoResamples  = "no resamples"
	fewResamples = "too few resamples"
)

// Bootstrapped is the percentile interval of a value from its resamples, which are sorted in place (B. Efron, Ann.
// Stat. 7 (1979), pp. 1-26). It includes the value, and has no bounds with fewer than 39 resamples.
func Bootstrapped(value float64, draws []float64) Estimate {
	switch {
	case math.IsNaN(value):
		return Undefined("undefined")
	case len(draws) == 0:
		return Unbounded(value, NoResamples)
	case len(draws) < leastDraws:
		return Unbounded(value, fewResamples)
	}
	slices.Sort(draws)
	return Estimate{Value: value, Low: min(value, Percentile(draws, Tail)), High: max(value, Percentile(draws, 1-Tail))}
}

// Accelerated is the percentile interval corrected for bias and acceleration (B. Efron, J. Am. Stat. Assoc. 82 (1987),
// pp. 171-185). influence is the influence of each unit on the value; without it the acceleration is 0. Resamples within
// `same` of the value count as equal to it.
func Accelerated(value float64, draws, influence []float64, same float64) Estimate {
	e := Bootstrapped(value, draws)
	if len(draws) < leastDraws {
		return e
	}
	below, squares, cubes := 0.0, 0.0, 0.0
	for _, x := range draws {
		switch {
		case math.Abs(x-value) < same:
			below += 0.5
		case x < value:
			below++
		}
	}
	for _, x := range influence {
		squares += x * x
		cubes += x * x * x
	}
	acceleration := 0.0
	if squares > 0 {
		acceleration = cubes / (6 * math.Pow(squares, 1.5))
	}
	bias := Normal.Quantile(min(max(below/float64(len(draws)), 0.01), 0.99))
	end := func(p float64) float64 {
		z := bias + Normal.Quantile(p)
		return Percentile(draws, Normal.Above(-bias-z/(1-acceleration*z)))
	}
	e.Low, e.High = end(Tail), end(1-Tail)
	return e
}

// WithError is Student's interval of a value from its standard error.
func WithError(value, err float64, df Student) Estimate {
	half := df.Reach() * err
	return Estimate{Value: value, Low: value - half, High: value + half}
}
