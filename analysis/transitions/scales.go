package transitions

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/thresholds"
)

// most is the number of scales from which on neighbours are taken together.
const most = 64

// along puts a series into points of ascending scale.
func along(s thresholds.Series) (x []float64, r *replicates) {
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

// gather gives a series' points their scales, and their values in any order. Scales that have less than half as many
// replicates as another are left out.
func gather(s thresholds.Series) (x []float64, list []observed) {
	sorted := slices.Clone(s.Observations)
	slices.SortFunc(sorted, func(a, b thresholds.Observation) int {
		switch {
		case a.X != b.X:
			return cmp.Compare(a.X, b.X)
		case a.Seed != b.Seed:
			return cmp.Compare(a.Seed, b.Seed)
		}
		return cmp.Compare(a.Y, b.Y)
	})
	var scales [][]thresholds.Observation
	for from := 0; from < len(sorted); {
		end := from + 1
		for end < len(sorted) && sorted[end].X == sorted[from].X {
			end++
		}
		scales = append(scales, sorted[from:end])
		from = end
	}
	largest := 0
	for _, at := range scales {
		largest = max(largest, replicatesOf(at))
	}
	scales = slices.DeleteFunc(scales, func(at []thresholds.Observation) bool { return 2*replicatesOf(at) <= largest && largest > 1 })
	for together := range slices.Chunk(scales, max(1, (len(scales)+most-1)/most)) {
		center := 0.0
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

// replicatesOf counts the replicates of one scale, whose observations are in the order of their seeds.
func replicatesOf(at []thresholds.Observation) int {
	n := 0
	for i, o := range at {
		if i == 0 || o.Seed == thresholds.NoSeed || o.Seed != at[i-1].Seed {
			n++
		}
	}
	return n
}
