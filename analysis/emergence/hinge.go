package emergence

import "math"

// hinge is equation 3 of Du et al. (arXiv:2403.15796) with a linear f: the score above chance is 0 up to start, rises
// along a line, and is flat from end on.
type hinge struct {
	start, end float64 // end is +Inf without a flat part
	slope      float64 // > 0
	rss        float64 // weighted residual sum of squares

	rising, flat int // points before these are at chance, and on the rise
}

// moments holds weighted sums over the points before an index.
type moments struct{ w, u, uu, y, uy float64 }

func (a moments) minus(b moments) moments {
	return moments{a.w - b.w, a.u - b.u, a.uu - b.uu, a.y - b.y, a.uy - b.uy}
}

// hinges fits one hinge after another without allocating.
type hinges struct {
	first  float64
	u      []float64 // ascending, from first
	before []moments
	yy     float64 // weighted sum of squares of the scores
}

func newHinges(u []float64) *hinges {
	f := &hinges{first: u[0], u: make([]float64, len(u)), before: make([]moments, len(u)+1)}
	for i, v := range u {
		f.u[i] = v - u[0]
	}
	return f
}

// fit tries every pair of gaps between points, and of points, for start and end. ok is false if no rise was found.
func (f *hinges) fit(y, w []float64) (best hinge, ok bool) {
	best.rss = f.set(y, w)
	n := len(f.u)
	for j := 1; j < n; j++ {
		for k := j + 1; k <= n; k++ {
			best, ok = f.better(best, ok, j, k)
		}
	}
	return best, ok
}

// near tries pairs up to two gaps from those of another hinge, and goes on from the best until none is better. It returns
// what fit does where there is one optimum.
func (f *hinges) near(y, w []float64, from hinge) (best hinge, ok bool) {
	best.rss = f.set(y, w)
	best.rising, best.flat = from.rising, from.flat
	for {
		before := best
		for j := max(1, before.rising-2); j <= min(len(f.u)-1, before.rising+2); j++ {
			for k := max(j+1, before.flat-2); k <= min(len(f.u), before.flat+2); k++ {
				best, ok = f.better(best, ok, j, k)
			}
		}
		if best == before {
			break
		}
	}
	if !ok {
		return f.fit(y, w)
	}
	return best, ok
}

// set takes new scores and returns their weighted sum of squares.
func (f *hinges) set(y, w []float64) float64 {
	f.yy = 0
	for i, u := range f.u {
		wu := w[i] * u
		b := f.before[i]
		f.before[i+1] = moments{b.w + w[i], b.u + wu, b.uu + wu*u, b.y + w[i]*y[i], b.uy + wu*y[i]}
		f.yy += w[i] * y[i] * y[i]
	}
	return f.yy
}

// better returns the best hinge with points before j at chance and points before k on the rise, if it is better than the best
// so far. Within a gap the best line and the best level are linear least squares; if they do not meet in that gap, the
// optimum is at a point.
func (f *hinges) better(best hinge, ok bool, j, k int) (hinge, bool) {
	n := len(f.u)
	least := 1e-12 * f.u[n-1] * f.u[n-1] // variance of u that rounding may cause
	take := func(start, end, slope, explained float64) {
		if slope > 0 && f.yy-explained < best.rss {
			best, ok = hinge{f.first + start, f.first + end, slope, max(0, f.yy-explained), j, k}, true
		}
	}
	all := &f.before[n]
	at := f.u[j-1]
	rise, flat := f.before[k].minus(f.before[j]), all.minus(f.before[k])
	low, high := f.u[k-1], math.Inf(1)
	if k < n {
		high = f.u[k]
	}
	level, gained := 0.0, 0.0
	if flat.w > 0 {
		level = flat.y / flat.w
		gained = level * flat.y
	}
	meets := func(start, slope float64) (float64, bool) {
		if k == n {
			return high, true
		}
		end := start + level/slope
		return end, end >= low && end <= high
	}
	// Both ends are inside their gaps.
	if det := rise.w*rise.uu - rise.u*rise.u; k > j+1 && det > least*rise.w*rise.w {
		slope := (rise.w*rise.uy - rise.u*rise.y) / det
		constant := (rise.y - slope*rise.u) / rise.w
		start := -constant / slope
		if end, meet := meets(start, slope); slope > 0 && meet && start >= at && start <= f.u[j] {
			take(start, end, slope, constant*rise.y+slope*rise.uy+gained)
		}
	}
	// The start is at a point.
	if square := rise.uu - 2*at*rise.u + at*at*rise.w; square > least*rise.w {
		product := rise.uy - at*rise.y
		slope := product / square
		if end, meet := meets(at, slope); slope > 0 && meet {
			take(at, end, slope, slope*product+gained)
		}
	}
	if k == n {
		return best, ok
	}
	// The end is at a point, the last on the rise.
	w, u := rise.w+flat.w, rise.u+low*flat.w
	uu, y, uy := rise.uu+low*low*flat.w, rise.y+flat.y, rise.uy+low*flat.y
	if det := w*uu - u*u; det > least*w*w {
		slope := (w*uy - u*y) / det
		constant := (y - slope*u) / w
		if start := -constant / slope; slope > 0 && start >= at && start <= f.u[j] {
			take(start, low, slope, constant*y+slope*uy)
		}
	}
	if square := uu - 2*at*u + at*at*w; square > least*w {
		product := uy - at*y
		take(at, low, product/square, product/square*product)
	}
	return best, ok
}
