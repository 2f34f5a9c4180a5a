package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// correlation is Pearson's of score and loss, or Spearman's, Pearson's of their
// ranks among all checkpoints.
func (c *cloud) correlation(ranked bool, b stat.Bootstrap) stat.Estimate {
	n := len(c.points)
	x, y := make([]float64, n), make([]float64, n)
	for i, p := range c.points {
		x[i], y[i] = p.Loss, c.sign*p.Score
	}
	if ranked {
		x, y = c.ranks(x), c.ranks(y)
	}
	mx, my := stat.Mean(x), stat.Mean(y)
	sums := make([][6]float64, c.units)
	for i := range x {
		s, dx, dy := &sums[c.unit[i]], x[i]-mx, y[i]-my
		for j, v := range [6]float64{1, dx, dy, dx * dx, dy * dy, dx * dy} {
			s[j] += v
		}
	}
	of := func(times []float64) float64 {
		var t [6]float64
		for u, s := range sums {
			weight := 1.0
			if times != nil {
				weight = times[u]
			}
			for j, v := range s {
				t[j] += weight * v
			}
		}
		return (t[5] - t[1]*t[2]/t[0]) / math.Sqrt((t[3]-t[1]*t[1]/t[0])*(t[4]-t[2]*t[2]/t[0]))
	}
	e := c.bootstrap(b, of)
	e.Low, e.High = max(e.Low, -1), min(e.High, 1)
	return e
}

// ranks are from 1, equal values share the mean of theirs.
func (c *cloud) ranks(values []float64) []float64 {
	order := c.ascending(values)
	ranks := make([]float64, len(values))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+to+1) / 2
		}
		from = to
	}
	return ranks
}
