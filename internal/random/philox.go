// Package random gives counter-based random numbers. Every draw is a pure
// function of a seed, a purpose and a number. It does not depend on the order of
// draws, nor on the worker or shard that draws.
package random

// The multipliers and key increments of Philox4x32 (Salmon, Moraes, Dror and Shaw,
// "Parallel random numbers: as easy as 1, 2, 3", SC'11, section 4.3).
const (
	multiplier0 = 0xD2511F53
	multiplier1 = 0xCD9E8D57
	weyl0       = 0x9E3779B9
	weyl1       = 0xBB67AE85
	rounds      = 10
)

// philox is Philox4x32-10: it encrypts the 128-bit counter c with the 64-bit key k.
// Separate numbers, unlike arrays, stay in registers.
func philox(c0, c1, c2, c3, k0, k1 uint32) (uint32, uint32, uint32, uint32) {
	for range rounds {
		product0, product1 := uint64(multiplier0)*uint64(c0), uint64(multiplier1)*uint64(c2)
		c0, c1 = uint32(product1>>32)^c1^k0, uint32(product1)
		c2, c3 = uint32(product0>>32)^c3^k1, uint32(product0)
		k0 += weyl0
		k1 += weyl1
	}
	return c0, c1, c2, c3
}
