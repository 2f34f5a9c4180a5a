package circuits

import "math"

// pow is x^p = e^(p ln x) for x > 0. Its relative error is |p ln x| times that of Log, beside
// that of Exp.
func pow(x, p float64) float64 { return Exp(p * Log(x)) }

// NearPower is x^p for x > 0 that moves little from one call to the next. Near the last x at which it
// was computed it is a series, whose error is below that of pow for exponents from -10 to 10. The zero value is
// ready.
type NearPower struct{ centre, inverse, value float64 }

// nearPower is the relative distance within which five terms of the binomial series suffice.
const nearPower = 2e-4

// Exponents beyond mostPower, and numbers below leastBase, whose inverse is infinite, are no business of the series.
const mostPower, leastBase = 10, 1e-300

// at is x^p. p must be the same at every call.
func (n *NearPower) at(x, p float64) float64 {
	if !(math.Abs(p) <= mostPower && x >= leastBase) {
		return pow(x, p)
	}
	d := x - n.centre
	if !(math.Abs(d) < nearPower*n.centre) {
		*n = NearPower{centre: x, inverse: 1 / x, value: pow(x, p)}
		return n.value
	}
	d *= n.inverse
	series := 1 + float64(d*(p-3)*(1./4))
	series = 1 + float64(d*(p-2)*(1./3)*series)
	series = 1 + float64(d*(p-1)*(1./2)*series)
	return n.value * (1 + float64(d*p*series))
}
