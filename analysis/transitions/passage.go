package transitions

import (
	"math"
	"slices"
)

// Passage says which passage through a level is the boundary, where there are several.
type Passage int

// The passages at which phases end.
const (
	LastRise  Passage = iota // beyond it the outcome stays at or above the level: D_crit of test accuracy
	FirstFall                // up to it the outcome does so: D_mem of train accuracy, which may rise again by generalization
	lastFall                 // beyond it the outcome never does so again: effective model complexity
)

// place is where a line passes the level, and the range in which it may do so: -Inf before the first point, +Inf after
// the last one.
type place struct{ at, low, high float64 }

// find looks for the passage along t, ascending, of the means v; NaN: unknown. Means that come back before their
// distances beyond the level add up to more than the evidence have not passed it.
func (p Passage) find(t, v []float64, level, evidence float64) place {
	walk := make([]step, 0, len(t))
	for i := range t {
		if !math.IsNaN(v[i]) {
			walk = append(walk, step{t[i], v[i] - level})
		}
	}
	if p != FirstFall {
		slices.Reverse(walk)
	}
	if p == lastFall {
		negate(walk)
	}
	k := leave(walk, evidence)
	if k == 0 || k == len(walk) {
		beyond := math.Inf(1)
		if (k == 0) == (p == FirstFall) {
			beyond = math.Inf(-1)
		}
		return place{beyond, beyond, beyond}
	}
	return between(walk, k)
}

// step is a point t of a walk; g is the distance above the level there.
type step struct{ t, g float64 }

func negate(walk []step) {
	for i := range walk {
		walk[i].g = -walk[i].g
	}
}

// leave counts the points before a walk leaves the positive side: those up to the maximum of the cumulative sum, which
// is final once the sum has fallen below it by more than evidence.
func leave(walk []step, evidence float64) int {
	k, sum, most := 0, 0.0, 0.0
	for i, s := range walk {
		sum += s.g
		if sum >= most {
			k, most = i+1, sum
		}
		if most-sum > evidence {
			break
		}
	}
	return k
}

// between interpolates the zero of a walk linearly between its points k-1 and k.
func between(walk []step, k int) place {
	a, b := walk[k-1], walk[k]
	x := a.t + (b.t-a.t)*a.g/(a.g-b.g)
	v := vague(walk[max(k-2, 0):min(k+2, len(walk))], a, b)
	y, z := x+v*(a.t-x), x+v*(b.t-x)
	return place{x, min(y, z), max(y, z)}
}

// vague is the share of the gap between a and b in which the passage may lie: 0 where the points around them lie on a
// straight line, 1 where all of the change is a jump from a to b. In between it is quadratic, which for a logistic curve
// equals the error of linear interpolation.
func vague(around []step, a, b step) float64 {
	if len(around) == 2 {
		return 1
	}
	low, high := b.g, a.g
	for _, s := range around {
		low, high = min(low, s.g), max(high, s.g)
	}
	share := (a.g - b.g) / (high - low)
	even := (b.t - a.t) / (around[len(around)-1].t - around[0].t)
	v := max(0, (share-even)/(1-even))
	return v * v
}
