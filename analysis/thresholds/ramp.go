package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Ramp is flat, rises on a line in log scale, and is flat again, fitted to the means of the scales.
type Ramp struct {
	Start, End     stat.Estimate // scales at which the rise begins and ends, in units of X; Start is the breakpoint
	Floor, Ceiling stat.Estimate // score before Start and after End
	RSS            float64       // residual sum of squares over the means of the scales, weighted by replicates
}

// Ramp fits the ramp by least squares, exactly. There is none, with a reason, where a ramp fits no better than a
// constant (F test at 5%) and of fewer than five scales. Where a ramp with at most one scale on its line fits as
// well (F test at 5%), the intervals hold the steps between scales that Start and End may lie in.
func (g Gathered) Ramp(b stat.Bootstrap) Ramp {
	c := g.scales
	if reason := c.unfit(); reason != "" {
		return noRamp(reason)
	}
	f := newRamps(c)
	f.set(c.mean)
	best := f.fit()
	n := c.noise(b, left(best.rss, len(c.x)))
	if !c.rises(best.rss, n.variance) {
		return noRamp("no rise")
	}
	ramp := Ramp{RSS: best.rss}
	steps := f.steps(c.within(best.rss, n.variance, 0.95))
	zero, first := c.log[0], c.mean[0] // what joins and scores are from
	var drawn [4][]float64
	for i := range drawn {
		drawn[i] = make([]float64, b.Resamples)
	}
	n.redraw(b, c.mean, func(r int, means []float64) {
		f.set(means)
		again := f.near(best)
		drawn[0][r], drawn[1][r] = zero+again.start, zero+again.end
		drawn[2][r], drawn[3][r] = means[0]+again.floor, means[0]+again.ceiling
	})
	ramp.Start, ramp.End = stat.Bootstrapped(zero+best.start, drawn[0]), stat.Bootstrapped(zero+best.end, drawn[1])
	ramp.Floor, ramp.Ceiling = stat.Bootstrapped(first+best.floor, drawn[2]), stat.Bootstrapped(first+best.ceiling, drawn[3])
	for _, s := range steps {
		ramp.Start.Cover(s.start, s.startTo, betweenScales)
		ramp.End.Cover(s.endFrom, s.end, betweenScales)
	}
	ramp.Start, ramp.End = c.scale(ramp.Start), c.scale(ramp.End)
	return ramp
}

func noRamp(reason string) Ramp {
	e := stat.Undefined(reason)
	return Ramp{Start: e, End: e, Floor: e, Ceiling: e, RSS: math.NaN()}
}

// step is where a ramp with at most one point on its line may start and end, in ln x.
type step struct{ start, startTo, endFrom, end float64 }

// steps are those of ramps with at most one point on their lines and residuals up to a limit.
func (f *ramps) steps(limit float64) []step {
	var list []step
	log := f.c.log
	for last := range len(log) - 1 {
		for first := last + 1; first <= min(last+2, len(log)-1); first++ {
			b := f.join(last, first)
			if b.rss > limit {
				continue
			}
			s := step{log[last], log[last+1], log[first-1], log[first]}
			if first == last+2 { // they go through that point, b half as wide as the widest
				x := log[last+1]
				s = step{x + 2*(log[0]+b.start-x), x, x, x + 2*(log[0]+b.end-x)}
			}
			list = append(list, s)
		}
	}
	return list
}
