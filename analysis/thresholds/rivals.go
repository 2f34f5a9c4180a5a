package thresholds

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// rival is a curve that may be the form of a rise.
type rival struct {
	best   fitted
	values [4]float64 // of best, as refit returns them
	// refit finds the best curve near this one: its residual, ln x at half of the rise, the logarithm of the decades between
	// 10% and 90% of it, floor and ceiling.
	refit  func(means []float64) (rss float64, values [4]float64)
	smooth *formed // nil: a ramp
}

// rivals returns the curves that fit the means as well as the best one within noise (F test at 1%): the Hill curve first
// if it is one of them, else the best. The probit curve stands back behind the Hill curve, which differs from it by less
// than any noise does. agree is whether more than one form fits. Where the best smooth form leaves more than noise
// (F test at 5%), or the means rise within one step of the scales, there is a reason instead.
func (c *scales) rivals(n noise) (list []rival, agree bool, reason string) {
	best := c.leastResidual()
	if reason := c.unfitting(best, n); reason != "" {
		return nil, false, reason
	}
	limit := c.within(best, n.variance, 0.99)
	for _, form := range smooth {
		if f, curve := c.fitForm(form); curve.rss <= limit {
			list = append(list, c.smoothRival(formed{f, curve}))
		}
	}
	ramp := c.rampRival()
	agree = len(list) > 1 || ramp.best.residual() <= limit
	if list[0].smooth.best.form == logistic {
		list = slices.DeleteFunc(list, func(r rival) bool { return r.smooth.best.form == probit })
	} else {
		slices.SortStableFunc(list, func(a, b rival) int { return cmp.Compare(a.best.residual(), b.best.residual()) })
	}
	if ramp.best.residual() <= limit {
		list = append(list, ramp)
	}
	return list, agree, ""
}

func (c *scales) smoothRival(r formed) rival {
	near := r.f.near(r.best, c.mean)
	return rival{r.best, [4]float64{r.best.half(), r.best.logWidth(), r.best.floor, r.best.ceiling}, func(means []float64) (float64, [4]float64) {
		again := near.refit(means)
		return again.rss, r.f.bounded(again)
	}, &r}
}

func (c *scales) rampRival() rival {
	f := newRamps(c)
	f.set(c.mean)
	best := f.fit()
	return rival{best, best.values(), func(means []float64) (float64, [4]float64) {
		f.set(means)
		again := f.near(best)
		return again.rss, again.values()
	}, nil}
}

// values are those that a rival's refit returns.
func (b bend) values() [4]float64 {
	return [4]float64{b.half(), logDecades(0.8 * (b.end - b.start)), b.zero + b.floor, b.zero + b.ceiling}
}

// noiseless is whether the variance of noise is at most 1e-10 of that of the scores. Curves of four parameters then go
// through all points of a steep rise, whatever their form, and nothing tells how far off they are between them.
func (c *scales) noiseless(v variance) bool {
	total := 0.0
	for _, w := range c.weight {
		total += w
	}
	return v.value*total <= 1e-10*c.constant()
}

// unfitting says why the best form, with this residual, does not tell where the means rise; empty: it does. Where means scatter, the noise
// is what the form leaves, and so is its error.
func (c *scales) unfitting(rss float64, n noise) string {
	v := n.variance
	if sharp, _ := c.sharpest(); sharp <= c.within(rss, v, 0.95) {
		return betweenScales
	}
	if c.noiseless(v) {
		return withoutNoise
	}
	if df := float64(len(c.x) - 4); !n.scatter && rss > df*v.value*stat.FisherF(0.95, df, v.df) {
		return noFormFits
	}
	return ""
}

// refitted refits the rivals to every resample and takes the best of them, so that the spread over forms is part of the
// intervals. The values are those of the first rival. Middle and width are in logs.
func (c *scales) refitted(b stat.Bootstrap, n noise, rivals []rival) (rise Rise) {
	var own []float64 // widths of the first rival
	drawn := n.refit(b, c.mean, func(means []float64) (values [4]float64) {
		least := math.Inf(1)
		for i, r := range rivals {
			rss, again := r.refit(means)
			if i == 0 {
				own = append(own, again[1])
			}
			if rss < least || i == 0 {
				least, values = rss, again
			}
		}
		return values
	})
	first := rivals[0]
	rise.Middle = stat.Bootstrapped(first.values[0], drawn[0])
	var influence []float64
	if b.Resamples > 0 {
		influence = first.smooth.f.influence(first.smooth.best, c.mean, n)
	}
	rise.Width = stat.Accelerated(first.values[1], own, influence, 1e-6)
	if len(rivals) > 1 {
		any := stat.Bootstrapped(first.values[1], drawn[1])
		rise.Width.Cover(any.Low, any.High, any.Reason)
	}
	rise.Floor, rise.Ceiling = stat.Bootstrapped(first.values[2], drawn[2]), stat.Bootstrapped(first.values[3], drawn[3])
	return rise
}

// influence is the change of the log of the width when half of each seed is added.
func (f *sigmoids) influence(best curve, mean []float64, n noise) []float64 {
	list := make([]float64, len(n.seeds))
	means := make([]float64, len(mean))
	for i, deviation := range n.seeds {
		for k, d := range deviation {
			means[k] = mean[k] + d/2
		}
		list[i] = best.slope - f.descend(best.middle, best.slope, means, 1e-9).slope
	}
	return list
}

// half is ln x at which half of the rise is done.
func (c curve) half() float64 { return c.middle + c.form.passes(0.5)/math.Exp(c.slope) }

// logWidth is the logarithm of the decades between 10% and 90% of the rise.
func (c curve) logWidth() float64 {
	return math.Log((c.form.passes(0.9)-c.form.passes(0.1))/math.Ln10) - c.slope
}

// bounded returns middle, log of the width, floor and ceiling of a refitted curve, infinite where it ran into a bound.
func (f *sigmoids) bounded(c curve) [4]float64 {
	v := [4]float64{c.half(), c.logWidth(), c.floor, c.ceiling}
	up := math.Copysign(math.Inf(1), c.ceiling-c.floor)
	switch {
	case c.middle >= f.high:
		v[0], v[3] = math.Inf(1), up
	case c.middle <= f.low:
		v[0], v[2] = math.Inf(-1), -up
	}
	switch {
	case c.slope <= f.flat:
		v[1], v[2], v[3] = math.Inf(1), -up, up
	case c.slope >= f.steep:
		v[1] = math.Inf(-1)
	}
	return v
}
