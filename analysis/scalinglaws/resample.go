package scalinglaws

import "math/bits"

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
func (f *form) resample(b Bootstrap, found search) draws {
	starts := found.optima()
	if f.atBound(&starts[0]) {
		starts = starts[:1]
		b.Resamples = min(b.Resamples, atBoundary)
	}
	ends := make([]end, b.Resamples)
	parallel(b.Resamples, func(r int) {
		count := make([]float64, len(f.points.y))
		for i := range count {
			count[pick(b, r*len(count)+i, len(count))]++
		}
		if !f.tells(count) {
			return
		}
		for i, theta := range starts {
			e := end{theta: theta}
			e.value, e.converged = newton(f.law, f.points, count, &e.theta)
			if i == 0 || e.value < ends[r].value {
				ends[r] = e
			}
		}
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

// pick is draw number i, one of n.
func pick(b Bootstrap, i, n int) int {
	word, _ := b.Stream.Bits(uint64(i))
	at, _ := bits.Mul64(word, uint64(n))
	return int(at)
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
