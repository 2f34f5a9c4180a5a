package frames

import (
	"math"
	"slices"
)

// Mean is the mean of numbers; NaN of none.
func Mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// Median is the middle of numbers, infinite ones included; NaN of none, or where one is NaN.
func Median(x []float64) float64 {
	if len(x) == 0 || slices.ContainsFunc(x, func(v float64) bool { return v != v }) {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(x))
	n := len(sorted)
	if low, high := sorted[(n-1)/2], sorted[n/2]; low != high {
		return (low + high) / 2
	}
	return sorted[n/2]
}

// Never turns null into infinity: the step of an event that did not happen.
func Never(x []float64) []float64 {
	y := slices.Clone(x)
	for i, v := range y {
		if v != v {
			y[i] = math.Inf(1)
		}
	}
	return y
}

// Slope is that of the least-squares line through ln y against ln x, of points where both are above 0.
func Slope(x, y []float64) float64 {
	var n, sx, sy, sxx, sxy float64
	for i := range x {
		if !(x[i] > 0 && y[i] > 0) {
			continue
		}
		u, v := math.Log(x[i]), math.Log(y[i])
		n, sx, sy, sxx, sxy = n+1, sx+u, sy+v, sxx+u*u, sxy+u*v
	}
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}
