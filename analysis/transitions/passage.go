package transitions

import "math"

// Passage says which way through a level is the boundary, where there are several.
type Passage int

// The passages that phases end at.
const (
	LastRise  Passage = iota // from there on the outcome stays at the level or above it: D_crit of test accuracy
	FirstFall                // up to there it does: D_mem of train accuracy, which may rise again by generalization
	LastFall                 // beyond there it never does: effective model complexity
)

// place is where a line passes the level, and between which neighbours of that place it may do so as well. Before
// the first point it is -Inf, after the last one +Inf.
type place struct{ at, low, high float64 }

// find looks for the passage along t, ascending, where v are means; NaN where there is none. Means that come back
// before their distances beyond the level add up to more than the evidence asked for have not left it.
func (p Passage) find(t, v []float64, level, evidence float64) place {
	walk := make([]step, 0, len(t))
	for i := range t {
		if !math.IsNaN(v[i]) {
			walk = append(walk, step{t[i], v[i] - level})
		}
	}
	if p != FirstFall {
		for i, j := 0, len(walk)-1; i < j; i, j = i+1, j-1 {
			walk[i], walk[j] = walk[j], walk[i]
		}
	}
	if p == LastFall {
		for i := range walk {
			walk[i].g = -walk[i].g
		}
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

// step is a point of a walk that begins where g, the distance from the level, is positive.
type step struct{ t, g float64 }

// leave counts the points before a walk leaves the positive side: as many as have the greatest sum, once the
// sum has fallen by more than evidence, or at the end.
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

// between finds the zero of a walk in front of its point k by a straight line.
func between(walk []step, k int) place {
	a, b := walk[k-1], walk[k]
	x := a.t + (b.t-a.t)*a.g/(a.g-b.g)
	v := vague(walk[max(k-2, 0):min(k+2, len(walk))], a, b)
	y, z := x+v*(a.t-x), x+v*(b.t-x)
	return place{x, min(y, z), max(y, z)}
}

// vague is the share of the way from a to b in which a passage between them may be: none where the points around lie on a
// straight line, all where there is a jump from a to b and no telling where. Between these it goes as the square,
// which makes it for a logistic curve what the straight line is wrong by.
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
