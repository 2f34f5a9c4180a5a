//go:build !purego

package lanes

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

// width is the instructions that the kernels use.
type width int

const (
	plain width = iota
	avx2
	avx512
)

// using is the widest that the processor has.
var using = widest()

func widest() width {
	switch {
	case cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512VL:
		return avx512
	case cpu.X86.HasAVX2:
		return avx2
	}
	return plain
}

// first is the address of a slice's first element.
func first(x []float64) *float64 { return unsafe.SliceData(x) }
