package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// passes is where the mean score passes a level, and by what curve.
func (c *scales) passes(level float64, b stat.Bootstrap) (stat.Estimate, string) {
	if c.again == nil || c.again.b != b {
		c.again = c.refronts(b)
	}
	f, reason := c.again, c.again.reason
	if reason == "" && math.IsInf(f.fronts[0].passes(level), 0) {
		reason = hiddenFoot
	}
	if reason != "" {
		return c.passesSteps(level, b, f.rough, reason), "scales"
	}
	drawn := make([]float64, b.Resamples)
	for r, again := range f.refitted(c) {
		drawn[r] = again.passes(level)
	}
	e := stat.Bootstrapped(f.fronts[0].passes(level), drawn)
	e.Explain(hiddenFoot)
	return c.scale(e), f.fronts[0].String()
}

// refits are the curves that fit the means, and the best of them for every resample: whatever the level to pass.
type refits struct {
	b      stat.Bootstrap
	fronts []front
	reason string    // why there are no fronts
	rough  noise     // about the increasing regression, where the observations tell none
	noise  noise     // about the best front, likewise
	drawn  []passing // nil: not yet
}

func (c *scales) refronts(b stat.Bootstrap) *refits {
	own := c.roughness(-1)
	own.df = max(own.df, 1)
	f := &refits{b: b, rough: c.noise(b, own), reason: c.unfit()}
	if f.reason != "" {
		return f
	}
	var rss float64
	f.fronts, rss, f.reason = c.fronts(f.rough.variance)
	f.noise = f.rough
	if f.reason == "" && f.noise.variance == own {
		f.noise = c.noise(b, left(rss, len(c.x)))
	}
	return f
}

func (f *refits) refitted(c *scales) []passing {
	if f.drawn != nil {
		return f.drawn
	}
	f.drawn = make([]passing, f.b.Resamples)
	f.noise.redraw(f.b, c.mean, func(r int, means []float64) {
		least := math.Inf(1)
		f.drawn[r] = f.fronts[0]
		for _, front := range f.fronts {
			if rss, again := front.refit(means); rss < least {
				least, f.drawn[r] = rss, again
			}
		}
	})
	return f.drawn
}

const hiddenFoot = "floor may be above the critical score"

// fronts are the curves that fit, the best first, and its residual: it leaves no more than noise and rises over more
// than one step of the scales, and the others differ from it by less than noise. Else there is a reason.
func (c *scales) fronts(v variance) (list []front, rss float64, reason string) {
	all := []front{newSlope(logistic, c), newSlope(gompertz, c), newSlope(weibull, c), &stretch{f: newRamps(c)}}
	left := make([]float64, len(all))
	best := 0
	for i, f := range all {
		left[i] = f.fit(c)
		if left[i] < left[best] {
			best = i
		}
	}
	rss = left[best]
	if sharp, _ := c.sharpest(); sharp <= c.within(rss, v, 0.95) {
		return nil, rss, betweenScales
	}
	if df := float64(len(c.x) - 4); rss > df*v.value*stat.FisherF(0.95, df, v.df) {
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
