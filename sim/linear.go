package sim

import (
	"math"
	"sync/atomic"

	"github.com/circsim/circsim/circuits/lanes"
)

// mostVectors is the number of vectors that combine may add up.
const mostVectors = 10

// combine sets dst to base plus the vectors times their weights, added in order; a base of nil is zeros.
func (t *team) combine(dst, base, weights []float64, vectors ...[]float64) {
	if t == nil {
		lanes.Combine(dst, base, weights, vectors...)
		return
	}
	var w [mostVectors]float64
	var v [mostVectors][]float64
	copy(w[:], weights)
	copy(v[:], vectors)
	t.combineParts(dst, base, w, v, len(vectors))
}

// combineParts has its operands by value, so that combine without a team allocates nothing.
func (t *team) combineParts(dst, base []float64, weights [mostVectors]float64, vectors [mostVectors][]float64, number int) {
	t.run(span{0, len(dst)}, func(part span) {
		v := vectors
		for k := range v[:number] {
			v[k] = v[k][part.first:part.end]
		}
		from := base
		if from != nil {
			from = from[part.first:part.end]
		}
		lanes.Combine(dst[part.first:part.end], from, weights[:number], v[:number]...)
	})
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

// addedAtOnce is how many numbers a worker adds up at once. These sums are then added in the order of the numbers.
const addedAtOnce = 4096

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
