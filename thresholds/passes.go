package thresholds

import "math"

// passes is where the mean score passes a level, and by what curve.
func (c *scales) passes(level float64, b Bootstrap) (Estimate, string) {
	own := c.roughness(-1)
	own.df = max(own.df, 1)
	n := c.noise(b, own)
	if reason := c.unfit(); reason != "" {
		return c.passesSteps(level, b, n, reason), "scales"
	}
	fronts, rss, reason := c.fronts(n.variance)
	if reason == "" && math.IsInf(fronts[0].passes(level), 0) {
		reason = hiddenFoot
	}
	if reason != "" {
		return c.passesSteps(level, b, n, reason), "scales"
	}
	if n.variance == own {
		n = c.noise(b, left(rss, len(c.x)))
	}
	drawn := make([]float64, b.Resamples)
	n.redraw(b, c.mean, func(r int, means []float64) {
		least := math.Inf(1)
		for _, f := range fronts {
			if rss, log := f.refit(means, level); rss < least {
				least, drawn[r] = rss, log
			}
		}
	})
	e := interval(fronts[0].passes(level), drawn)
	e.explain(hiddenFoot)
	return c.scale(e), fronts[0].String()
}

const hiddenFoot = "floor may be above the critical score"

// fronts are the curves that fit, the best first, and its residual: it leaves no more than noise and rises over more
// than one step of the scales, and the others differ from it by less than noise. Else there is a reason.
func (c *scales) fronts(v variance) (list []front, rss float64, reason string) {
	all := []front{newSlope(logistic, c), newSlope(gompertz, c), newSlope(weibull, c), &stretch{f: newRamps(c)}}
	left := make([]float64, len(all))
	best := 0
	for i, f := range all {
		left[i] = f.fit(c.mean)
		if left[i] < left[best] {
			best = i
		}
	}
	rss = left[best]
	if sharp, _ := c.sharpest(); sharp <= c.within(rss, v, 0.95) {
		return nil, rss, betweenScales
	}
	if df := float64(len(c.x) - 4); rss > df*v.value*ratio(0.95, df, v.df) {
		return nil, rss, "no form fits within the noise"
	}
	list = []front{all[best]}
	for i, f := range all {
		if i != best && left[i] <= c.within(rss, v, 0.99) {
			list = append(list, f)
		}
	}
	return list, rss, ""
}
