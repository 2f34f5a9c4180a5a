package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// passesSteps estimates by whole steps between scales: those in which the increasing regressions pass the level.
func (c *scales) passesSteps(level float64, b stat.Bootstrap, n noise, reason string) stat.Estimate {
	f := stat.NewIsotonic(len(c.x))
	from, to := make([]float64, b.Resamples), make([]float64, b.Resamples)
	n.redraw(b, c.mean, func(r int, means []float64) {
		f.Set(means, c.weight)
		from[r], to[r], _ = c.step(f.Fit, level)
	})
	f.Set(c.mean, c.weight)
	low, high, k := c.step(f.Fit, level)
	e := stat.Estimate{Value: low, Low: stat.Bootstrapped(low, from).Low, High: stat.Bootstrapped(high, to).High, Reason: reason}
	switch {
	case math.IsInf(low, -1):
		e.Value = high
	case high < math.Inf(1):
		e.Value = low + (level-f.Fit[k])/(f.Fit[k+1]-f.Fit[k])*(high-low)
	}
	return c.scale(e)
}

// step returns the two neighbouring scales, in ln x, between which increasing means pass a level, and the index of the
// first.
func (c *scales) step(means []float64, level float64) (low, high float64, last int) {
	last = len(means) - 1
	for last >= 0 && means[last] > level {
		last--
	}
	low, high = math.Inf(-1), math.Inf(1)
	if last >= 0 {
		low = c.log[last]
	}
	if last+1 < len(means) {
		high = c.log[last+1]
	}
	return low, high, last
}
