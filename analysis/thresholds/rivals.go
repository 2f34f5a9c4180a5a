package thresholds

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// rival is a curve that may be the form of a rise.
type rival struct {
	kind  form
	best  fitted
	refit func(means []float64) fitted // the best curve near best
	// bounded are the values of a refitted curve, infinite where it ran into a bound.
	bounded func(fitted) [4]float64
	smooth  *formed // nil: a ramp
}

// ramped is the kind of ramps, after the smooth forms.
const (
	ramped form = forms
	kinds       = forms + 1
)

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
		if _, curve := c.fitForm(form); curve.rss <= limit {
			list = append(list, c.smoothRival(form))
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

// smoothRival is the best curve of a form.
func (c *scales) smoothRival(form form) rival {
	f, best := c.fitForm(form)
	near := f.near(best)
	return rival{
		form, best,
		func(means []float64) fitted { return near.refit(means) },
		func(x fitted) [4]float64 { return f.bounded(x.(curve)) },
		&formed{f, best},
	}
}

// rampRival is the best ramp.
func (c *scales) rampRival() rival {
	f := newRamps(c)
	f.set(c.mean)
	best := f.fit()
	return rival{
		ramped, best,
		func(means []float64) fitted {
			f.set(means)
			return f.near(best)
		},
		fitted.values,
		nil,
	}
}

// onRise is whether so many scales lie on the rise.
func (t rival) onRise(some int) bool {
	if t.smooth != nil {
		return t.smooth.onRise(some)
	}
	best := t.best.(bend)
	return best.first-best.last-1 >= some
}

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
	first := rivals[0]
	again := c.resampled(b, n)
	var own []float64 // widths of the first rival
	for _, x := range again.refit(first) {
		own = append(own, first.bounded(x)[1])
	}
	var drawn [4][]float64
	for _, x := range again.best(rivals) {
		for i, v := range x.bounded(x.fitted) {
			drawn[i] = append(drawn[i], v)
		}
	}
	values := first.best.values()
	rise.Middle = stat.Bootstrapped(values[0], drawn[0])
	var influence []float64
	if b.Resamples > 0 {
		influence = first.smooth.f.influence(first.smooth.best, c.mean, n)
	}
	rise.Width = stat.Accelerated(values[1], own, influence, 1e-6)
	if len(rivals) > 1 {
		any := stat.Bootstrapped(values[1], drawn[1])
		rise.Width.Cover(any.Low, any.High, any.Reason)
	}
	rise.Floor, rise.Ceiling = stat.Bootstrapped(values[2], drawn[2]), stat.Bootstrapped(values[3], drawn[3])
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

func (c curve) values() [4]float64 { return [4]float64{c.half(), c.logWidth(), c.floor, c.ceiling} }

// half is ln x at which half of the rise is done.
func (c curve) half() float64 { return c.middle + c.form.passes(0.5)/math.Exp(c.slope) }

// logWidth is the logarithm of the decades between 10% and 90% of the rise.
func (c curve) logWidth() float64 {
	return math.Log((c.form.passes(0.9)-c.form.passes(0.1))/math.Ln10) - c.slope
}

// bounded returns middle, log of the width, floor and ceiling of a refitted curve, infinite where it ran into a bound.
func (f *sigmoids) bounded(c curve) [4]float64 {
	v := c.values()
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
