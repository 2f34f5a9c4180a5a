package transitions

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

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
// error, whatever the others do.
func (r redrawn) spread() float64 {
	if len(r.within) == 0 {
		return math.NaN()
	}
	return (stat.Percentile(r.within, 1-oneError) - stat.Percentile(r.within, oneError)) / 2
}

// error is the standard error by all distances from the value.
func (r redrawn) error(value float64) float64 {
	square := 0.0
	for _, d := range r.within {
		square += (d - value) * (d - value)
	}
	return math.Sqrt(square / float64(len(r.within)))
}

// around is the 95% interval of a value by the spread of its resamples.
func around(value float64, draws []float64, freedom int) stat.Estimate {
	r := newRedrawn(draws)
	return r.interval(value, r.spread(), freedom)
}

// interval is Student's by a standard error that resamples tell: they do so well where they, or the units that they are
// drawn of, are too few to tell tails. There is no bound where the percentile of the resamples is infinite.
func (r redrawn) interval(value, err float64, freedom int) stat.Estimate {
	switch {
	case math.IsNaN(value) || math.IsInf(value, 0):
		return stat.Undefined("no value")
	case freedom < 1:
		return stat.Unbounded(value, "one replicate")
	case math.IsNaN(err):
		return stat.Unbounded(value, stat.NoResamples)
	}
	e := stat.WithError(value, err, stat.Student(freedom))
	if math.IsInf(stat.Percentile(r.draws, stat.Tail), -1) {
		e.Low = math.Inf(-1)
	}
	if math.IsInf(stat.Percentile(r.draws, 1-stat.Tail), 1) {
		e.High = math.Inf(1)
	}
	e.Explain("beyond the runs in some resamples")
	return e
}
