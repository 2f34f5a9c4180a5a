package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// passes estimates the scale at which the mean score passes a level, and names the curve that the estimate rests on.
func (c *scales) passes(level float64, b stat.Bootstrap) (stat.Estimate, string) {
	if c.again == nil || c.again.b != b {
		c.again = c.refits(b)
	}
	f, reason := c.again, c.again.reason
	if reason == "" && math.IsInf(f.rivals[0].best.passes(level), 0) {
		reason = hiddenFoot
	}
	if reason != "" {
		return c.passesSteps(level, b, f.rough, reason), "scales"
	}
	drawn := make([]float64, b.Resamples)
	for r, again := range f.refitted(c) {
		drawn[r] = again.passes(level)
	}
	e := stat.Bootstrapped(f.rivals[0].best.passes(level), drawn)
	if f.noise.hidden(f.rivals[0]) {
		low, high := c.whole(level, b, f.noise)
		e.Cover(low, high, "")
	}
	e.Explain(hiddenFoot)
	f.noise.explain(&e)
	return c.scale(e), f.rivals[0].kind.String()
}

// refits are the curves that fit the means, and the best of them for every resample. They do not depend on the level.
type refits struct {
	b      stat.Bootstrap
	rivals []rival
	reason string   // why there are none
	rough  noise    // from the residuals of the increasing regression where the observations do not give the noise
	noise  noise    // from the residuals of the best rival, likewise
	drawn  []chosen // nil: not yet refitted
}

func (c *scales) refits(b stat.Bootstrap) *refits {
	f := &refits{b: b, rough: c.noise(b, c.rough()), reason: c.unfit()}
	if f.reason != "" {
		return f
	}
	f.rivals, f.reason = c.candidates(f.rough)
	f.noise = f.rough
	if f.reason == "" && f.noise.left {
		f.noise = c.noise(b, c.left(f.rivals[0].best))
	}
	return f
}

func (f *refits) refitted(c *scales) []chosen {
	if f.drawn == nil {
		f.drawn = c.resampled(f.b, f.noise).best(f.rivals)
	}
	return f.drawn
}

// noFormFits is the reason given where curves leave more than noise.
const noFormFits = "no form fits within the noise"

// withoutNoise is the reason given where any form may be off by more than the scores are.
const withoutNoise = "without noise, nothing tells how far off a form is"

const hiddenFoot = "floor may be above the critical score"

// candidates returns the curves that fit, the best one first. The best one must leave no more than noise and rise over more
// than one step of the scales; otherwise there is a reason. The others must fit as well within noise.
func (c *scales) candidates(n noise) (list []rival, reason string) {
	all := []rival{c.smoothRival(logistic), c.smoothRival(gompertz), c.smoothRival(weibull), c.rampRival()}
	best := 0
	for i, f := range all {
		if f.best.residual() < all[best].best.residual() {
			best = i
		}
	}
	rss := all[best].best.residual()
	if reason := c.unfitting(rss, n); reason != "" {
		return nil, reason
	}
	list = []rival{all[best]}
	for i, f := range all {
		if i != best && f.best.residual() <= c.within(rss, n.variance, 0.99) {
			list = append(list, f)
		}
	}
	return list, ""
}

// passesSteps estimates by whole steps between scales: those in which the increasing regressions pass the level.
func (c *scales) passesSteps(level float64, b stat.Bootstrap, n noise, reason string) stat.Estimate {
	low, high := c.whole(level, b, n)
	f := stat.NewIsotonic(len(c.x))
	f.Set(c.mean, c.weight)
	from, to, k := c.step(f.Fit, level)
	e := stat.Estimate{Value: from, Low: low, High: high, Reason: reason}
	switch {
	case math.IsInf(from, -1):
		e.Value = to
	case to < math.Inf(1):
		e.Value = from + (level-f.Fit[k])/(f.Fit[k+1]-f.Fit[k])*(to-from)
	}
	return c.scale(e)
}

// whole are the ends of the whole steps of the scales, in ln x, in which increasing regressions of resampled means pass a level.
func (c *scales) whole(level float64, b stat.Bootstrap, n noise) (low, high float64) {
	f := stat.NewIsotonic(len(c.x))
	from, to := make([]float64, b.Resamples), make([]float64, b.Resamples)
	for r, means := range c.resampled(b, n).means {
		f.Set(means, c.weight)
		from[r], to[r], _ = c.step(f.Fit, level)
	}
	f.Set(c.mean, c.weight)
	low, high, _ = c.step(f.Fit, level)
	return stat.Bootstrapped(low, from).Low, stat.Bootstrapped(high, to).High
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
