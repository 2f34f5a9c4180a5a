// Package lanes holds the rules of circuits over arrays, eight elements at a time:
// in AVX-512 or AVX2 where the processor has it, otherwise in plain Go.
//
// Every width gives the same bits. The plain function of a kernel defines it: the
// assembly does the same operations on an element in the same order, and no
// multiplication is fused with an addition.
//
// The slices of a call have one length, that of the first; longer ones are cut to
// it and shorter ones panic. A slice that is written must not overlap another, except
// that dst may be one of the slices that it is computed from. No memory outside of
// the slices is read or written, and nothing is allocated. The processor does wait,
// though, for what was just written within eight elements behind the end of a slice:
// Make keeps slices apart.
//
// The sum over the elements of a slice adds element i to partial sum i%8, which
// starts at 0, in the order of i. With l0 to l7 the partial sums, it is
//
//	((l0+l4) + (l2+l6)) + ((l1+l5) + (l3+l7)).
//
// The tag purego leaves the assembly out.
package lanes

//go:generate sh -c "cd asm && go run . ../kernels_amd64.s ../kernels_amd64.go"
