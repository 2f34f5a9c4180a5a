package thresholds

import "github.com/circsim/circsim/analysis/stat"

// Ramp is a curve that is flat, rises linearly in ln x, and is flat again, fitted to the means of the scales.
type Ramp struct {
	Start, End     stat.Estimate // scales at which the rise begins and ends, in units of X; Start is the breakpoint
	Floor, Ceiling stat.Estimate // score before Start and after End
}

// Ramp finds the ramp with the least sum of squares, exactly. It is undefined, with a reason, where a ramp fits no
// better than a constant (F test at 5%), and with fewer than five scales. Where a ramp with at most one scale on its
// line fits as well (F test at 5%), the intervals cover the steps between scales that Start and End may lie in.
func (g Gathered) Ramp(b stat.Bootstrap) Ramp {
	c := g.scales
	if reason := c.unfit(); reason != "" {
		return noRamp(reason)
	}
	fit := c.rampRival()
	best := fit.best.(bend)
	n := c.noise(b, c.left(best))
	if !c.rises(best.rss, n.variance) {
		return noRamp("no rise")
	}
	var ramp Ramp
	steps := c.rampSteps(c.within(best.rss, n.variance, 0.95))
	var drawn [4][]float64
	var from, to []float64
	for _, again := range c.resampled(b, n).refit(fit) {
		from, to = append(from, c.log[again.(bend).last]), append(to, c.log[again.(bend).last+1])
		for i, v := range again.(bend).absolute() {
			drawn[i] = append(drawn[i], v)
		}
	}
	for i, e := range []*stat.Estimate{&ramp.Start, &ramp.End, &ramp.Floor, &ramp.Ceiling} {
		*e = stat.Bootstrapped(best.absolute()[i], drawn[i])
	}
	if n.hidden(fit) {
		ramp.Start.Cover(stat.Bootstrapped(c.log[best.last], from).Low, stat.Bootstrapped(c.log[best.last+1], to).High, "")
	}
	for _, s := range steps {
		ramp.Start.Cover(s.start, s.startTo, betweenScales)
		ramp.End.Cover(s.endFrom, s.end, betweenScales)
	}
	n.explain(&ramp.Start, &ramp.End, &ramp.Floor, &ramp.Ceiling)
	ramp.Start, ramp.End = c.scale(ramp.Start), c.scale(ramp.End)
	return ramp
}

// absolute returns start and end in ln x, then floor and ceiling as scores.
func (b bend) absolute() [4]float64 {
	return [4]float64{b.log + b.start, b.log + b.end, b.zero + b.floor, b.zero + b.ceiling}
}

func noRamp(reason string) Ramp {
	e := stat.Undefined(reason)
	return Ramp{Start: e, End: e, Floor: e, Ceiling: e}
}

// step is where a ramp with at most one point on its line may start (start to startTo) and end (endFrom to end), in ln x.
type step struct{ start, startTo, endFrom, end float64 }

// rampSteps returns the steps of all ramps with at most one point on their lines and residuals up to a limit.
func (c *scales) rampSteps(limit float64) []step {
	f := newRamps(c)
	f.set(c.mean)
	var list []step
	log := c.log
	for last := range len(log) - 1 {
		for first := last + 1; first <= min(last+2, len(log)-1); first++ {
			b := f.join(last, first)
			if b.rss > limit {
				continue
			}
			s := step{log[last], log[last+1], log[first-1], log[first]}
			if first == last+2 { // all of them go through that point, and b is half as wide as the widest
				x := log[last+1]
				s = step{x + 2*(log[0]+b.start-x), x, x, x + 2*(log[0]+b.end-x)}
			}
			list = append(list, s)
		}
	}
	return list
}
