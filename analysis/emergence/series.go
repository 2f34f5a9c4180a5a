package emergence

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// grid is a series by replicate and scale. Scores are oriented so that higher is better.
type grid struct {
	x     []float64   // scales, ascending
	seeds []int64     // ascending; observations without a seed are one replicate
	y     [][]float64 // by seed and scale: the mean of the observations; NaN if none
}

func newGrid(s stat.Series) *grid {
	list := s.Ordered()
	g := &grid{seeds: seedsOf(list)}
	for at := range stat.ByScale(list) {
		g.x = append(g.x, at[0].X)
	}
	n := make([]float64, len(g.seeds)) // observations at the present scale
	for range g.seeds {
		g.y = append(g.y, slices.Repeat([]float64{math.NaN()}, len(g.x)))
	}
	k := 0
	for at := range stat.ByScale(list) {
		clear(n)
		for _, o := range at {
			i, _ := slices.BinarySearch(g.seeds, o.Seed)
			if n[i]++; n[i] == 1 {
				g.y[i][k] = 0
			}
			g.y[i][k] += (s.Oriented(o.Y) - g.y[i][k]) / n[i]
		}
		k++
	}
	return g
}

// seedsOf returns the distinct seeds of observations, ascending.
func seedsOf(list []stat.Observation) []int64 {
	seeds := make([]int64, len(list))
	for i, o := range list {
		seeds[i] = o.Seed
	}
	slices.Sort(seeds)
	return slices.Compact(seeds)
}

// mean is the mean score of each scale, over the seeds that have one.
func (g *grid) mean() []float64 {
	mean := make([]float64, len(g.x))
	for k := range g.x {
		n := 0.0
		for _, y := range g.y {
			if !math.IsNaN(y[k]) {
				n++
				mean[k] += (y[k] - mean[k]) / n
			}
		}
	}
	return mean
}
