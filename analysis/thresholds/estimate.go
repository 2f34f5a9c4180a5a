package thresholds

import (
	"math"
	"slices"
)

// Estimate is a number with its 95% interval.
type Estimate struct {
	Value     float64 // NaN where there is none
	Low, High float64 // -Inf or +Inf (of a scale or a width 0 or +Inf) where the data set no bound; NaN where Value is
	Reason    string  // why there is no value, or what the interval says beyond noise, one short clause; else empty
}

// missing is an estimate that cannot be made.
func missing(reason string) Estimate {
	return Estimate{math.NaN(), math.NaN(), math.NaN(), reason}
}

// tail is what an interval leaves out at each end.
const tail = 0.025

// NoResamples is the Reason of an Estimate that was drawn no interval.
const NoResamples = "no resamples"

// interval puts a value between the percentiles of its redraws, which it sorts; where all replicates are alike these
// differ from the value by how far a descent goes. Without redraws there is no bound.
func interval(value float64, redrawn []float64) Estimate {
	if len(redrawn) == 0 {
		return Estimate{Value: value, Low: math.Inf(-1), High: math.Inf(1), Reason: NoResamples}
	}
	slices.Sort(redrawn)
	out := max(0, int(tail*float64(len(redrawn)+1))-1)
	return Estimate{Value: value, Low: min(value, redrawn[out]), High: max(value, redrawn[len(redrawn)-1-out])}
}

// corrected is interval with percentiles corrected for bias and acceleration (Efron, J. Am. Stat. Assoc. 82 (1987)
// 171), the latter from what single seeds do to the value; without them it is 0.
func corrected(value float64, redrawn, influence []float64) Estimate {
	e := interval(value, redrawn)
	n := float64(len(redrawn))
	if n == 0 {
		return e
	}
	below, squares, cubes := 0.0, 0.0, 0.0
	for _, x := range redrawn {
		switch {
		case math.Abs(x-value) < 1e-6: // the seeds as they are
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
	normal := student(math.Inf(1))
	bias := normal.quantile(clamp(below/n, 0.01, 0.99))
	end := func(p float64) float64 {
		z := bias + normal.quantile(p)
		z = bias + z/(1-acceleration*z)
		return between(redrawn, clamp(normal.above(-z)*(n+1)-1, 0, n-1))
	}
	e.Low, e.High = end(tail), end(1-tail)
	return e
}

// between is what is at a place between two of sorted numbers; next to what has no end, the nearer one.
func between(sorted []float64, place float64) float64 {
	k := int(place)
	part := place - float64(k)
	if part == 0 {
		return sorted[k]
	}
	low, high := sorted[k], sorted[k+1]
	switch {
	case low == high:
		return low
	case math.IsInf(low, 0) || math.IsInf(high, 0):
		return sorted[k+int(math.Round(part))]
	}
	return low + part*(high-low)
}

// exp turns an estimate of a logarithm into one of the number itself.
func (e Estimate) exp() Estimate {
	e.Value, e.Low, e.High = math.Exp(e.Value), math.Exp(e.Low), math.Exp(e.High)
	return e
}

// explain gives the reason of a missing bound.
func (e *Estimate) explain(reason string) {
	if e.Reason == "" && (math.IsInf(e.High, 0) || math.IsInf(e.Low, 0)) {
		e.Reason = reason
	}
}

// endless is whether the data set neither bound.
func (e *Estimate) endless() bool { return math.IsInf(e.Low, -1) && math.IsInf(e.High, 1) }

// hold widens the interval to what is between two scales that are too far apart to tell more.
func (e *Estimate) hold(low, high float64) {
	e.Low, e.High, e.Reason = min(e.Low, low), max(e.High, high), betweenScales
}

const betweenScales = "rises between two scales"
