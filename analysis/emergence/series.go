package emergence

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/thresholds"
)

// orient turns a score so that higher is better.
func orient(s thresholds.Series, score float64) float64 {
	if s.Lower {
		return -score
	}
	return score
}

// grid is a series by replicate and scale, scores turned so that higher is better.
type grid struct {
	x     []float64   // scales, ascending
	seeds []int64     // ascending; observations without a seed are one replicate
	y     [][]float64 // by seed and scale, the mean of its observations; NaN: none
}

func newGrid(s thresholds.Series) *grid {
	list := make([]thresholds.Observation, 0, len(s.Observations))
	for _, o := range s.Observations {
		if counts(o) {
			list = append(list, o)
		}
	}
	slices.SortFunc(list, func(a, b thresholds.Observation) int {
		switch {
		case a.X != b.X:
			return cmp.Compare(a.X, b.X)
		case a.Seed != b.Seed:
			return cmp.Compare(a.Seed, b.Seed)
		}
		return cmp.Compare(a.Y, b.Y)
	})
	g := &grid{seeds: seedsOf(s)}
	for i, o := range list {
		if i == 0 || o.X != list[i-1].X {
			g.x = append(g.x, o.X)
		}
	}
	n := make([]float64, len(g.seeds)) // observations at the present scale
	for range g.seeds {
		g.y = append(g.y, slices.Repeat([]float64{math.NaN()}, len(g.x)))
	}
	k := 0
	for _, o := range list {
		if o.X != g.x[k] {
			clear(n)
			k++
		}
		i, _ := slices.BinarySearch(g.seeds, o.Seed)
		if n[i]++; n[i] == 1 {
			g.y[i][k] = 0
		}
		g.y[i][k] += (orient(s, o.Y) - g.y[i][k]) / n[i]
	}
	return g
}

func counts(o thresholds.Observation) bool { return o.X > 0 && finite(o.X) && finite(o.Y) }

// seedsOf are the different seeds of a series, ascending.
func seedsOf(s thresholds.Series) []int64 {
	var seeds []int64
	seen := map[int64]bool{}
	for _, o := range s.Observations {
		if !seen[o.Seed] && counts(o) {
			seen[o.Seed] = true
			seeds = append(seeds, o.Seed)
		}
	}
	slices.Sort(seeds)
	return seeds
}

// mean is the score by scale, over the seeds that have one.
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

// of is a seed's scores by scale; nil where it has none.
func (g *grid) of(seed int64) []float64 {
	if i, found := slices.BinarySearch(g.seeds, seed); found {
		return g.y[i]
	}
	return nil
}
