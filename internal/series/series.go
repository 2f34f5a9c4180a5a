// Package series holds the coefficients of our exponential, logarithm and normal quantile. Plain Go and the
// generators of assembly share them.
package series

import "math"

// The reduction of an exponent x = k ln 2 + r with |r| <= ln 2 / 2, and of a
// logarithm's argument 2^k m with sqrt(1/2) <= m < sqrt(2).
const (
	Log2E = 1 / math.Ln2
	// Adding Shifter to a number rounds it to an integer in the low bits.
	Shifter = 0x1.8p52
	// ln 2 as a sum: the high part has few bits, so that its multiples are exact.
	Ln2High = 0x1.62e42feep-1
	Ln2Low  = 0x1.a39ef35793c76p-33
	// An exponential is 0 below ExpFrom and infinite above ExpTo. Up to GrowthTo,
	// 2^k is finite.
	ExpFrom  = -708
	ExpTo    = 0x1.62e42fefa39efp+9 // ln of the largest number
	GrowthTo = 709.4
)

// MostOdds bounds the odds against a label, so that its probability is never 0.
const MostOdds = 1e300

// The fields of a float64.
const (
	FractionBits = 52
	FractionMask = 1<<FractionBits - 1
	OneBits      = 0x3ff << FractionBits
	RootHalfBits = 0x3fe6a09e667f3bcd // of sqrt(1/2)
	// An integer below 2^52 in the low bits of IntegerBits is a float64: Integer
	// plus that integer.
	IntegerBits = 0x433 << FractionBits
	Integer     = 0x1p52
)

// Expm1 are the coefficients of r^2 to r^11 in e^r - 1 = r + ..., the minimax
// polynomial for |r| <= ln 2 / 2: its relative error is below 3e-17.
var Expm1 = [10]float64{
	0x1.0000000000004p-1, 0x1.555555555555cp-3, 0x1.55555555525b4p-5,
	0x1.111111110e93cp-7, 0x1.6c16c17e3ecadp-10, 0x1.a01a01b517297p-13,
	0x1.a019a8fe126ddp-16, 0x1.71ddeb96ae428p-19, 0x1.28a0859b1d1f9p-22,
	0x1.af745999ab654p-26,
}

// Small is the |x| below which the first four coefficients of Expm1, and SmallLog, have full precision. No division, no
// power of two and half of the terms are needed there.
const Small = 0x1p-10

// SmallLog are the coefficients of x^2 to x^6 in x - ln(1+x).
var SmallLog = [5]float64{1. / 2, -1. / 3, 1. / 4, -1. / 5, 1. / 6}

// Log are the coefficients of z to z^7, z = s^2, in the series of
// ln(1+f) = 2 atanh s with s = f/(2+f), as in FreeBSD's e_log.c.
var Log = [7]float64{
	6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01,
	2.222219843214978396e-01, 1.818357216161805012e-01, 1.531383769920937332e-01,
	1.479819860511658591e-01,
}

// Where the pieces of the normal quantile at 1/2 + q meet: |q| up to NearCentre, and beyond it the root of minus the
// logarithm of the tail's probability up to FarTail. TailFrom and FarTail are the origins of the outer pieces.
const (
	NearCentre   = 0.425
	CentreSquare = 0.180625 // its square
	TailFrom     = 1.6
	FarTail      = 5
)

// The coefficients of the normal quantile, algorithm AS 241, PPND16, of Wichura (Applied Statistics 37, 1988): of the numerators
// and denominators near the centre, in the tails and far out, from the constant up.
var (
	CentreAbove = [8]float64{3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
		4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3}
	CentreBelow = [8]float64{1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
		2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3}
	TailAbove = [8]float64{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
		1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4}
	TailBelow = [8]float64{1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
		1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9}
	FarAbove = [8]float64{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7}
	FarBelow = [8]float64{1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
		7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15}
)
