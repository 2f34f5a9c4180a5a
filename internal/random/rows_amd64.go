//go:build !purego

package random

import "golang.org/x/sys/cpu"

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
	eights := len(drawn) / 8
	if !cpu.X86.HasAVX2 || eights == 0 {
		return 0
	}
	quantileEights(&drawn[0], uint64(eights))
	return 8 * eights
}
