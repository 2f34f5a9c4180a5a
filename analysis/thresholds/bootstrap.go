package thresholds

import "github.com/circsim/circsim/internal/random"

// Bootstrap says how intervals are drawn. The same stream and series give the same interval.
type Bootstrap struct {
	Resamples int // 0: point estimates alone, with unbounded intervals; 1000 is usual
	Stream    random.Stream
}

// chooser draws numbers below n, four for an encryption.
type chooser struct {
	stream random.Stream
	block  int // of four numbers; below 0: none
	words  [4]uint32
}

func (b Bootstrap) chooser() *chooser { return &chooser{stream: b.Stream, block: -1} }

// choose is draw number i, one of n.
func (c *chooser) choose(i, n int) int {
	if block := i / 4; block != c.block {
		low, high := c.stream.Bits(uint64(block))
		c.block, c.words = block, [4]uint32{uint32(low), uint32(low >> 32), uint32(high), uint32(high >> 32)}
	}
	return int(uint64(c.words[i%4]) * uint64(n) >> 32)
}

// drawNormal draws from normal distributions with these standard errors of the means.
func (b Bootstrap) drawNormal(errors []float64, df student) func(int, []float64) {
	wider := df.wider()
	pairs := (len(errors) + 1) / 2
	return func(r int, means []float64) {
		for i := range pairs {
			u, v := b.Stream.NormalPair(uint64(r*pairs + i))
			means[2*i] += wider * errors[2*i] * u
			if 2*i+1 < len(errors) {
				means[2*i+1] += wider * errors[2*i+1] * v
			}
		}
	}
}
