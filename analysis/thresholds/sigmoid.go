package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// fewest is the minimum number of scales for a fit of four parameters.
const fewest = 5

// Rise is a Hill curve, floor + (ceiling-floor)/(1+(middle/x)^h), fitted to the means of the scales. Where thresholds
// differ between seeds, the mean rises over more decades than each seed: for the width of one seed, fit that seed alone.
type Rise struct {
	Middle         stat.Estimate // scale at which half of the rise is done, in units of X
	Width          stat.Estimate // decades of X between 10% and 90% of the rise, 2 log10(9)/h
	Floor, Ceiling stat.Estimate // limits of the score at small and at large scales
}

// FitSigmoid fits a Hill curve to a series, see Gathered.Sigmoid.
func FitSigmoid(s stat.Series, b stat.Bootstrap) Rise { return Gather(s).Sigmoid(b) }

// Sigmoid fits a Hill curve by least squares. It is undefined, with a reason, where a curve fits no better than a constant
// (F test at 5%), where its middle is outside the scales, and with fewer than five scales. A bound is missing where
// resamples rise beyond the scales on that side.
//
// The intervals know that the form of the curve is a guess, see rivals. Where no form fits within the noise, or the form
// decides and no other agrees, they cover the whole steps of the scales in which the score passes half, see steps.
// Where a rise within one step of the scales fits as well (F test at 5%), Width.Low is 0, the intervals cover all curves
// that fit, and the values are those of one of them.
func (g Gathered) Sigmoid(b stat.Bootstrap) Rise {
	c := g.scales
	f, best, n, reason := c.sigmoid(b)
	if reason != "" {
		none := stat.Undefined(reason)
		return Rise{Middle: none, Width: none, Floor: none, Ceiling: none}
	}
	var rise Rise
	rough := c.noise(b, c.rough())
	rivals, agree, reason := c.rivals(rough)
	switch reason {
	case betweenScales:
		rise = c.refitted(b, n, []rival{c.smoothRival(logistic)})
		f.resolve(&rise, best, c, n.variance)
		whole := c.steps(b, n, best, betweenScales)
		rise.Middle.Cover(whole.Middle.Low, whole.Middle.High, betweenScales)
		rise.Width.Cover(whole.Width.Low, whole.Width.High, betweenScales)
	case noFormFits, withoutNoise:
		rise = c.steps(b, rough, best, reason)
	default:
		if n.left {
			n = c.noise(b, c.left(rivals[0].best))
		}
		rise = c.refitted(b, n, rivals)
		if n.hidden(rivals[0]) {
			whole := c.steps(b, n, rivals[0].smooth.best, "")
			rise.Middle.Cover(whole.Middle.Low, whole.Middle.High, "")
			rise.Width.Cover(whole.Width.Low, whole.Width.High, "")
		}
		if first := rivals[0].smooth; !agree && !first.onRise(seenFrom) {
			first.coverSteps(&rise)
		}
	}
	if rise.Width.High < math.Inf(1) {
		rise.Width.Explain(betweenScales)
	}
	for _, e := range []*stat.Estimate{&rise.Middle, &rise.Width, &rise.Floor, &rise.Ceiling} {
		e.Explain("rises beyond the scales")
		n.explain(e)
	}
	rise.Middle, rise.Width = c.scale(rise.Middle), rise.Width.Exp()
	return rise
}

// sigmoid returns the best curve with the noise about it, and a reason if it is undefined.
func (c *scales) sigmoid(b stat.Bootstrap) (f *sigmoids, best curve, n noise, reason string) {
	if reason := c.unfit(); reason != "" {
		return nil, best, n, reason
	}
	f, best = c.fitForm(logistic)
	n = c.noise(b, c.left(best))
	if reason = f.unseen(best); !c.rises(best.rss, n.variance) {
		reason = "no rise"
	}
	return f, best, n, reason
}

// formed is the curve of a form that fits the means best.
type formed struct {
	f    *sigmoids
	best curve
}

// fitForm fits the curve of a form once.
func (c *scales) fitForm(form form) (*sigmoids, curve) {
	if c.formed[form] == nil {
		f := newSigmoids(form, c)
		c.formed[form] = &formed{f, f.fit(c.mean)}
	}
	return c.formed[form].f, c.formed[form].best
}

// unseen says why the middle of a curve is undefined; empty: it is defined.
func (f *sigmoids) unseen(c curve) string {
	n := len(f.log)
	switch {
	case c.middle >= f.log[n-1] || c.slope <= f.flat:
		return "no plateau at large scales"
	case c.middle <= f.log[0]:
		return "no plateau at small scales"
	}
	return ""
}
