package scalinglaws

import "math"

// delta is the residual at which the Huber loss turns from quadratic to linear. Hoffmann et al.,
// arXiv:2203.15556, section 3.3.
const delta = 1e-3

// objective is the sum of the Huber losses of points, weighted by counts. It does not average them: averages are
// so small that an optimizer may stop early (Besiroglu et al., arXiv:2404.10102, section 4).
type objective struct {
	law      law
	places   []place
	y, count []float64 // of the points with a count, by place

	gradient vector // of the law at a place
	hessian  matrix
}

// place is one of the coordinates of points. The law is evaluated once there, whatever the number of its points.
type place struct {
	u, v      float64
	end       int // of its points, which follow those of the place before
	predicted float64
	kept      kept
}

// quadratic is the expansion of the objective about a point. Only upper triangles of matrices are set.
type quadratic struct {
	value    float64
	gradient vector
	hessian  matrix
	above    matrix // Hessian of iteratively reweighted least squares: for a linear law, a parabola above the objective
}

// objectiveOf takes points of which those with the same coordinates follow each other.
func objectiveOf(l law, p *points, count []float64) *objective {
	n, places := 0, 0
	for i, c := range count {
		if c > 0 {
			n++
		}
		if i == 0 || p.u[i] != p.u[i-1] || p.v[i] != p.v[i-1] {
			places++
		}
	}
	room := make([]float64, 2*n)
	o := &objective{law: l, places: make([]place, 0, places), y: room[:0:n], count: room[n:n]}
	for i, c := range count {
		if c == 0 {
			continue
		}
		o.y, o.count = append(o.y, p.y[i]), append(o.count, c)
		last := len(o.places) - 1
		if last < 0 || o.places[last].u != p.u[i] || o.places[last].v != p.v[i] {
			o.places = append(o.places, place{u: p.u[i], v: p.v[i]})
			last++
		}
		o.places[last].end = len(o.y)
	}
	return o
}

// expand sets q if the objective is below a limit, and tells whether it is.
func (o *objective) expand(theta *vector, limit float64, q *quadratic) (below bool) {
	common := o.law.common(theta)
	value := o.sum(theta, common, limit)
	if !(value < limit) {
		return false
	}
	*q = quadratic{value: value}
	from := 0
	for i := range o.places {
		at := &o.places[i]
		o.law.derive(theta, common, at.u, at.v, &at.kept, &o.gradient, &o.hessian)
		o.add(q, at, from)
		from = at.end
	}
	return true
}

// sum is the objective, infinite where it is undefined. A sum that is not below a limit is of no use, and left off.
func (o *objective) sum(theta *vector, common, limit float64) float64 {
	sum, from := 0.0, 0
	for i := range o.places {
		if sum >= limit {
			break
		}
		at := &o.places[i]
		at.predicted = o.law.value(theta, common, at.u, at.v, &at.kept)
		count := o.count[from:at.end]
		for k, y := range o.y[from:at.end] {
			r := at.predicted - y
			if size := math.Abs(r); size > delta {
				sum += count[k] * delta * (size - delta/2)
			} else {
				sum += count[k] * r * r / 2
			}
		}
		from = at.end
	}
	if math.IsNaN(sum) {
		return math.Inf(1)
	}
	return sum
}

// add adds the derivatives of a place, whose points begin at from.
func (o *objective) add(q *quadratic, at *place, from int) {
	var slope, curved, touching float64
	count := o.count[from:at.end]
	for k, y := range o.y[from:at.end] {
		r, c := at.predicted-y, count[k]
		if size := math.Abs(r); size > delta {
			slope += c * math.Copysign(delta, r)
			touching += c * delta / size
			continue
		}
		slope += c * r
		curved += c
		touching += c
	}
	g := o.gradient[:o.law.size()]
	for j, first := range g {
		q.gradient[j] += slope * first
		law, hessian, above := o.hessian[j][:len(g)], q.hessian[j][:len(g)], q.above[j][:len(g)]
		for k := j; k < len(g); k++ {
			square := first * g[k]
			hessian[k] += curved*square + slope*law[k]
			above[k] += touching * square
		}
	}
}
