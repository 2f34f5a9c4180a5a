// Command asm writes the AVX2 code of package random. Every lane does what the plain Go of
// the package does, operation by operation, so that both give the same bits.
package main

import (
	"strconv"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

func main() {
	ConstraintExpr("amd64,!purego")
	uniformEights()
	centreEights()
	tailEights()
	Generate()
}

// uniformEights is Stream.Uniform of the package for eight numbers in a row at a time.
func uniformEights() {
	TEXT("uniformEights", NOSPLIT, "func(drawn *float64, eights, first uint64, k0, k1 uint32)")
	Doc("uniformEights draws 8 eights numbers of the stream with key k0, k1, from number first on.")
	Pragma("noescape")
	drawn, eights, first := Load(Param("drawn"), GP64()), Load(Param("eights"), GP64()), Load(Param("first"), GP64())
	key0, key1 := GP32(), GP32()
	Load(Param("k0"), key0)
	Load(Param("k1"), key1)
	counter, keys0, keys1 := YMM(), YMM(), YMM()
	broadcast(first, counter)
	broadcast(key0.As64(), keys0)
	broadcast(key1.As64(), keys1)
	VPADDQ(words("fourCounters", 0, 1, 2, 3), counter, counter)

	Label("eight")
	next := YMM()
	VPADDQ(word("four", 4), counter, next)
	for k, unit := range philox(keys0, keys1, counter, next) {
		VMOVUPD(unit, Mem{Base: drawn, Disp: 32 * k})
	}
	VPADDQ(word("eightMore", 8), counter, counter)
	ADDQ(Imm(64), drawn)
	DECQ(eights)
	JNZ(LabelRef("eight"))
	VZEROUPPER()
	RET()
}

// centreEights is centreQuantile of the package for eight numbers at a time.
func centreEights() {
	TEXT("centreEights", NOSPLIT, "func(drawn *float64, eights uint64, tails *uint8)")
	Doc("centreEights replaces 8 eights uniform numbers u by centreQuantile(u - 1/2), or by u - 1/2 in the tails.",
		"There the bits of tails are set.")
	Pragma("noescape")
	drawn, eights, tails := Load(Param("drawn"), GP64()), Load(Param("eights"), GP64()), Load(Param("tails"), GP64())

	Label("eight")
	var bits [2]Register
	for k := range 2 {
		at, q := (Mem{Base: drawn, Disp: 32 * k}), YMM()
		VMOVUPD(at, q)
		VSUBPD(number("half", 0.5), q, q)
		bits[k] = centre(q)
		VMOVUPD(q, at)
	}
	SHLL(Imm(4), bits[1])
	ORL(bits[0], bits[1])
	MOVB(bits[1].(GPVirtual).As8(), Mem{Base: tails})
	INCQ(tails)
	ADDQ(Imm(64), drawn)
	DECQ(eights)
	JNZ(LabelRef("eight"))
	VZEROUPPER()
	RET()
}

// tailEights is tailQuantile of the package for eight numbers at a time.
func tailEights() {
	TEXT("tailEights", NOSPLIT, "func(q *float64, eights uint64)")
	Doc("tailEights replaces 8 eights numbers in the tails by tailQuantile of them.")
	Pragma("noescape")
	from, eights := Load(Param("q"), GP64()), Load(Param("eights"), GP64())

	Label("eight")
	for k := range 2 {
		at, q := (Mem{Base: from, Disp: 32 * k}), YMM()
		VMOVUPD(at, q)
		tail(q, strconv.Itoa(k))
		VMOVUPD(q, at)
	}
	ADDQ(Imm(64), from)
	DECQ(eights)
	JNZ(LabelRef("eight"))
	VZEROUPPER()
	RET()
}

// broadcast copies a whole number to four lanes.
func broadcast(from Register, to VecVirtual) {
	MOVQ(from, to.AsX())
	VPBROADCASTQ(to.AsX(), to)
}

// philox is function philox of the package for eight counters, and unit of its first two
// words. A 32-bit word is the low half of a lane; the high half is left as it comes.
func philox(keys0, keys1 VecVirtual, counters ...VecVirtual) (units []VecVirtual) {
	type state struct{ c0, c1, c2, c3 VecVirtual }
	states := make([]state, len(counters))
	for k, counter := range counters {
		s := state{YMM(), YMM(), YMM(), YMM()}
		VMOVDQA(counter, s.c0)
		VPSRLQ(Imm(32), counter, s.c1)
		VPXOR(s.c2, s.c2, s.c2)
		VPXOR(s.c3, s.c3, s.c3)
		states[k] = s
	}
	k0, k1 := YMM(), YMM()
	VMOVDQA(keys0, k0)
	VMOVDQA(keys1, k1)
	for round := range 10 {
		for i := range states {
			s := &states[i]
			high0, high1 := YMM(), YMM()
			VPMULUDQ(word("multiplier0", 0xD2511F53), s.c0, s.c0)
			VPMULUDQ(word("multiplier1", 0xCD9E8D57), s.c2, s.c2)
			VPSRLQ(Imm(32), s.c0, high0)
			VPSRLQ(Imm(32), s.c2, high1)
			VPXOR(k0, s.c1, s.c1)
			VPXOR(high1, s.c1, s.c1)
			VPXOR(k1, s.c3, s.c3)
			VPXOR(high0, s.c3, s.c3)
			*s = state{c0: s.c1, c1: s.c2, c2: s.c3, c3: s.c0}
		}
		if round < 9 {
			VPADDD(word("weyl0", 0x9E3779B9), k0, k0)
			VPADDD(word("weyl1", 0xBB67AE85), k1, k1)
		}
	}
	for i := range states {
		s := &states[i]
		VPSLLQ(Imm(32), s.c0, s.c0)
		VPBLENDD(Imm(0b01010101), s.c1, s.c0, s.c0)
		VPSRLQ(Imm(12), s.c0, s.c0)
		u := s.c0
		// A whole number below 2^52, put into the fraction of 2^52, is that much above it.
		VPOR(word("twoTo52", 0x433<<52), u, u)
		VSUBPD(word("twoTo52", 0x433<<52), u, u)
		VADDPD(number("half", 0.5), u, u)
		VMULPD(number("unitStep", 0x1p-52), u, u)
		units = append(units, u)
	}
	return units
}
