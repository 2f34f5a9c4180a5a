package claims

import (
	"math"
	"sort"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
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

// seriesOf lays what is read of rows along a column, a replicate per seed.
func seriesOf(f *frames.Frame, along string, read func(*frames.Frame) []float64, chance float64) stat.Series {
	x, y, seed := f.Floats(along), read(f), f.Floats("seed")
	s := stat.Series{Chance: chance}
	for i := range x {
		s.Observations = append(s.Observations, stat.Observation{X: x[i], Y: y[i], Seed: int64(seed[i])})
	}
	return s
}
