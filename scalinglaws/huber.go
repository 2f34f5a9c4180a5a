package scalinglaws

import "math"

// delta is where the Huber loss of a residual turns from square to absolute. Hoffmann et al.,
// arXiv:2203.15556, section 3.3.
const delta = 1e-3

// quadratic is the objective about a point. Matrices have their upper triangle alone.
type quadratic struct {
	value    float64
	gradient vector
	hessian  matrix
	above    matrix // curvature of the parabola that touches the objective from above where the law is linear

	g vector
	h matrix
}

// expand sums the Huber losses of all points, each as often as count says. Losses are summed, not
// averaged: averages are so small that an optimizer may stop early (Besiroglu et al.,
// arXiv:2404.10102, section 4).
func (q *quadratic) expand(l law, p *points, count []float64, theta *vector) {
	*q = quadratic{}
	n := l.size()
	for i, c := range count {
		if c == 0 {
			continue
		}
		r := l.at(theta, p.u[i], p.v[i], &q.g, &q.h) - p.y[i]
		loss, slope, curved, touching := r*r/2, r, 1.0, 1.0
		if size := math.Abs(r); size > delta {
			loss, slope, curved, touching = delta*(size-delta/2), math.Copysign(delta, r), 0, delta/size
		}
		q.value += c * loss
		slope, curved, touching = c*slope, c*curved, c*touching
		for j := range n {
			q.gradient[j] += slope * q.g[j]
			for k := j; k < n; k++ {
				square := q.g[j] * q.g[k]
				q.hessian[j][k] += curved*square + slope*q.h[j][k]
				q.above[j][k] += touching * square
			}
		}
	}
	if math.IsNaN(q.value) {
		q.value = math.Inf(1)
	}
}
