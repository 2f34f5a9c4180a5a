package main

import (
	"strconv"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// The coefficients of centreQuantile and tailQuantile of the package.
var (
	centreAbove = [8]float64{3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
		4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3}
	centreBelow = [8]float64{1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
		2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3}
	tailAbove = [8]float64{1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
		1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4}
	tailBelow = [8]float64{1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
		1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9}
	farAbove = [8]float64{6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
		2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7}
	farBelow = [8]float64{1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
		7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15}
)

// centre replaces q by centreQuantile of it in the lanes that are not in the tails, and
// returns a bit for each lane that is.
func centre(q VecVirtual) (tails Register) {
	size, r := YMM(), YMM()
	VANDPD(word("magnitude", 1<<63-1), q, size)
	VMULPD(q, q, r)
	square := YMM()
	VMOVUPD(number("centreSquare", 0.180625), square)
	VSUBPD(r, square, r)
	above := series(r, "centreAbove", centreAbove)
	below := series(r, "centreBelow", centreBelow)
	VMULPD(q, above, above)
	VDIVPD(below, above, above)
	outside, bits := YMM(), GP32()
	const greater = 30 // quietly false for NaN
	VCMPPD(Imm(greater), number("nearCentre", 0.425), size, outside)
	VMOVMSKPD(outside, bits)
	VBLENDVPD(outside, q, above, q)
	return bits
}

// tail replaces q, in the tails, by tailQuantile of it. Lanes far out are hardly ever there: they
// cost a branch.
func tail(q VecVirtual, name string) {
	size, p, r := YMM(), YMM(), YMM()
	VANDPD(word("magnitude", 1<<63-1), q, size)
	VMOVUPD(number("half", 0.5), p)
	VSUBPD(size, p, p)
	minusLog(p, r)
	VSQRTPD(r, r)
	far, some := YMM(), GP32()
	const greater = 30
	VCMPPD(Imm(greater), number("farTail", 5), r, far)
	VMOVMSKPD(far, some)

	near := YMM()
	VSUBPD(number("tailFrom", 1.6), r, near)
	above := series(near, "tailAbove", tailAbove)
	below := series(near, "tailBelow", tailBelow)
	value := YMM()
	VDIVPD(below, above, value)

	TESTL(some, some)
	finish := "finish_" + name
	JZ(LabelRef(finish))
	VSUBPD(number("farTail", 5), r, r)
	above = series(r, "farAbove", farAbove)
	below = series(r, "farBelow", farBelow)
	VDIVPD(below, above, above)
	VBLENDVPD(far, above, value, value)

	Label(finish)
	VANDPD(word("sign", 1<<63), q, q)
	VORPD(q, value, q)
}

// series is the function of that name of the package.
func series(r VecVirtual, name string, coefficients [8]float64) VecVirtual {
	sum := YMM()
	VMULPD(number(name+"7", coefficients[7]), r, sum)
	for k := 6; ; k-- {
		VADDPD(number(name+strconv.Itoa(k), coefficients[k]), sum, sum)
		if k == 0 {
			return sum
		}
		VMULPD(r, sum, sum)
	}
}

// minusLog is minus function log of the package.
func minusLog(x, to VecVirtual) {
	from, k, f := YMM(), YMM(), YMM()
	VPADDQ(word("rootHalfToOne", 0x3ff<<52-0x3fe6a09e667f3bcd), x, from)
	VPSRLQ(Imm(52), from, k)
	VPOR(word("twoTo52", 0x433<<52), k, k)
	VSUBPD(number("twoTo52And1023", 0x1p52+1023), k, k)
	VPAND(word("exponent", 0xfff<<52), from, from)
	VPSUBQ(word("one", 0x3ff<<52), from, from)
	VPSUBQ(from, x, f)
	VSUBPD(word("one", 0x3ff<<52), f, f)

	s, z, w := YMM(), YMM(), YMM()
	VADDPD(number("two", 2), f, s)
	VDIVPD(s, f, s)
	VMULPD(s, s, z)
	VMULPD(z, z, w)
	even, odd := YMM(), YMM()
	VMULPD(number("log6th", 1.531383769920937332e-01), w, even)
	VADDPD(number("log4th", 2.222219843214978396e-01), even, even)
	VMULPD(w, even, even)
	VADDPD(number("log2nd", 3.999999999940941908e-01), even, even)
	VMULPD(w, even, even)
	VMULPD(number("log7th", 1.479819860511658591e-01), w, odd)
	VADDPD(number("log5th", 1.818357216161805012e-01), odd, odd)
	VMULPD(w, odd, odd)
	VADDPD(number("log3rd", 2.857142874366239149e-01), odd, odd)
	VMULPD(w, odd, odd)
	VADDPD(number("log1st", 6.666666666666735130e-01), odd, odd)
	VMULPD(z, odd, odd)
	half, sum, low, high := YMM(), YMM(), YMM(), YMM()
	VMULPD(f, f, half)
	VMULPD(number("half", 0.5), half, half)
	VADDPD(odd, even, sum)
	VADDPD(half, sum, sum)
	VMULPD(s, sum, sum)
	VMULPD(number("ln2Low", 1.90821492927058770002e-10), k, low)
	VADDPD(low, sum, sum)
	VSUBPD(sum, half, sum)
	VSUBPD(f, sum, sum)
	VMULPD(number("ln2High", 6.93147180369123816490e-01), k, high)
	VSUBPD(high, sum, to) // minus the logarithm, exactly
}
