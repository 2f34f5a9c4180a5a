package claims

import (
	"math"
	"sort"
)

// readAt is the value of a curve at a place, x ascending, linear between its points; NaN outside of them.
func readAt(x, y []float64, at float64) float64 {
	i := sort.SearchFloat64s(x, at)
	switch {
	case i < len(x) && x[i] == at:
		return y[i]
	case i == 0 || i == len(x):
		return math.NaN()
	}
	return y[i-1] + (y[i]-y[i-1])*(at-x[i-1])/(x[i]-x[i-1])
}

// minus is the difference of two columns.
func minus(x, y []float64) []float64 {
	z := make([]float64, len(x))
	for i := range x {
		z[i] = x[i] - y[i]
	}
	return z
}

// logs are the natural logarithms of numbers.
func logs(x []float64) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		y[i] = math.Log(x[i])
	}
	return y
}
