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
// arXiv:2404.10102, section 4). The law is the same at points of one place, which follow each other.
func (q *quadratic) expand(l law, p *points, count []float64, theta *vector) {
	*q = quadratic{}
	n := l.size()
	for i := 0; i < len(count); {
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
}

// place adds the points of one place, from one up to the end.
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
