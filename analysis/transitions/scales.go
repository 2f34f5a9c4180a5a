package transitions

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// along groups a series into points of ascending scale.
func along(s stat.Series) (x []float64, r *replicates) {
	x, list := gather(s)
	return x, newReplicates(len(x), list)
}

func log10(x []float64) []float64 {
	list := make([]float64, len(x))
	for i := range x {
		list[i] = math.Log10(x[i])
	}
	return list
}

// gather returns the scales of the points of a series, ascending, and their values in any order. Scales with at most half
// of the replicates of another are left out. More than 64 scales are pooled by stat.Together.
func gather(s stat.Series) (x []float64, list []observed) {
	scales := slices.Collect(stat.ByScale(s.Ordered()))
	largest := 0
	for _, at := range scales {
		largest = max(largest, replicatesOf(at))
	}
	scales = slices.DeleteFunc(scales, func(at []stat.Observation) bool { return 2*replicatesOf(at) <= largest && largest > 1 })
	logs, means := make([]float64, len(scales)), make([]float64, len(scales))
	for i, at := range scales {
		logs[i] = math.Log(at[0].X)
		for _, o := range at {
			means[i] += o.Y / float64(len(at))
		}
	}
	from := 0
	for _, end := range stat.Together(logs, means) {
		together, center := scales[from:end], 0.0
		from = end
		for _, at := range together {
			center += math.Log10(at[0].X) / float64(len(together))
			for _, o := range at {
				list = append(list, observed{len(x), o.Seed, o.Y})
			}
		}
		if len(together) == 1 {
			x = append(x, together[0][0].X)
			continue
		}
		x = append(x, math.Pow(10, center))
	}
	return x, list
}

// replicatesOf counts the replicates of one scale, whose observations are ordered by seed.
func replicatesOf(at []stat.Observation) int {
	n := 0
	for i, o := range at {
		if i == 0 || o.Seed == stat.NoSeed || o.Seed != at[i-1].Seed {
			n++
		}
	}
	return n
}
