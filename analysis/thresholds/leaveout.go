package thresholds

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// MiddlesWithout returns the half-rise point of the Hill curve that FitSigmoid finds on a series, and those without each
// group of seeds, found by descending from it; NaN where undefined. group maps seeds to groups 0 to groups-1;
// observations of other seeds are left out.
func MiddlesWithout(s stat.Series, group map[int64]int, groups int) (whole float64, without []float64) {
	s.Observations = slices.DeleteFunc(slices.Clone(s.Observations), func(o stat.Observation) bool {
		_, is := group[o.Seed]
		return !is
	})
	c := newScales(s)
	_, best, _, reason := c.sigmoid(stat.Bootstrap{})
	if reason != "" {
		return math.NaN(), slices.Repeat([]float64{math.NaN()}, groups)
	}
	without = make([]float64, groups)
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

// middleFrom is the middle of the curve found by descending from another; NaN without a plateau on both sides.
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
