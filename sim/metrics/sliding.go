package metrics

import "github.com/circsim/circsim/circuits/lanes"

// sliding are values on a lattice, for sums that slide along it by several nodes at a time. Values whose places have one
// remainder are side by side, so that neighbouring sums are neighbours in memory too.
type sliding struct {
	stride int
	tracks [][]float64 // by remainder
}

// newSliding arranges values for sums that are stride nodes apart.
func newSliding(values []float64, stride int) sliding {
	s := sliding{stride, make([][]float64, stride)}
	for r := range s.tracks {
		track := lanes.Make((len(values) - r + stride - 1) / stride)
		for i := range track {
			track[i] = values[i*stride+r]
		}
		s.tracks[r] = track
	}
	return s
}

// from are the values at place at, at+stride, and so on.
func (s sliding) from(at int) []float64 { return s.tracks[at%s.stride][at/s.stride:] }

// termsTogether is the number of terms that a pass over all sums adds: enough to read and write sums rarely, few enough
// for the processor to work on the next sums meanwhile.
const termsTogether = 16

// sums sets sum i to the weights j times the values at first + i*stride + j*by, added in the order of j.
func (s sliding) sums(sums, weights []float64, first, by int) {
	clear(sums)
	var terms [termsTogether][]float64
	for j := 0; j < len(weights); j += termsTogether {
		some := weights[j:min(j+termsTogether, len(weights))]
		for k := range some {
			terms[k] = s.from(first + (j+k)*by)
		}
		lanes.Combine(sums, sums, some, terms[:len(some)]...)
	}
}
