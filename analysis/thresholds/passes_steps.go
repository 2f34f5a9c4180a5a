package thresholds

import "math"

// passesSteps takes the whole steps between scales in which increasing regressions pass the level.
func (c *scales) passesSteps(level float64, b Bootstrap, n noise, reason string) Estimate {
	f := newIsotonic(len(c.x))
	from, to := make([]float64, b.Resamples), make([]float64, b.Resamples)
	n.redraw(b, c.mean, func(r int, means []float64) {
		f.set(means, c.weight)
		from[r], to[r], _ = c.step(f.fit, level)
	})
	f.set(c.mean, c.weight)
	low, high, k := c.step(f.fit, level)
	e := Estimate{low, interval(low, from).Low, interval(high, to).High, reason}
	switch {
	case math.IsInf(low, -1):
		e.Value = high
	case high < math.Inf(1):
		e.Value = low + (level-f.fit[k])/(f.fit[k+1]-f.fit[k])*(high-low)
	}
	return c.scale(e)
}

// step is the pair of neighbouring scales, in ln x, between which increasing means pass a level, and the first's number.
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
