package designs

import (
	"fmt"
	"math/bits"
	"strconv"

	"github.com/circsim/circsim/internal/random"
)

const (
	// SobolDims is the largest number of dimensions of a Sobol sequence.
	SobolDims = 128
	// SobolPoints is the number of points of a Sobol sequence.
	SobolPoints = 1 << sobolBits

	sobolBits = 7 * levels // of a coordinate
	levels    = 7          // of the tree of flips that one random block serves
)

// Sobol is a scrambled Sobol sequence: I. M. Sobol, USSR Comput. Math. Math. Phys. 7
// (1967), pp. 86-112, in the Gray-code order of Joe and Kuo's generator, with the
// nested uniform scrambling of A. B. Owen, "Randomly permuted (t,m,s)-nets and
// (t,s)-sequences" (MCQMC, 1995). Every point alone is uniform on the cube; the first 2^m
// of them, as every later block of 2^m that begins at a multiple of 2^m, fill it
// evenly. A Sobol does not change and may be shared.
type Sobol struct {
	directions [][sobolBits]uint64 // by dimension, then by bit of the Gray code
	flips      []random.Stream     // by dimension
}

// NewSobol gives the sequence of a seed in 1 to SobolDims dimensions. Coordinate k
// does not depend on how many dimensions there are.
func NewSobol(dims int, seed int64) (*Sobol, error) {
	if dims < 1 || dims > SobolDims {
		return nil, fmt.Errorf("a Sobol sequence has 1 to %d dimensions, not %d", SobolDims, dims)
	}
	s := &Sobol{make([][sobolBits]uint64, dims), make([]random.Stream, dims)}
	for k := range dims {
		s.directions[k] = directions(joeKuo[k])
		s.flips[k] = random.NewStream(seed, "sobol", strconv.Itoa(k))
	}
	return s, nil
}

// Point is number i of the sequence, from 0 to SobolPoints-1, strictly within the
// unit cube. It panics for any other number.
func (s *Sobol) Point(i int64) []float64 {
	x := make([]float64, len(s.flips))
	for k := range x {
		x[k] = s.coordinate(i, k)
	}
	return x
}

// coordinate is the centre of a scrambled cell of width 2^-sobolBits.
func (s *Sobol) coordinate(i int64, k int) float64 {
	return (float64(owen(s.plain(i, k), s.flips[k])) + 0.5) / SobolPoints
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
// equation 2) and shifts each to its place in a coordinate.
func directions(start []uint16) (v [sobolBits]uint64) {
	polynomial, m := uint64(start[0]), start[1:]
	degree := bits.Len64(polynomial) - 1
	for k := range v {
		if k < len(m) {
			v[k] = uint64(m[k]) << (sobolBits - 1 - k)
			continue
		}
		if degree == 0 { // the first dimension, van der Corput's
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

// owen flips every bit of x by a fair coin that belongs to the bits above it. The
// coins form a binary tree; each random block holds the 127 coins of seven levels
// below one node, in heap order.
func owen(x uint64, flips random.Stream) uint64 {
	var scrambled uint64
	for shift := sobolBits - levels; shift >= 0; shift -= levels {
		above := x >> (shift + levels)
		low, high := flips.Bits(1<<(sobolBits-levels-shift) | above)
		node := uint64(1)
		for level := levels - 1; level >= 0; level-- {
			coin := low>>node | high>>(node-64) // one of the two shifts leaves nothing
			bit := x >> (shift + level) & 1
			scrambled = scrambled<<1 | (bit^coin)&1
			node = node<<1 | bit
		}
	}
	return scrambled
}
