package designs

import (
	"fmt"
	"math/bits"
	"strconv"

	"github.com/circsim/circsim/internal/random"
)

const (
	maxSobolDims = 128
	sobolPoints  = 1 << sobolBits
	sobolBits    = 7 * flipLevels // of a coordinate
	flipLevels   = 7              // levels of the tree of flips that one random block serves
)

// Sobol is a scrambled Sobol sequence: I. M. Sobol, USSR Comput. Math. Math. Phys. 7
// (1967), pp. 86-112, in the Gray-code order of Joe and Kuo's generator, with the
// nested uniform scrambling of A. B. Owen, "Randomly permuted (t,m,s)-nets and
// (t,s)-sequences" (MCQMC, 1995). Each single point is uniform on the cube. Every block of
// 2^m points that begins at a multiple of 2^m fills the cube evenly. A Sobol is immutable
// and safe for concurrent use.
type Sobol struct {
	directions [][sobolBits]uint64 // by dimension, then by bit of the Gray code
	flips      []random.Stream     // by dimension
}

// NewSobol gives the sequence of a seed. Coordinate k does not depend on the number of
// dimensions. It refuses other than 1 to 128 dimensions.
func NewSobol(dims int, seed int64) (*Sobol, error) {
	if dims < 1 || dims > maxSobolDims {
		return nil, fmt.Errorf("a Sobol sequence has 1 to %d dimensions, not %d", maxSobolDims, dims)
	}
	s := &Sobol{make([][sobolBits]uint64, dims), make([]random.Stream, dims)}
	for k := range dims {
		s.directions[k] = directions(joeKuo[k])
		s.flips[k] = random.NewStream(seed, "sobol", strconv.Itoa(k))
	}
	return s, nil
}

// Point is number i of the sequence, from 0 to 2^49-1, in the open unit cube. It
// panics for any other number.
func (s *Sobol) Point(i int64) []float64 {
	x := make([]float64, len(s.flips))
	for k := range x {
		x[k] = s.coordinate(i, k)
	}
	return x
}

// coordinate is the centre of the scrambled interval of width 2^-sobolBits.
func (s *Sobol) coordinate(i int64, k int) float64 {
	return (float64(owen(s.plain(i, k), s.flips[k])) + 0.5) / sobolPoints
}

// plain is coordinate k of point i before scrambling, in units of 2^-sobolBits.
func (s *Sobol) plain(i int64, k int) uint64 {
	var x uint64
	for gray := uint64(i) ^ uint64(i)>>1; gray != 0; gray &= gray - 1 {
		x ^= s.directions[k][bits.TrailingZeros64(gray)]
	}
	return x
}

// directions continues the recurrence of the direction numbers (Joe and Kuo 2008,
// equation 2) and shifts each to its bits of a coordinate.
func directions(start []uint16) (v [sobolBits]uint64) {
	polynomial, m := uint64(start[0]), start[1:]
	degree := bits.Len64(polynomial) - 1
	for k := range v {
		if k < len(m) {
			v[k] = uint64(m[k]) << (sobolBits - 1 - k)
			continue
		}
		if degree == 0 { // the first dimension is the van der Corput sequence
			v[k] = v[k-1] >> 1
			continue
		}
		v[k] = v[k-degree] ^ v[k-degree]>>degree
		for j := 1; j < degree; j++ {
			if polynomial>>(degree-j)&1 == 1 {
				v[k] ^= v[k-j]
			}
		}
	}
	return v
}

// owen flips each bit of x at random; the flip is a function of the bits above it. The
// flips form a binary tree. One random block holds the 127 flips of seven levels below
// one node, in heap order.
func owen(x uint64, flips random.Stream) uint64 {
	var scrambled uint64
	for shift := sobolBits - flipLevels; shift >= 0; shift -= flipLevels {
		above := x >> (shift + flipLevels)
		low, high := flips.Bits(1<<(sobolBits-flipLevels-shift) | above)
		node := uint64(1)
		for level := flipLevels - 1; level >= 0; level-- {
			flip := low>>node | high>>(node-64) // one of the two shifts gives 0
			bit := x >> (shift + level) & 1
			scrambled = scrambled<<1 | (bit^flip)&1
			node = node<<1 | bit
		}
	}
	return scrambled
}
