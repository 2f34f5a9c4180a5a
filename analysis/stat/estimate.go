package stat

import "math"

// Estimate is a value with its 95% interval.
//
// An infinite end means that the data set no bound on that side; after Exp or Pow10 a missing lower bound is 0. Both
// ends are NaN where there is no interval: the value is undefined, or it is descriptive and estimates nothing.
type Estimate struct {
	Value     float64 // NaN: undefined
	Low, High float64
	// Reason is a warning in one short clause, or empty: why the value is undefined or a bound is missing, or what the
	// interval covers besides noise.
	Reason string
}

// Undefined is an estimate without a value.
func Undefined(reason string) Estimate { return Estimate{math.NaN(), math.NaN(), math.NaN(), reason} }

// Unbounded is a value to which the data set no bounds.
func Unbounded(value float64, reason string) Estimate {
	return Estimate{value, math.Inf(-1), math.Inf(1), reason}
}

// Exact is a value without noise.
func Exact(value float64) Estimate { return Estimate{Value: value, Low: value, High: value} }

// Descriptive is a value that has no interval.
func Descriptive(value float64) Estimate {
	return Estimate{Value: value, Low: math.NaN(), High: math.NaN()}
}

// Defined is whether there is a value.
func (e Estimate) Defined() bool { return !math.IsNaN(e.Value) }

// Exp turns an estimate of ln z into one of z.
func (e Estimate) Exp() Estimate { return e.rising(math.Exp) }

// Pow10 turns an estimate of log10 z into one of z.
func (e Estimate) Pow10() Estimate {
	return e.rising(func(x float64) float64 { return math.Pow(10, x) })
}

func (e Estimate) rising(f func(float64) float64) Estimate {
	e.Value, e.Low, e.High = f(e.Value), f(e.Low), f(e.High)
	return e
}

// Minus is the difference of two estimates, with an interval that covers all differences of values in theirs.
func (e Estimate) Minus(f Estimate) Estimate {
	return Estimate{Value: e.Value - f.Value, Low: e.Low - f.High, High: e.High - f.Low}
}

// Over is the ratio of two positive estimates, with an interval that covers all ratios of values in theirs.
func (e Estimate) Over(f Estimate) Estimate {
	return Estimate{Value: e.Value / f.Value, Low: e.Low / f.High, High: e.High / f.Low}
}

// Explain sets the reason of a missing bound, unless there is a reason already.
func (e *Estimate) Explain(reason string) {
	if e.Reason == "" && (math.IsInf(e.Low, 0) || math.IsInf(e.High, 0)) {
		e.Reason = reason
	}
}

// Cover widens the interval to include low and high, and replaces the reason.
func (e *Estimate) Cover(low, high float64, reason string) {
	e.Low, e.High, e.Reason = min(e.Low, low), max(e.High, high), reason
}
