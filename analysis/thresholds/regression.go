package thresholds

import "math"

// regression is a constant (degree 0) or a straight line (degree 1) by weighted least squares.
type regression struct {
	degree     int
	n, w, l, y float64 // points, weight, weighted sums and then means
	ll, ly, yy float64 // weighted sums about the means
	df         student
	variance   float64 // of a point with weight 1
	slope, rss float64
}

// add takes one point, moving the means (West, Commun. ACM 22 (1979) 532).
func (r *regression) add(l, y, weight float64) {
	r.n++
	r.w += weight
	dl, dy := l-r.l, y-r.y
	r.l += dl * weight / r.w
	r.y += dy * weight / r.w
	r.ll += weight * dl * (l - r.l)
	r.ly += weight * dl * (y - r.y)
	r.yy += weight * dy * (y - r.y)
}

// solve finds the line; its noise is at least that given.
func (r *regression) solve(least float64) {
	r.rss = r.yy
	if r.degree > 0 {
		r.slope = r.ly / r.ll
		r.rss = max(0, r.yy-r.slope*r.ly)
	}
	r.df = student(r.n - 1 - float64(r.degree))
	r.variance = max(r.rss/float64(r.df), least)
}

// at is the line at l with the standard error of a new point of this weight.
func (r *regression) at(l, weight float64) (y, err float64) {
	inverse := 1/weight + 1/r.w
	if r.degree > 0 {
		inverse += (l - r.l) * (l - r.l) / r.ll
	}
	return r.y + r.slope*(l-r.l), math.Sqrt(r.variance * inverse)
}
