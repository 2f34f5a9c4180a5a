package stat

import (
	"iter"
	"math/bits"

	"github.com/circsim/circsim/internal/random"
)

// Bootstrap says how intervals are drawn. The same stream and data give the same interval.
type Bootstrap struct {
	Resamples int // 0: point estimates alone, without bounds; 1000 is usual
	Stream    random.Stream
}

// Pick is draw number i of a stream, one of n with equal probability.
func Pick(s random.Stream, i uint64, n int) int {
	word, _ := s.Bits(i)
	at, _ := bits.Mul64(word, uint64(n))
	return int(at)
}

// Count sets how often each unit is drawn into resample r, as many draws as there are units. Draws are numbered from
// `first` on.
func (b Bootstrap) Count(first, r int, times []float64) {
	clear(times)
	n := len(times)
	for i := range n {
		times[Pick(b.Stream, uint64(first+r*n+i), n)]++
	}
}

// Counts are how often each of n units is drawn into each resample; every one overwrites the one before.
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

// Picker makes four draws of one block of a stream.
type Picker struct {
	Stream random.Stream

	block uint64
	drawn bool // whether words are those of the block
	words [4]uint32
}

// Pick is draw number i, one of n with equal probability to 32 bits. Draws of a Picker are not those of Pick.
func (p *Picker) Pick(i uint64, n int) int {
	if block := i / 4; block != p.block || !p.drawn {
		low, high := p.Stream.Bits(block)
		p.block, p.drawn = block, true
		p.words = [4]uint32{uint32(low), uint32(low >> 32), uint32(high), uint32(high >> 32)}
	}
	return int(uint64(p.words[i%4]) * uint64(n) >> 32)
}
