package stat

import (
	"math"
	"slices"
)

// WithSpread is Student's interval of a value whose standard error is Spread of its resamples: they tell it well where
// they, or the units that they are drawn of, are too few to tell tails. There is no bound where the percentile of the
// resamples is infinite.
func WithSpread(value float64, draws []float64, df int) Estimate {
	r := newRedrawn(draws)
	return r.interval(value, r.spread(), df)
}

// WithDeviation is the same with the root mean square of all distances of resamples from the value for a standard error.
func WithDeviation(value float64, draws []float64, df int) Estimate {
	r := newRedrawn(draws)
	return r.interval(value, r.deviation(value), df)
}

// Spread is the standard error of a value by half of the range of the middle 68% of its resamples, NaN of none.
func Spread(draws []float64) float64 { return newRedrawn(draws).spread() }

// redrawn is what resamples say of a value.
type redrawn struct {
	draws  []float64 // ascending; infinite where a resample has the value beyond the runs
	within []float64 // the finite ones
}

func newRedrawn(draws []float64) redrawn {
	var r redrawn
	for _, d := range draws {
		if !math.IsNaN(d) {
			r.draws = append(r.draws, d)
		}
	}
	slices.Sort(r.draws)
	r.within = slices.DeleteFunc(slices.Clone(r.draws), func(d float64) bool { return math.IsInf(d, 0) })
	return r
}

// oneError is the share of a normal distribution that lies more than one standard deviation below its mean.
const oneError = 0.1587

// spread is the standard error by half of the range of the middle 68%, which normal resamples have within one standard
// error, however far out the others are.
func (r redrawn) spread() float64 {
	if len(r.within) == 0 {
		return math.NaN()
	}
	return (Percentile(r.within, 1-oneError) - Percentile(r.within, oneError)) / 2
}

// deviation is the standard error by all distances from the value.
func (r redrawn) deviation(value float64) float64 {
	square := 0.0
	for _, d := range r.within {
		square += (d - value) * (d - value)
	}
	return math.Sqrt(square / float64(len(r.within)))
}

// interval is Student's, without bounds where resamples are infinite.
func (r redrawn) interval(value, err float64, df int) Estimate {
	switch {
	case math.IsNaN(value) || math.IsInf(value, 0):
		return Undefined("no value")
	case df < 1:
		return Unbounded(value, "one replicate")
	case math.IsNaN(err):
		return Unbounded(value, NoResamples)
	}
	e := WithError(value, err, Student(df))
	if math.IsInf(Percentile(r.draws, Tail), -1) {
		e.Low = math.Inf(-1)
	}
	if math.IsInf(Percentile(r.draws, 1-Tail), 1) {
		e.High = math.Inf(1)
	}
	e.Explain("beyond the runs in some resamples")
	return e
}
