package thresholds

import "math"

// fitted is a fitted curve.
type fitted interface {
	passes(level float64) float64 // ln x at which a rising curve has this score; infinite: at none
	residual() float64
	at(log float64) float64 // score at ln x
	half() float64          // ln x at which half of the rise is done
	// values are ln x at half of the rise, the logarithm of the decades between 10% and 90% of it, floor and ceiling.
	values() [4]float64
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
