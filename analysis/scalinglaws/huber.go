package scalinglaws

import "math"

// delta is the residual at which the Huber loss turns from quadratic to linear. Hoffmann et al.,
// arXiv:2203.15556, section 3.3.
const delta = 1e-3

// quadratic is the expansion of the objective about a point. Only upper triangles of matrices are set.
type quadratic struct {
	value    float64
	gradient vector
	hessian  matrix
	above    matrix // Hessian of iteratively reweighted least squares: for a linear law, a parabola above the objective

	g vector
	h matrix
}

// expand sums the Huber losses of all points, weighted by count. It does not average them: averages are
// so small that an optimizer may stop early (Besiroglu et al., arXiv:2404.10102, section 4). Points with
// the same coordinates follow each other, and the law is evaluated once for them. A sum that is not below a limit is of no
// use: expand leaves off as soon as it reaches that, and tells whether it stayed below.
func (q *quadratic) expand(l law, p *points, count []float64, theta *vector, limit float64) (below bool) {
	*q = quadratic{}
	n := l.size()
	for i := 0; i < len(count) && !(q.value >= limit); {
		end := i + 1
		for end < len(count) && p.u[end] == p.u[i] && p.v[end] == p.v[i] {
			end++
		}
		q.place(l, p, count, theta, n, i, end)
		i = end
	}
	if math.IsNaN(q.value) {
		q.value = math.Inf(1)
	}
	return q.value < limit
}

// place adds points from..end-1, which have the same coordinates.
func (q *quadratic) place(l law, p *points, count []float64, theta *vector, n, from, end int) {
	var predicted, slope, curved, touching float64
	known := false
	for i := from; i < end; i++ {
		c := count[i]
		if c == 0 {
			continue
		}
		if !known {
			predicted, known = l.at(theta, p.u[i], p.v[i], &q.g, &q.h), true
		}
		r := predicted - p.y[i]
		if size := math.Abs(r); size > delta {
			q.value += c * delta * (size - delta/2)
			slope += c * math.Copysign(delta, r)
			touching += c * delta / size
			continue
		}
		q.value += c * r * r / 2
		slope += c * r
		curved += c
		touching += c
	}
	if !known {
		return
	}
	for j := range n {
		q.gradient[j] += slope * q.g[j]
		for k := j; k < n; k++ {
			square := q.g[j] * q.g[k]
			q.hessian[j][k] += curved*square + slope*q.h[j][k]
			q.above[j][k] += touching * square
		}
	}
}
