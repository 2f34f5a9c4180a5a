package sim

import (
	"math"
	"sync/atomic"

	"github.com/circsim/circsim/circuits/lanes"
)

// mostVectors is the number of vectors that a combination may add up.
const mostVectors = 10

// combination is a vector to be: base plus other vectors times their weights, added in order. It can be computed range by range.
type combination struct {
	dst, base []float64 // a base of nil is zeros
	weights   [mostVectors]float64
	vectors   [mostVectors][]float64
	number    int
}

func (c *combination) set(dst, base, weights []float64, vectors ...[]float64) {
	c.dst, c.base, c.number = dst, base, len(vectors)
	copy(c.weights[:], weights)
	copy(c.vectors[:], vectors)
}

// over computes a range.
func (c *combination) over(part span) {
	v := c.vectors
	for k := range v[:c.number] {
		v[k] = v[k][part.first:part.end]
	}
	base := c.base
	if base != nil {
		base = base[part.first:part.end]
	}
	lanes.Combine(c.dst[part.first:part.end], base, c.weights[:c.number], v[:c.number]...)
}

// combine sets dst to base plus the vectors times their weights, added in order; a base of nil is zeros.
func (t *team) combine(dst, base, weights []float64, vectors ...[]float64) {
	if t == nil {
		lanes.Combine(dst, base, weights, vectors...)
		return
	}
	c := &combination{}
	c.set(dst, base, weights, vectors...)
	t.run(span{0, len(dst)}, c.over)
}

// maxAbs is the maximum of |x|; NaN where any is NaN.
func (t *team) maxAbs(x []float64) float64 {
	if t == nil {
		return lanes.MaxAbs(x)
	}
	return t.maxAbsParts(x)
}

func (t *team) maxAbsParts(x []float64) float64 {
	worst := &largest{}
	t.run(span{0, len(x)}, func(part span) { worst.see(lanes.MaxAbs(x[part.first:part.end])) })
	return worst.value()
}

// largest is the largest of numbers that are not negative, seen in any order; NaN if one is NaN, whose bits are above all others.
type largest struct{ bits atomic.Uint64 }

func (l *largest) see(x float64) {
	for now := l.bits.Load(); math.Float64bits(x) > now; now = l.bits.Load() {
		if l.bits.CompareAndSwap(now, math.Float64bits(x)) {
			return
		}
	}
}

func (l *largest) value() float64 { return math.Float64frombits(l.bits.Load()) }
