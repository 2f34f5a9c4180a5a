package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// MiddlesWithout are the half-way points that a Hill curve has on a series, as FitSigmoid finds it, and on the
// series without each group of seeds, found by descending from there; NaN where there is none. Observations
// whose seed is in no group take no part. group numbers them from 0.
func MiddlesWithout(s stat.Series, group map[int64]int, groups int) (whole float64, without []float64) {
	own := stat.Series{Observations: make([]stat.Observation, 0, len(s.Observations))}
	for _, o := range s.Observations {
		if _, is := group[o.Seed]; is {
			own.Observations = append(own.Observations, o)
		}
	}
	c := newScales(own)
	without = make([]float64, groups)
	_, best, _, reason := c.sigmoid(stat.Bootstrap{})
	if reason != "" {
		for g := range without {
			without[g] = math.NaN()
		}
		return math.NaN(), without
	}
	sum, count := make([][]float64, len(c.x)), make([][]float64, len(c.x))
	for k, list := range c.replicates {
		sum[k], count[k] = make([]float64, groups), make([]float64, groups)
		for _, r := range list {
			g := group[r.seed]
			sum[k][g] += r.y - c.mean[k]
			count[k][g]++
		}
	}
	for g := range without {
		others := &scales{}
		for k, w := range c.weight {
			if w -= count[k][g]; w > 0 {
				others.log, others.weight = append(others.log, c.log[k]), append(others.weight, w)
				others.mean = append(others.mean, c.mean[k]-sum[k][g]/w)
			}
		}
		without[g] = others.middleFrom(best)
	}
	return math.Exp(best.middle), without
}

// middleFrom is where a curve ends that descends from another; NaN where it has no plateau on both sides.
func (c *scales) middleFrom(start curve) float64 {
	if len(c.log) < fewest {
		return math.NaN()
	}
	f := newSigmoids(logistic, c)
	end := f.descend(start.middle, start.slope, c.mean, 1e-12)
	if f.unseen(end) != "" {
		return math.NaN()
	}
	return math.Exp(end.middle)
}
