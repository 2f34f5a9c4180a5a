package sim

import "math"

// combine sets y to base plus the first vectors times their weights, added in order. Without a base it begins with 0.
func combine(y, base, weights []float64, vectors [][]float64) {
	if base == nil {
		clear(y)
		base = y
	}
	copy(y, base)
	for k, w := range weights {
		for i, x := range vectors[k][:len(y)] {
			y[i] += w * x
		}
	}
}

// largest is the maximum of |x|; NaN where any is NaN.
func largest(x []float64) float64 {
	worst := 0.0
	for _, v := range x {
		if v != v {
			return v
		}
		worst = max(worst, math.Abs(v))
	}
	return worst
}
