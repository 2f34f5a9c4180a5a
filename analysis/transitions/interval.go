package transitions

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/thresholds"
	"gonum.org/v1/gonum/stat/distuv"
)

// open is the share of resamples beyond the runs from which on the data set no bound on that side.
const open = 0.025

// redrawn is what resamples say of a value.
type redrawn struct {
	within       []float64 // ascending
	below, above float64   // shares that are beyond the runs
}

func newRedrawn(draws []float64) redrawn {
	var r redrawn
	n := 0.0
	for _, d := range draws {
		switch {
		case math.IsNaN(d):
			continue
		case math.IsInf(d, -1):
			r.below++
		case math.IsInf(d, 1):
			r.above++
		default:
			r.within = append(r.within, d)
		}
		n++
	}
	slices.Sort(r.within)
	r.below, r.above = r.below/n, r.above/n
	return r
}

// spread is the standard error by half of the range of the middle 68%, which normal resamples have within one standard
// error, whatever the others do.
func (r redrawn) spread() float64 {
	n := len(r.within)
	if n == 0 {
		return math.NaN()
	}
	out := int(0.1587 * float64(n))
	return (r.within[n-1-out] - r.within[out]) / 2
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
func around(value float64, draws []float64, freedom int) thresholds.Estimate {
	r := newRedrawn(draws)
	return r.interval(value, r.spread(), freedom)
}

// interval is value -+ t standard errors, t by Student's distribution. Resamples tell the standard error well where they, or
// the units that they are drawn of, are too few to tell tails.
func (r redrawn) interval(value, err float64, freedom int) thresholds.Estimate {
	switch {
	case math.IsNaN(value) || math.IsInf(value, 0):
		return none("no value")
	case freedom < 1:
		return unbounded(value, "one replicate")
	case math.IsNaN(err):
		return unbounded(value, thresholds.NoResamples)
	}
	reach := student(freedom).Quantile(0.975) * err
	e := thresholds.Estimate{Value: value, Low: value - reach, High: value + reach}
	if r.below > open {
		e.Low, e.Reason = math.Inf(-1), "beyond the runs in some resamples"
	}
	if r.above > open {
		e.High, e.Reason = math.Inf(1), "beyond the runs in some resamples"
	}
	return e
}

func student(freedom int) distuv.StudentsT {
	return distuv.StudentsT{Sigma: 1, Nu: float64(freedom)}
}

func none(reason string) thresholds.Estimate {
	return thresholds.Estimate{Value: math.NaN(), Low: math.NaN(), High: math.NaN(), Reason: reason}
}

func unbounded(value float64, reason string) thresholds.Estimate {
	return thresholds.Estimate{Value: value, Low: math.Inf(-1), High: math.Inf(1), Reason: reason}
}

// power takes an estimate of log10 z to one of z.
func power(e thresholds.Estimate) thresholds.Estimate {
	e.Value, e.Low, e.High = math.Pow(10, e.Value), math.Pow(10, e.Low), math.Pow(10, e.High)
	return e
}
