package scalinglaws

import (
	"context"

	"github.com/circsim/circsim/analysis/stat"
)

// resample fits bootstrap resamples of the points, each from the given optima of all points, and counts
// them in the fit. It returns the parameters of those that converged, in the order of the resamples.
// B. Efron, Ann. Stat. 7 (1979), pp. 1-26.
func (f *form) resample(fit *Fit, b stat.Bootstrap, optima []vector) []vector {
	if f.atBound(&optima[0]) {
		optima = optima[:1]
		b.Resamples = min(b.Resamples, firstDrawn)
	}
	draw := func(r int) end {
		var best end
		count := make([]float64, len(f.points.y))
		b.Count(0, r, count)
		if f.lacks(count) != nil {
			return best
		}
		o := objectiveOf(f.law, f.points, count)
		for i, theta := range optima {
			if e := o.descend(theta, resampled); i == 0 || e.value < best.value {
				best = e
			}
		}
		return best
	}
	ends, _ := stat.Parallel(context.Background(), min(b.Resamples, firstDrawn), draw)
	if lost(ends) > hopeless*float64(len(ends)) {
		b.Resamples = len(ends)
	}
	rest, _ := stat.Parallel(context.Background(), b.Resamples-len(ends), func(i int) end { return draw(firstDrawn + i) })
	ends = append(ends, rest...)
	var thetas []vector
	for i := range ends {
		if !ends[i].converged {
			continue
		}
		thetas = append(thetas, ends[i].theta)
		if f.atBound(&ends[i].theta) {
			fit.RanAway++
		}
	}
	fit.Resamples, fit.Failed = b.Resamples, b.Resamples-len(thetas)
	return thetas
}

// The first resamples tell whether the others are worth their time: where a fifth of them have no fit, or the optimum of all runs lies
// at the end of a constant's range, the constants are not identified, whatever the others say.
const (
	firstDrawn = 50
	hopeless   = 0.2
)

// lost counts the ends that have not converged.
func lost(ends []end) float64 {
	n := 0.0
	for i := range ends {
		if !ends[i].converged {
			n++
		}
	}
	return n
}

// atBound is whether a parameter is at an end of its range.
func (f *form) atBound(theta *vector) bool {
	low, high := f.law.box()
	for j := range f.law.size() {
		if theta[j] <= low[j] || theta[j] >= high[j] {
			return true
		}
	}
	return false
}
