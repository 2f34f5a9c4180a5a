package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// seeds numbers the seeds; nil unless there are at least three, and half of all pairs of a seed and a scale are present.
func (c *scales) seeds() map[int64]int {
	index := map[int64]int{}
	pairs := 0
	for _, list := range c.replicates {
		for _, r := range list {
			if r.seed == stat.NoSeed {
				return nil
			}
			if _, seen := index[r.seed]; !seen {
				index[r.seed] = len(index)
			}
			pairs++
		}
	}
	if len(index) < few || 2*pairs < len(index)*len(c.x) {
		return nil
	}
	return index
}

// deviations are what each seed, drawn once more, adds to the means, stretched because seeds are few.
func (c *scales) deviations(index map[int64]int) [][]float64 {
	n := len(index)
	stretch := stat.Student(n - 1).Stretch(n)
	seeds := make([][]float64, n)
	for i := range seeds {
		seeds[i] = make([]float64, len(c.x))
	}
	for k, list := range c.replicates {
		for _, r := range list {
			seeds[index[r.seed]][k] = stretch * (r.y - c.mean[k]) / c.weight[k]
		}
	}
	return seeds
}

// drawSeeds resamples whole seeds.
func drawSeeds(b stat.Bootstrap, seeds [][]float64) func(int, []float64) {
	n := len(seeds)
	draws, times := stat.Picker{Stream: b.Stream}, make([]float64, n)
	return func(r int, means []float64) {
		clear(times)
		for i := range n {
			times[draws.Pick(uint64(r*n+i), n)]++
		}
		for i, deviation := range seeds {
			if times[i] == 0 {
				continue
			}
			for k, d := range deviation {
				means[k] += times[i] * d
			}
		}
	}
}

// drawReplicates resamples the replicates of each scale separately. About three scales determine a rise, so their
// replicates set the degrees of freedom.
func (c *scales) drawReplicates(b stat.Bootstrap, df stat.Student) func(int, []float64) {
	wider := min(df, 3*df/stat.Student(len(c.x))).Wider()
	total := 0
	deviations := make([][]float64, len(c.x))
	for k, list := range c.replicates {
		n := float64(len(list))
		for _, r := range list {
			deviations[k] = append(deviations[k], wider*math.Sqrt(n/(n-1))*(r.y-c.mean[k])/n)
		}
		total += len(list)
	}
	draws := stat.Picker{Stream: b.Stream}
	return func(r int, means []float64) {
		i := r * total
		for k, list := range deviations {
			for range list {
				means[k] += list[draws.Pick(uint64(i), len(list))]
				i++
			}
		}
	}
}
