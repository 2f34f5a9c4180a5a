//go:build !purego

package random

import (
	"math/bits"

	"golang.org/x/sys/cpu"
)

//go:generate sh -c "cd asm && go run . -out ../rows_amd64.s -stubs ../rows_stub_amd64.go -pkg random"

// uniformRows draws Uniform of the first numbers into drawn, eight at a time, and returns
// their number.
func (s Stream) uniformRows(first uint64, drawn []float64) int {
	eights := len(drawn) / 8
	if !cpu.X86.HasAVX2 || eights == 0 {
		return 0
	}
	uniformEights(&drawn[0], uint64(eights), first, s.k0, s.k1)
	return 8 * eights
}

// quantileRows replaces the first numbers of drawn by their normalQuantile, eight at a time,
// and returns their number.
func quantileRows(drawn []float64) int {
	if !cpu.X86.HasAVX2 {
		return 0
	}
	const most = 256 // numbers at a time
	done := 0
	for ; len(drawn)-done >= 8; done += min(len(drawn)-done, most) &^ 7 {
		quantileRow(drawn[done:][:min(len(drawn)-done, most)&^7])
	}
	return done
}

// quantileRow is quantileRows of up to 256 numbers, a multiple of 8. Those in the tails, one in
// seven, are gathered first, so that no lane waits for others.
func quantileRow(drawn []float64) {
	var inTails [256 / 8]uint8
	centreEights(&drawn[0], uint64(len(drawn)/8), &inTails[0])
	var tails [256]float64
	var at [256]uint8
	number := 0
	for eight, set := range inTails[:len(drawn)/8] {
		for ; set != 0; set &= set - 1 {
			k := 8*eight + bits.TrailingZeros8(set)
			tails[number], at[number] = drawn[k], uint8(k)
			number++
		}
	}
	if number == 0 {
		return
	}
	for k := number; k%8 != 0; k++ {
		tails[k] = 0.45 // any number in the tails
	}
	tailEights(&tails[0], uint64((number+7)/8))
	for k, x := range tails[:number] {
		drawn[at[k]] = x
	}
}
