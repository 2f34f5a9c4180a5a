package stat

import (
	"math"
	"slices"
)

// WithSpread is Student's interval of a value with Spread as its standard error: for units or resamples too few to
// determine the tails. There is no bound where that percentile of the resamples is infinite.
func WithSpread(value float64, draws []float64, df int) Estimate {
	return fromDraws(value, draws, df, spread)
}

// WithDeviation is WithSpread with the root mean square deviation of the resamples from the value as standard error.
func WithDeviation(value float64, draws []float64, df int) Estimate {
	return fromDraws(value, draws, df, func(finite []float64) float64 {
		squares := 0.0
		for _, d := range finite {
			squares += (d - value) * (d - value)
		}
		return math.Sqrt(squares / float64(len(finite)))
	})
}

// Spread is the standard error of a value as half the range of the middle 68% of its finite resamples. Resamples far out
// do not change it. It is NaN where there is no finite resample.
func Spread(draws []float64) float64 {
	_, finite := ordered(draws)
	return spread(finite)
}

// oneError is the share of a normal distribution that lies more than one standard deviation below its mean.
const oneError = 0.1587

func spread(finite []float64) float64 {
	if len(finite) == 0 {
		return math.NaN()
	}
	return (Percentile(finite, 1-oneError) - Percentile(finite, oneError)) / 2
}

// ordered sorts all resamples that are not NaN, and the finite ones. They are infinite where the value of a resample lies
// beyond the runs.
func ordered(draws []float64) (all, finite []float64) {
	all = slices.DeleteFunc(slices.Clone(draws), math.IsNaN)
	slices.Sort(all)
	return all, slices.DeleteFunc(slices.Clone(all), func(d float64) bool { return math.IsInf(d, 0) })
}

// fromDraws is Student's interval with a standard error from the finite resamples.
func fromDraws(value float64, draws []float64, df int, standardError func(finite []float64) float64) Estimate {
	all, finite := ordered(draws)
	err := standardError(finite)
	switch {
	case math.IsNaN(value) || math.IsInf(value, 0):
		return Undefined("no value")
	case df < 1:
		return Unbounded(value, "one replicate")
	case math.IsNaN(err):
		return Unbounded(value, NoResamples)
	}
	e := WithError(value, err, Student(df))
	if math.IsInf(Percentile(all, Tail), -1) {
		e.Low = math.Inf(-1)
	}
	if math.IsInf(Percentile(all, 1-Tail), 1) {
		e.High = math.Inf(1)
	}
	e.Explain("beyond the runs in some resamples")
	return e
}
