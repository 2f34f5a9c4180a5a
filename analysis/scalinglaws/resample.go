package scalinglaws

import (
	"context"

	"github.com/circsim/circsim/analysis/stat"
)

// atBoundary is how many resamples a fit gets whose optimum is at the end of a constant's range: they tell none of
// its constants anyway.
const atBoundary = 200

// draws are the fits of the resamples.
type draws struct {
	resamples int
	thetas    []vector // those that did not fail, in the order of the resamples
	failed    int
	ranAway   int
}

// resample fits as many resamples of the points as the bootstrap says, each from all optima of the
// whole. B. Efron, Ann. Stat. 7 (1979), pp. 1-26.
func (f *form) resample(b stat.Bootstrap, found search) draws {
	starts := found.optima()
	if f.atBound(&starts[0]) {
		starts = starts[:1]
		b.Resamples = min(b.Resamples, atBoundary)
	}
	ends, _ := stat.Parallel(context.Background(), b.Resamples, func(r int) end {
		var best end
		count := make([]float64, len(f.points.y))
		b.Count(0, r, count)
		if !f.tells(count) {
			return best
		}
		for i, theta := range starts {
			e := end{theta: theta}
			e.value, e.converged = newton(f.law, f.points, count, &e.theta)
			if i == 0 || e.value < best.value {
				best = e
			}
		}
		return best
	})
	d := draws{resamples: b.Resamples}
	for i := range ends {
		if !ends[i].converged {
			d.failed++
			continue
		}
		d.thetas = append(d.thetas, ends[i].theta)
		if f.atBound(&ends[i].theta) {
			d.ranAway++
		}
	}
	return d
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
