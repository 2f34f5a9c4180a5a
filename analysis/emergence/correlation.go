package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// correlation is Pearson's correlation of score and loss, or Spearman's: Pearson's of the ranks among all checkpoints.
func (c *cloud) correlation(ranked bool, b stat.Bootstrap) stat.Estimate {
	x := c.values(func(p Checkpoint) float64 { return p.Loss })
	y := c.values(func(p Checkpoint) float64 { return c.sign * p.Score })
	if ranked {
		x, y = ranks(x), ranks(y)
	}
	mx, my := stat.Mean(x), stat.Mean(y)
	sums := make([][6]float64, c.units)
	for i := range x {
		s, dx, dy := &sums[c.unit[i]], x[i]-mx, y[i]-my
		for j, v := range [6]float64{1, dx, dy, dx * dx, dy * dy, dx * dy} {
			s[j] += v
		}
	}
	e := c.bootstrap(b, func(times []float64) float64 {
		var t [6]float64
		for u, s := range sums {
			for j, v := range s {
				t[j] += times[u] * v
			}
		}
		return (t[5] - t[1]*t[2]/t[0]) / math.Sqrt((t[3]-t[1]*t[1]/t[0])*(t[4]-t[2]*t[2]/t[0]))
	})
	e.Low, e.High = max(e.Low, -1), min(e.High, 1)
	return e
}

// ranks counts from 1. Equal values share the mean of their ranks.
func ranks(values []float64) []float64 {
	order := ascending(values)
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
