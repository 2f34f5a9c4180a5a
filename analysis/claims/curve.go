package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output/frames"
	"gonum.org/v1/gonum/floats"
)

// readAt is y at a place on the x axis, x ascending, interpolated linearly between points; NaN outside of them.
func readAt(x, y []float64, at float64) float64 {
	i, found := slices.BinarySearch(x, at)
	switch {
	case found:
		return y[i]
	case i == 0 || i == len(x):
		return math.NaN()
	}
	return y[i-1] + (y[i]-y[i-1])*(at-x[i-1])/(x[i]-x[i-1])
}

// reaches is the x at which a curve first reaches a level from below, interpolated linearly between points; NaN where it never does.
func reaches(level float64) func(x, y []float64) float64 {
	return func(x, y []float64) float64 {
		switch i := slices.IndexFunc(y, func(y float64) bool { return !(y < level) }); i {
		case -1:
			return math.NaN()
		case 0:
			return x[0]
		default:
			return x[i-1] + (x[i]-x[i-1])*(level-y[i-1])/(y[i]-y[i-1])
		}
	}
}

// reachesOnLog is the x at which a curve first reaches a level, interpolated linearly in ln x.
func reachesOnLog(level float64, x, y []float64) float64 { return math.Exp(reaches(level)(logs(x), y)) }

// valley is the deepest fall of a curve between two higher points: its depth as a share of the lower of these, and the x of its lowest
// point. They are 0 and NaN for a curve without a valley.
func valley(x, y []float64) (depth, at float64) {
	at = math.NaN()
	for i := 1; i < len(y)-1; i++ {
		rim := min(slices.Max(y[:i]), slices.Max(y[i+1:]))
		if share := 1 - y[i]/rim; share > depth {
			depth, at = share, x[i]
		}
	}
	return depth, at
}

// depth is that of the deepest valley.
func depth(x, y []float64) float64 { depth, _ := valley(x, y); return depth }

// lowest is the x of the lowest point of the deepest valley.
func lowest(x, y []float64) float64 { _, at := valley(x, y); return at }

// resamples of the seeds give a bootstrap interval.
const resamples = 1000

// ofMeanCurve reads a number off the mean over seeds of a quantity along a column, as papers read it off a figure. Its interval is the
// percentile bootstrap over seeds.
func ofMeanCurve(f *frames.Frame, along, quantity string, of func(x, y []float64) float64) stat.Estimate {
	x := f.Values(along)
	var curves [][]float64
	for _, seed := range f.Values("seed") {
		_, y := f.At("seed", seed).Curve(along, only(quantity))
		curves = append(curves, y)
	}
	which := make([]int, len(curves))
	for i := range which {
		which[i] = i
	}
	value := of(x, meanCurve(curves, which))
	if len(curves) < 2 {
		return stat.Exact(value)
	}
	stream, again := random.NewStream(1, "claims", along, quantity), make([]float64, resamples)
	for k := range again {
		for i := range which {
			which[i] = int(stream.Uniform(uint64(k*len(which)+i)) * float64(len(which)))
		}
		again[k] = of(x, meanCurve(curves, which))
	}
	return stat.Bootstrapped(value, frames.Never(again)) // a resample that never reaches a level does so at infinity
}

func meanCurve(curves [][]float64, which []int) []float64 {
	mean := make([]float64, len(curves[0]))
	for _, i := range which {
		for j, y := range curves[i] {
			mean[j] += y / float64(len(which))
		}
	}
	return mean
}

// seriesOf is what is read of each row, along a column.
func seriesOf(f *frames.Frame, along string, read func(*frames.Frame) []float64, chance float64) stat.Series {
	x, y, seed := f.Floats(along), read(f), f.Floats("seed")
	s := stat.Series{Chance: chance}
	for i := range x {
		s.Observations = append(s.Observations, stat.Observation{X: x[i], Y: y[i], Seed: int64(seed[i])})
	}
	return s
}

// localSlopes are those of ln y against ln x between neighbouring points.
func localSlopes(x, y []float64) []float64 {
	var slopes []float64
	for i := 1; i < len(x); i++ {
		slopes = append(slopes, stat.LogSlope(x[i-1:i+1], y[i-1:i+1]))
	}
	return slopes
}

// never turns NaN into infinity: the place of an event that does not happen.
func never(x float64) float64 {
	if math.IsNaN(x) {
		return math.Inf(1)
	}
	return x
}

// count is the number of elements with a property.
func count[T any](list []T, has func(T) bool) int {
	n := 0
	for _, x := range list {
		if has(x) {
			n++
		}
	}
	return n
}

func minus(x, y []float64) []float64 { return floats.SubTo(make([]float64, len(x)), x, y) }

func negative(x []float64) []float64 { return minus(make([]float64, len(x)), x) }

// logs are natural logarithms.
func logs(x []float64) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		y[i] = math.Log(x[i])
	}
	return y
}

func last(y []float64) float64 { return y[len(y)-1] }
