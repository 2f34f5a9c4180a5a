package random

import (
	"hash/fnv"
	"math"
	"strconv"
)

// Stream is an infinite sequence of random numbers with random access: number i
// does not depend on which numbers were drawn before. Uniform, Exponential and
// Normal transform the same number i. The zero Stream is valid.
type Stream struct{ k0, k1 uint32 }

// NewStream keys a stream by a seed and the purpose of its numbers, a list of any
// length. Streams of different seeds or purposes are independent in practice.
func NewStream(seed int64, purpose ...string) Stream {
	h := fnv.New64a()
	h.Write(strconv.AppendInt(nil, seed, 10))
	for _, p := range purpose {
		h.Write([]byte{0})
		h.Write([]byte(p))
	}
	// FNV mixes its last bytes poorly. One encryption spreads them over the key.
	k := h.Sum64()
	k0, k1, _, _ := philox(uint32(k), uint32(k>>32), 0, 0, weyl0, weyl1)
	return Stream{k0, k1}
}

// Uniform is number i of the stream, uniform on the open interval (0, 1).
func (s Stream) Uniform(i uint64) float64 {
	w0, w1, _, _ := philox(uint32(i), uint32(i>>32), 0, 0, s.k0, s.k1)
	return unit(w0, w1)
}

// Exponential is number i of the stream as an exponential draw of mean 1, by
// inversion.
func (s Stream) Exponential(i uint64) float64 { return -math.Log(s.Uniform(i)) }

// Normal is number i of the stream as a standard normal draw, by inversion.
func (s Stream) Normal(i uint64) float64 { return normalQuantile(s.Uniform(i)) }

// NormalPair is number i of the stream as two independent standard normal draws,
// by the method of Box and Muller. It costs one encryption. The draws are
// independent of those of the other methods.
func (s Stream) NormalPair(i uint64) (float64, float64) {
	w0, w1, w2, w3 := philox(uint32(i), uint32(i>>32), 1, 0, s.k0, s.k1)
	r := math.Sqrt(-2 * math.Log(unit(w0, w1)))
	sin, cos := math.Sincos(2 * math.Pi * unit(w2, w3))
	return r * cos, r * sin
}

// Bits is number i of the stream as 128 random bits, independent of the draws of
// the other methods.
func (s Stream) Bits(i uint64) (low, high uint64) {
	w0, w1, w2, w3 := philox(uint32(i), uint32(i>>32), 2, 0, s.k0, s.k1)
	return uint64(w1)<<32 | uint64(w0), uint64(w3)<<32 | uint64(w2)
}

// unit turns 52 random bits into a number strictly between 0 and 1.
func unit(a, b uint32) float64 {
	return (float64((uint64(a)<<32|uint64(b))>>12) + 0.5) * 0x1p-52
}
