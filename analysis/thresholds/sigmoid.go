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
// resamples rise beyond the scales on that side. Where a rise within one step of the scales fits as well (F test at 5%),
// Width.Low is 0, the intervals cover all curves that fit, and the values are those of one of them.
func (g Gathered) Sigmoid(b stat.Bootstrap) Rise {
	c := g.scales
	f, best, n, reason := c.sigmoid(b)
	if reason != "" {
		none := stat.Undefined(reason)
		return Rise{Middle: none, Width: none, Floor: none, Ceiling: none}
	}
	var rise Rise
	near := f.near(best, c.mean)
	drawn := n.refit(b, c.mean, func(means []float64) [4]float64 { return f.bounded(near.refit(means)) })
	rise.Middle = stat.Bootstrapped(best.middle, drawn[0])
	var influence []float64
	if b.Resamples > 0 {
		influence = f.influence(best, c.mean, n)
	}
	rise.Width = stat.Accelerated(math.Log(decades(best.slope)), drawn[1], influence, 1e-6)
	rise.Floor, rise.Ceiling = stat.Bootstrapped(best.floor, drawn[2]), stat.Bootstrapped(best.ceiling, drawn[3])
	f.resolve(&rise, best, c, n.variance)
	if rise.Width.High < math.Inf(1) {
		rise.Width.Explain(betweenScales)
	}
	for _, e := range []*stat.Estimate{&rise.Middle, &rise.Width, &rise.Floor, &rise.Ceiling} {
		e.Explain("rises beyond the scales")
	}
	rise.Middle, rise.Width = c.scale(rise.Middle), rise.Width.Exp()
	return rise
}

// sigmoid returns the best curve with the noise about it, and a reason if it is undefined.
func (c *scales) sigmoid(b stat.Bootstrap) (f *sigmoids, best curve, n noise, reason string) {
	if reason := c.unfit(); reason != "" {
		return nil, best, n, reason
	}
	f, best = c.fitHill()
	n = c.noise(b, left(best.rss, len(c.x)))
	if reason = f.unseen(best); !c.rises(best.rss, n.variance) {
		reason = "no rise"
	}
	return f, best, n, reason
}

// hill is the Hill curve that fits the means best.
type hill struct {
	f    *sigmoids
	best curve
}

// fitHill fits the Hill curve once.
func (c *scales) fitHill() (*sigmoids, curve) {
	if c.hill == nil {
		f := newSigmoids(logistic, c)
		c.hill = &hill{f, f.fit(c.mean)}
	}
	return c.hill.f, c.hill.best
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

// left is the residual variance of a fit of four parameters.
func left(rss float64, scales int) variance {
	df := float64(scales - 4)
	return variance{rss / df, stat.Student(df)}
}

// bounded returns middle, log of the width, floor and ceiling of a refitted curve, infinite where it ran into a bound.
func (f *sigmoids) bounded(c curve) [4]float64 {
	v := [4]float64{c.middle, math.Log(decades(c.slope)), c.floor, c.ceiling}
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
