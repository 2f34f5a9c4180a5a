package metrics

import "github.com/circsim/circsim/circuits/lanes"

// sliding are values on a lattice, for sums that slide along it by several nodes at a time. Values whose places have one
// remainder are side by side, so that neighbouring sums are neighbours in memory too. Beyond its values there are zeros.
type sliding struct {
	stride, size int
	tracks       [][]float64 // by remainder
}

// newSliding arranges values behind some zeros, for sums that are stride nodes apart.
func newSliding(zeros int, values []float64, stride int) sliding {
	for len(values) > 0 && values[len(values)-1] == 0 {
		values = values[:len(values)-1]
	}
	s := sliding{stride, zeros + len(values), make([][]float64, stride)}
	room := s.size/stride + termsTogether + 1
	for r := range s.tracks {
		track := lanes.Make(room)
		i := max(0, (zeros-r+stride-1)/stride)
		for at := i*stride + r - zeros; at < len(values); at += stride {
			track[i] = values[at]
			i++
		}
		s.tracks[r] = track
	}
	return s
}

// termsTogether is the number of terms that a pass over all sums adds: enough to read and write sums rarely, few enough
// for the processor to work on the next sums meanwhile.
const termsTogether = 16

// sums sets sum i to the weights j times the values at first + i*stride + j*by, added in the order of j. by is 1 or -1.
func (s sliding) sums(sums, weights []float64, first, by int) {
	clear(sums)
	var terms [termsTogether][]float64
	for j := 0; j < len(weights); j += termsTogether {
		some := weights[j:min(j+termsTogether, len(weights))]
		lowest := first + j*by
		for k := range some {
			at := first + (j+k)*by
			lowest = min(lowest, at)
			terms[k] = s.from(at)
		}
		// Sums whose values all are zeros stay as they are.
		if n := min(len(sums), (s.size-lowest+s.stride-1)/s.stride); n > 0 {
			lanes.Combine(sums[:n], sums[:n], some, terms[:len(some)]...)
		}
	}
}

// from are the values at place at, at+stride, and so on.
func (s sliding) from(at int) []float64 {
	track := s.tracks[at%s.stride]
	return track[min(at/s.stride, len(track)):]
}
