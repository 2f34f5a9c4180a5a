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
	at(log float64) float64 // score at ln x
	half() float64          // ln x at which half of the rise is done
}

func (c curve) residual() float64 { return c.rss }
func (b bend) residual() float64  { return b.rss }

func (c curve) at(log float64) float64 {
	g, _ := c.form.at(math.Exp(c.slope) * (log - c.middle))
	return c.floor + (c.ceiling-c.floor)*g
}

func (b bend) at(log float64) float64 {
	done := clamp((log-b.log-b.start)/(b.end-b.start), 0, 1)
	return b.zero + b.floor + done*(b.ceiling-b.floor)
}

func (b bend) half() float64 { return b.log + (b.start+b.end)/2 }

func (c *scales) sigmoidFront(form form) front {
	f, best := c.fitForm(form)
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
