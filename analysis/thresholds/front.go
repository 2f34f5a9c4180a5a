package thresholds

import "math"

// front is a family of curves, fitted to the means, that says where the mean score passes a level.
type front struct {
	name  string
	best  fitted
	refit func(means []float64) fitted // the best curve near best
}

// fitted is a fitted curve.
type fitted interface {
	passes(level float64) float64 // ln x at which a rising curve has this score; infinite: at none
	residual() float64
}

func (c curve) residual() float64 { return c.rss }
func (b bend) residual() float64  { return b.rss }

func (c *scales) sigmoidFront(form form) front {
	var f *sigmoids
	var best curve
	if form == logistic {
		f, best = c.fitHill()
	} else {
		f = newSigmoids(form, c)
		best = f.fit(c.mean)
	}
	near := f.near(best, c.mean)
	return front{form.String(), best, func(means []float64) fitted { return near.refit(means) }}
}

func (c *scales) rampFront() front {
	f := newRamps(c)
	f.set(c.mean)
	best := f.fit()
	return front{"ramp", best, func(means []float64) fitted {
		f.set(means)
		return f.near(best)
	}}
}

// passes returns ln x at which a rising curve has this score.
func (c curve) passes(level float64) float64 {
	done := (level - c.floor) / (c.ceiling - c.floor)
	switch {
	case level <= c.floor:
		return math.Inf(-1)
	case !(done > 0 && done < 1):
		return math.Inf(1)
	}
	return c.middle + c.form.passes(done)/math.Exp(c.slope)
}

// passes returns ln x at which a rising ramp has this score.
func (b bend) passes(level float64) float64 {
	level -= b.zero
	done := (level - b.floor) / (b.ceiling - b.floor)
	switch {
	case level <= b.floor:
		return math.Inf(-1)
	case !(done > 0 && done < 1):
		return math.Inf(1)
	}
	return b.log + (b.start + done*(b.end-b.start))
}
