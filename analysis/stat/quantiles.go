package stat

import (
	"math"
	"sync"
)

// quantile is one of the distribution of F, or of that of t where the numerator is 0.
type quantile struct{ p, numerator, denominator float64 }

// mostFreedom bounds the degrees of freedom of the quantiles that are kept, which are whole.
const mostFreedom = 1000

var quantiles sync.Map // from quantile to its float64

// kept computes a quantile once: curves of one table have the same few.
func (q quantile) kept(compute func(p float64) float64) float64 {
	if !(q.denominator <= mostFreedom) || q.denominator != math.Trunc(q.denominator) {
		return compute(q.p)
	}
	if x, ok := quantiles.Load(q); ok {
		return x.(float64)
	}
	x := compute(q.p)
	quantiles.Store(q, x)
	return x
}
