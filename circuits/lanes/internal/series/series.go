// Package series holds the numbers of the exponential and the logarithm of package
// lanes. Its Go code and the generator of its assembly share them.
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

// Log are the coefficients of z to z^7, z = s^2, in the series of
// ln(1+f) = 2 atanh s with s = f/(2+f), as in FreeBSD's e_log.c.
var Log = [7]float64{
	6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01,
	2.222219843214978396e-01, 1.818357216161805012e-01, 1.531383769920937332e-01,
	1.479819860511658591e-01,
}
