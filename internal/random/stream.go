package random

import (
	"hash/fnv"
	"math"
	"strconv"

	"gonum.org/v1/gonum/mathext"
)

// Stream is an infinite sequence of random numbers with random access: number i
// does not depend on which numbers were drawn before. Uniform, Exponential and
// Normal transform the same number i. The zero Stream is valid.
type Stream struct{ key [2]uint32 }

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
	mixed := philox([4]uint32{uint32(k), uint32(k >> 32)}, [2]uint32{weyl0, weyl1})
	return Stream{key: [2]uint32{mixed[0], mixed[1]}}
}

// Uniform is number i of the stream, uniform on the open interval (0, 1).
func (s Stream) Uniform(i uint64) float64 {
	w := philox([4]uint32{uint32(i), uint32(i >> 32)}, s.key)
	return unit(w[0], w[1])
}

// Exponential is number i of the stream as an exponential draw of mean 1, by
// inversion.
func (s Stream) Exponential(i uint64) float64 { return -math.Log(s.Uniform(i)) }

// Normal is number i of the stream as a standard normal draw, by inversion.
func (s Stream) Normal(i uint64) float64 { return mathext.NormalQuantile(s.Uniform(i)) }

// NormalPair is number i of the stream as two independent standard normal draws,
// by the method of Box and Muller. It costs one encryption. The draws are
// independent of those of the other methods.
func (s Stream) NormalPair(i uint64) (float64, float64) {
	w := philox([4]uint32{uint32(i), uint32(i >> 32), 1}, s.key)
	r := math.Sqrt(-2 * math.Log(unit(w[0], w[1])))
	sin, cos := math.Sincos(2 * math.Pi * unit(w[2], w[3]))
	return r * cos, r * sin
}

// Bits is number i of the stream as 128 random bits, independent of the draws of
// the other methods.
func (s Stream) Bits(i uint64) (low, high uint64) {
	w := philox([4]uint32{uint32(i), uint32(i >> 32), 2}, s.key)
	return uint64(w[1])<<32 | uint64(w[0]), uint64(w[3])<<32 | uint64(w[2])
}

// unit turns 52 random bits into a number strictly between 0 and 1.
func unit(a, b uint32) float64 {
	return (float64((uint64(a)<<32|uint64(b))>>12) + 0.5) * 0x1p-52
}
