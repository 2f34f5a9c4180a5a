package stat

import (
	"iter"
	"math/bits"

	"github.com/circsim/circsim/internal/random"
)

// Bootstrap says how intervals are drawn. The same stream and data give the same interval.
type Bootstrap struct {
	Resamples int // 0: point estimates only, without bounds; 1000 is usual
	Stream    random.Stream
}

// Pick is draw i of a stream, one of 0 to n-1 with equal probability.
func Pick(s random.Stream, i uint64, n int) int {
	word, _ := s.Bits(i)
	at, _ := bits.Mul64(word, uint64(n))
	return int(at)
}

// Count sets how often each unit is drawn into resample r, with as many draws as units. first is the number of the first
// draw of resample 0.
func (b Bootstrap) Count(first, r int, times []float64) {
	clear(times)
	n := len(times)
	for i := range n {
		times[Pick(b.Stream, uint64(first+r*n+i), n)]++
	}
}

// Counts are the counts of n units by resample. Each resample overwrites the one before.
func (b Bootstrap) Counts(n int) iter.Seq[[]float64] {
	return func(yield func([]float64) bool) {
		times := make([]float64, n)
		for r := range b.Resamples {
			if b.Count(0, r, times); !yield(times) {
				return
			}
		}
	}
}

// Picker makes four draws from each block of a stream.
type Picker struct {
	Stream random.Stream

	block uint64
	drawn bool // whether words are set
	words [4]uint32
}

// Pick is draw i, one of 0 to n-1 with equal probability to 32 bits. It differs from that of the function Pick.
func (p *Picker) Pick(i uint64, n int) int {
	if block := i / 4; block != p.block || !p.drawn {
		low, high := p.Stream.Bits(block)
		p.block, p.drawn = block, true
		p.words = [4]uint32{uint32(low), uint32(low >> 32), uint32(high), uint32(high >> 32)}
	}
	return int(uint64(p.words[i%4]) * uint64(n) >> 32)
}
