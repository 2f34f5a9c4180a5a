package sim

import (
	"math"
	"sync/atomic"

	"github.com/circsim/circsim/circuits/lanes"
)

// mostVectors is the number of vectors that a combination may add up.
const mostVectors = 11

// combination is a vector to be: base plus vectors times their weights, added in order; a base of nil is zeros.
type combination struct {
	dst, base []float64
	weights   [mostVectors]float64
	vectors   [mostVectors][]float64
	number    int
}

// begin makes it base, to be computed in dst.
func (c *combination) begin(dst, base []float64) { c.dst, c.base, c.number = dst, base, 0 }

// add adds the first vectors, each times its weight and factor, but none of weight 0.
func (c *combination) add(factor float64, weights []float64, vectors ...[]float64) {
	n := c.number
	for k, w := range weights {
		if w != 0 {
			c.weights[n], c.vectors[n] = factor*w, vectors[k]
			n++
		}
	}
	c.number = n
}

// compute computes a part of it.
func (c *combination) compute(part span) {
	if part == (span{0, len(c.dst)}) {
		lanes.Combine(c.dst, c.base, c.weights[:c.number], c.vectors[:c.number]...)
		return
	}
	var v [mostVectors][]float64
	for k := range v[:c.number] {
		v[k] = c.vectors[k][part.first:part.end]
	}
	base := c.base
	if base != nil {
		base = base[part.first:part.end]
	}
	lanes.Combine(c.dst[part.first:part.end], base, c.weights[:c.number], v[:c.number]...)
}

// compute computes a combination.
func (t *team) compute(c *combination) {
	if t == nil {
		c.compute(span{0, len(c.dst)})
		return
	}
	t.run(span{0, len(c.dst)}, c.compute)
}

// extent computes a combination, and returns the maximum of its absolute values.
func (t *team) extent(c *combination) float64 {
	if t == nil {
		c.compute(span{0, len(c.dst)})
		return lanes.MaxAbs(c.dst)
	}
	worst := &largest{}
	t.run(span{0, len(c.dst)}, func(part span) {
		c.compute(part)
		worst.see(lanes.MaxAbs(c.dst[part.first:part.end]))
	})
	return worst.value()
}

// maxAbs is the maximum of |x|; NaN where any is NaN.
func (t *team) maxAbs(x []float64) float64 {
	if t == nil {
		return lanes.MaxAbs(x)
	}
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

// addedAtOnce is how many numbers a worker adds up at once. These sums are then added in the order of the numbers. It is as
// many as a block has, so that workers add up mostly what is in their caches.
const addedAtOnce = blockAgents

// addUp makes two sums over n numbers.
func (t *team) addUp(n int, add func(part span) (first, second float64)) (first, second float64) {
	number := (n + addedAtOnce - 1) / addedAtOnce
	sums := make([][2]float64, number)
	work := func(parts span) {
		for k := parts.first; k < parts.end; k++ {
			sums[k][0], sums[k][1] = add(span{k * addedAtOnce, min((k+1)*addedAtOnce, n)})
		}
	}
	if t == nil || number < len(t.shares) {
		work(span{0, number})
	} else {
		t.run(span{0, number}, work)
	}
	for _, s := range sums {
		first += s[0]
		second += s[1]
	}
	return first, second
}

// moments is lanes.Moments of any number of strengths.
func (t *team) moments(weight, x []float64) (first, second float64) {
	if len(x) <= addedAtOnce {
		return lanes.Moments(weight, x)
	}
	return t.addUp(len(x), func(part span) (float64, float64) {
		return lanes.Moments(weight[part.first:part.end], x[part.first:part.end])
	})
}

// norms is lanes.Norms of any number of strengths.
func (t *team) norms(weight, strength []float64) float64 {
	if len(strength) <= addedAtOnce {
		return lanes.Norms(weight, strength)
	}
	sum, _ := t.addUp(len(strength), func(part span) (float64, float64) {
		return lanes.Norms(weight[part.first:part.end], strength[part.first:part.end]), 0
	})
	return sum
}
