package thresholds

import (
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// surely is the p value up to which a scale is surely above chance: a second sequence of tests, begun below a largest
// scale that is not, adds no more than this to the probability of a false rejection.
const surely = 0.001

// FallenBack begins the reason of an onset that is undefined because only smaller scales are above chance.
const FallenBack = "above chance at smaller scales"

// fallenBack completes an onset whose largest scale is not above chance. A broken model at the end of a table must not
// hide the rise before it: if the scale below is surely above chance, the onset is that of the smaller scales, and the
// largest is left out. Otherwise there is no onset; if any smaller scale is above chance the reason says so.
func (g Gathered) fallenBack(o Onset, b stat.Bootstrap) Onset {
	o.Scale = stat.Undefined("at chance at the largest scale")
	n := len(o.X)
	if n < 2 {
		return o
	}
	others := g.scales.smaller()
	tested := others.against(g.series.Chance)
	if tested[n-2].p <= surely {
		p := o.P[n-1]
		o = Gathered{g.series, others}.Onset(b)
		o.X, o.P, o.Above = g.scales.x, append(slices.Clip(o.P), p), append(slices.Clip(o.Above), false)
		o.LeftOut, o.FallenBack = o.X[n-1], 1
		o.Remark(&o.Scale)
		return o
	}
	for k := n - 2; k >= 0; k-- {
		if min(o.P[k], tested[k].p) <= significance/float64(n) { // Bonferroni
			o.FallenBack = n - 1 - k
			largest := "largest"
			if o.FallenBack > 1 {
				largest = fmt.Sprintf("%d largest", o.FallenBack)
			}
			o.Scale = stat.Undefined(FallenBack + ", not at the " + largest)
			break
		}
	}
	return o
}

// smaller are all scales but the largest.
func (c *scales) smaller() *scales {
	n := len(c.x) - 1
	return &scales{x: c.x[:n:n], log: c.log[:n:n], mean: c.mean[:n:n], weight: c.weight[:n:n], replicates: c.replicates[:n:n]}
}

// Remark adds to the reasons of estimates of the used series that the onset leaves a scale out, if it does.
func (o Onset) Remark(list ...*stat.Estimate) {
	for _, e := range list {
		if math.IsNaN(o.LeftOut) {
			return
		}
		if e.Reason != "" {
			e.Reason += "; "
		}
		e.Reason += "the largest scale is left out: it is not above chance"
	}
}

// Used is the series without the scale that the onset leaves out.
func (o Onset) Used(s stat.Series) stat.Series {
	if math.IsNaN(o.LeftOut) {
		return s
	}
	s.Observations = slices.DeleteFunc(slices.Clone(s.Observations), func(x stat.Observation) bool { return x.X >= o.LeftOut })
	return s
}
