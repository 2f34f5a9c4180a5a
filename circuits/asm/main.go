// Command asm writes the AVX2 code of package circuits: the step of attention heads. Every lane
// does what headRows.stepPlain does, operation by operation, so that both give the same bits.
package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// The numbers of push.
const (
	earnedInduction = iota
	earnedFunction
	representation
	slope
	offset
	gain
	decay
	next
)

// The names of arrays.
const (
	match           = "match"
	copied          = "copied"
	function        = "function"
	copySite        = "copySite"
	functionSite    = "functionSite"
	inductionBefore = "inductionBefore"
	functionBefore  = "functionBefore"
	induction       = "induction"
	functionVector  = "functionVector"
)

// heads is the code for the heads of one loop.
type heads struct {
	arrays  map[string]Register
	index   Register
	push    Register
	zero    VecVirtual
	crossed VecVirtual // lanes with a sign have crossed
}

func main() {
	ConstraintExpr("amd64,!purego")
	TEXT("stepHeads", NOSPLIT, "func(match, copied, function, copySite, functionSite, inductionBefore, functionBefore, induction, functionVector *float64, eights uint64, push *[8][4]float64, inductionSums, unitFunctionSums *[8]float64) (crossed uint32)")
	Doc("stepHeads moves 8 eights heads by one optimizer step. crossed is not 0 if a strength has crossed 1.")
	Pragma("noescape")
	h := heads{arrays: map[string]Register{}, index: GP64(), push: Load(Param("push"), GP64()), zero: YMM(), crossed: YMM()}
	for _, name := range []string{match, copied, function, copySite, functionSite, inductionBefore, functionBefore, induction, functionVector} {
		h.arrays[name] = Load(Param(name), GP64())
	}
	left := Load(Param("eights"), GP64())
	XORQ(h.index, h.index)
	VXORPD(h.zero, h.zero, h.zero)
	VXORPD(h.crossed, h.crossed, h.crossed)
	var inductions, units [2]VecVirtual
	for k := range 2 {
		inductions[k], units[k] = YMM(), YMM()
		VXORPD(inductions[k], inductions[k], inductions[k])
		VXORPD(units[k], units[k], units[k])
	}

	Label("eight")
	for k := range 2 {
		h.step(32*k, inductions[k], units[k])
	}
	ADDQ(Imm(64), h.index)
	DECQ(left)
	JNZ(LabelRef("eight"))

	store("inductionSums", inductions)
	store("unitFunctionSums", units)
	some := GP32()
	VMOVMSKPD(h.crossed, some)
	Store(some, ReturnIndex(0))
	VZEROUPPER()
	RET()
	Generate()
}

// store stores eight sums where a parameter points to.
func store(parameter string, sums [2]VecVirtual) {
	to := Load(Param(parameter), GP64())
	for k := range sums {
		VMOVUPD(sums[k], Mem{Base: to, Disp: 32 * k})
	}
}

// at is four numbers of an array.
func (h *heads) at(array string, disp int) Mem {
	return Mem{Base: h.arrays[array], Index: h.index, Scale: 1, Disp: disp}
}

// pushed is a number of push, in four lanes.
func (h *heads) pushed(number int) Mem { return Mem{Base: h.push, Disp: 32 * number} }

// times is the product of two vectors.
func times(a Op, b VecVirtual) VecVirtual {
	product := YMM()
	VMULPD(a, b, product)
	return product
}

func load(from Mem) VecVirtual {
	to := YMM()
	VMOVUPD(from, to)
	return to
}

// step moves four heads and adds their strengths to sums.
func (h *heads) step(disp int, inductions, units VecVirtual) {
	m, c, f := load(h.at(match, disp)), load(h.at(copied, disp)), load(h.at(function, disp))
	ac, af := load(h.at(copySite, disp)), load(h.at(functionSite, disp))

	// Head.pull
	byCopy := times(h.pushed(earnedInduction), ac)
	byFunction := times(h.pushed(representation), times(h.pushed(earnedFunction), af))
	output, square, rent := YMM(), times(m, m), YMM()
	VADDPD(f, c, output)
	VADDPD(times(output, output), square, square)
	VMULPD(h.pushed(slope), square, rent)
	VSUBPD(h.pushed(offset), rent, rent)
	VMAXPD(h.zero, rent, rent) // 0 for NaN
	owed := times(rent, output)
	pullMatch, pullCopy, pullFunction := times(byCopy, c), times(byCopy, m), times(byFunction, m)
	VADDPD(times(byFunction, f), pullMatch, pullMatch)
	VSUBPD(times(rent, m), pullMatch, pullMatch)
	VSUBPD(owed, pullCopy, pullCopy)
	VSUBPD(owed, pullFunction, pullFunction)

	// Head.Step
	for _, factor := range []struct{ u, pull VecVirtual }{{m, pullMatch}, {c, pullCopy}, {f, pullFunction}} {
		lost := times(h.pushed(decay), factor.u)
		VADDPD(times(h.pushed(gain), factor.pull), factor.u, factor.u)
		VSUBPD(lost, factor.u, factor.u)
	}
	VMAXPD(c, h.zero, c) // NaN stays
	VMAXPD(f, h.zero, f)
	VMOVUPD(m, h.at(match, disp))
	VMOVUPD(c, h.at(copied, disp))
	VMOVUPD(f, h.at(function, disp))

	// headRows.measure
	inductionNow, unit := times(c, times(m, ac)), times(f, times(m, af))
	functionNow := times(h.pushed(next), unit)
	VMOVUPD(inductionNow, h.at(induction, disp))
	VMOVUPD(functionNow, h.at(functionVector, disp))
	VADDPD(inductionNow, inductions, inductions)
	VADDPD(unit, units, units)
	before, functionWas := load(h.at(inductionBefore, disp)), load(h.at(functionBefore, disp))
	h.cross(before, inductionNow)
	h.cross(functionWas, functionNow)
	VADDPD(functionWas, before, before)
	VADDPD(functionNow, inductionNow, inductionNow)
	h.cross(before, inductionNow)
}

// cross marks lanes where one of two strengths is below 1 and the other is not.
func (h *heads) cross(before, after VecVirtual) {
	const atLeast = 29 // quietly false for NaN
	was, is := YMM(), YMM()
	VCMPPD(Imm(atLeast), one(), before, was)
	VCMPPD(Imm(atLeast), one(), after, is)
	VXORPD(was, is, is)
	VORPD(is, h.crossed, h.crossed)
}

var ones Mem

// one is 1 in four lanes.
func one() Mem {
	if ones.Symbol.Name == "" {
		ones = GLOBL("ones", RODATA|NOPTR)
		for k := range 4 {
			DATA(8*k, U64(math.Float64bits(1)))
		}
	}
	return ones
}
