package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output/frames"
)

// resamples of the seeds give the interval of a number that is read off their mean curve.
const resamples = 1000

// OfMeanCurve is a number read off the mean over seeds of a quantity against a column, as papers read it off a figure.
// Its interval is the percentile bootstrap over seeds.
func OfMeanCurve(f *frames.Frame, along, quantity string, of func(x, y []float64) float64) Estimate {
	x := f.Values(along)
	var curves [][]float64
	for _, seed := range f.Values("seed") {
		_, y := f.At("seed", seed).Curve(along, func(f *frames.Frame) float64 { return f.Only(quantity) })
		curves = append(curves, y)
	}
	all := make([]int, len(curves))
	for i := range all {
		all[i] = i
	}
	value := of(x, meanOf(curves, all))
	if len(curves) < 2 {
		return stat.Exact(value)
	}
	stream, again := random.NewStream(1, "claims", along, quantity), make([]float64, resamples)
	for k := range again {
		for i := range all {
			all[i] = int(stream.Uniform(uint64(k*len(all)+i)) * float64(len(all)))
		}
		again[k] = of(x, meanOf(curves, all))
	}
	// A resample whose curve never gets there counts as infinitely late.
	return stat.Bootstrapped(value, frames.Never(again))
}

func meanOf(curves [][]float64, which []int) []float64 {
	mean := make([]float64, len(curves[0]))
	for _, i := range which {
		for j, y := range curves[i] {
			mean[j] += y / float64(len(which))
		}
	}
	return mean
}

// Reaches is where a curve first reaches a level from below, on the straight line between points; NaN where it never does.
func Reaches(level float64) func(x, y []float64) float64 {
	return func(x, y []float64) float64 {
		for i := range y {
			switch {
			case y[i] < level:
				continue
			case i == 0:
				return x[0]
			}
			return x[i-1] + (x[i]-x[i-1])*(level-y[i-1])/(y[i]-y[i-1])
		}
		return math.NaN()
	}
}

// Valley is how deep a curve falls between two higher points, as a share of the lower of them, and where it is lowest; 0 and NaN
// of a curve without a valley.
func Valley(x, y []float64) (depth, at float64) {
	at = math.NaN()
	for i := 1; i < len(y)-1; i++ {
		rim := min(slices.Max(y[:i]), slices.Max(y[i+1:]))
		if share := 1 - y[i]/rim; share > depth {
			depth, at = share, x[i]
		}
	}
	return depth, at
}

// Depth of the deepest valley, see Valley.
func Depth(x, y []float64) float64 { depth, _ := Valley(x, y); return depth }

// Lowest is where the deepest valley is lowest, see Valley.
func Lowest(x, y []float64) float64 { _, at := Valley(x, y); return at }
