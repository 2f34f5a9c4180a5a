package main

import (
	"strconv"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"

	numbers "github.com/circsim/circsim/internal/series"
)

// centre replaces q by centreQuantile of it in the lanes that are not in the tails, and
// returns a bit for each lane that is.
func centre(q VecVirtual) (tails Register) {
	size, r := YMM(), YMM()
	VANDPD(word("magnitude", 1<<63-1), q, size)
	VMULPD(q, q, r)
	square := YMM()
	VMOVUPD(number("centreSquare", numbers.CentreSquare), square)
	VSUBPD(r, square, r)
	above := series(r, "centreAbove", &numbers.CentreAbove)
	below := series(r, "centreBelow", &numbers.CentreBelow)
	VMULPD(q, above, above)
	VDIVPD(below, above, above)
	outside, bits := YMM(), GP32()
	const greater = 30 // quietly false for NaN
	VCMPPD(Imm(greater), number("nearCentre", numbers.NearCentre), size, outside)
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
	VCMPPD(Imm(greater), number("farTail", numbers.FarTail), r, far)
	VMOVMSKPD(far, some)

	near := YMM()
	VSUBPD(number("tailFrom", numbers.TailFrom), r, near)
	above := series(near, "tailAbove", &numbers.TailAbove)
	below := series(near, "tailBelow", &numbers.TailBelow)
	value := YMM()
	VDIVPD(below, above, value)

	TESTL(some, some)
	finish := "finish_" + name
	JZ(LabelRef(finish))
	VSUBPD(number("farTail", numbers.FarTail), r, r)
	above = series(r, "farAbove", &numbers.FarAbove)
	below = series(r, "farBelow", &numbers.FarBelow)
	VDIVPD(below, above, above)
	VBLENDVPD(far, above, value, value)

	Label(finish)
	VANDPD(word("sign", 1<<63), q, q)
	VORPD(q, value, q)
}

// series is the polynomial of the package with coefficients of that name.
func series(r VecVirtual, name string, coefficients *[8]float64) VecVirtual {
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
	VPADDQ(word("rootHalfToOne", numbers.OneBits-numbers.RootHalfBits), x, from)
	VPSRLQ(Imm(52), from, k)
	VPOR(word("twoTo52", numbers.IntegerBits), k, k)
	VSUBPD(number("twoTo52And1023", numbers.Integer+1023), k, k)
	VPAND(word("exponent", 0xfff<<52), from, from)
	VPSUBQ(word("one", numbers.OneBits), from, from)
	VPSUBQ(from, x, f)
	VSUBPD(word("one", numbers.OneBits), f, f)

	s, z, w := YMM(), YMM(), YMM()
	VADDPD(number("two", 2), f, s)
	VDIVPD(s, f, s)
	VMULPD(s, s, z)
	VMULPD(z, z, w)
	even, odd := YMM(), YMM()
	VMULPD(number("log6th", numbers.Log[5]), w, even)
	VADDPD(number("log4th", numbers.Log[3]), even, even)
	VMULPD(w, even, even)
	VADDPD(number("log2nd", numbers.Log[1]), even, even)
	VMULPD(w, even, even)
	VMULPD(number("log7th", numbers.Log[6]), w, odd)
	VADDPD(number("log5th", numbers.Log[4]), odd, odd)
	VMULPD(w, odd, odd)
	VADDPD(number("log3rd", numbers.Log[2]), odd, odd)
	VMULPD(w, odd, odd)
	VADDPD(number("log1st", numbers.Log[0]), odd, odd)
	VMULPD(z, odd, odd)
	half, sum, low, high := YMM(), YMM(), YMM(), YMM()
	VMULPD(f, f, half)
	VMULPD(number("half", 0.5), half, half)
	VADDPD(odd, even, sum)
	VADDPD(half, sum, sum)
	VMULPD(s, sum, sum)
	VMULPD(number("ln2Low", numbers.Ln2Low), k, low)
	VADDPD(low, sum, sum)
	VSUBPD(sum, half, sum)
	VSUBPD(f, sum, sum)
	VMULPD(number("ln2High", numbers.Ln2High), k, high)
	VSUBPD(high, sum, to) // minus the logarithm, exactly
}
