package scalinglaws

import "math"

const (
	maxDamping = 1e10
	exact      = 1e-20 // objective per run of an exact fit
	patience   = 25    // steps in which a descent must lower the objective by the share crawl, or it is given up
	crawl      = 1e-6
	powerless  = 1e-18 // curvature per run below which a parameter of a vanished term has no influence
)

// effort says how far a descent goes.
type effort struct {
	tolerance float64 // relative gain of a Newton step below which a point is an optimum
	steps     int
	last      bool // whether that step is still taken, without being evaluated
}

// Efforts. The optimum of a resample need be known to a small part of a standard error only.
var (
	wholly    = effort{1e-10, 200, false}
	farther   = effort{1e-10, 24, false}
	briefly   = effort{1e-10, 12, false}
	resampled = effort{3e-4, 150, true}
)

// newton minimizes the objective from theta, in place, within the box of the law, with some effort. It is the
// Levenberg-Marquardt iteration, with the exact Hessian where that is positive definite and with
// iteratively reweighted least squares elsewhere: fast at the optimum, where L-BFGS is slow because the
// Huber loss has kinks in its second derivative, and safe far from it. A parameter at a bound stays there
// if the gradient pushes it outwards. The descent has converged where a full Newton step of the others
// would gain less than the tolerance. In an endless valley, where the runs do not identify a constant, it gives up.
func newton(o *objective, theta *vector, e effort) (value float64, converged bool) {
	low, high := o.law.box()
	theta.add(&vector{}, &low, &high)
	total := 0.0
	for _, c := range o.count {
		total += c
	}
	q, next := &quadratic{}, &quadratic{}
	if !o.expand(theta, math.Inf(1), q) {
		return math.Inf(1), false
	}
	damping := 1e-2
	var before [patience]float64
	down := 0 // steps that lowered the objective
	moved := true
	var room [maxSize]int
	var free []int
	for range e.steps {
		if moved {
			free = loose(q, theta, &low, &high, o.law.size(), total, room[:0])
			if step, ok := solve(&q.hessian, 0, q, free); ok {
				if gained := gain(q, &step); gained <= e.tolerance*q.value+exact*total {
					if e.last {
						theta.add(&step, &low, &high)
						return q.value - gained, true
					}
					return q.value, true
				}
			}
		}
		step, ok := solve(&q.hessian, damping, q, free)
		if !ok {
			step, ok = solve(&q.above, damping, q, free)
		}
		moved = false
		if ok {
			to := *theta
			to.add(&step, &low, &high)
			if moved = o.expand(&to, q.value, next); moved {
				*theta = to
				q, next = next, q
				damping = max(damping/8, 1e-9)
				at := &before[down%patience]
				if down >= patience && *at-q.value < crawl*q.value {
					break
				}
				*at = q.value
				down++
				continue
			}
		}
		if damping *= 4; damping > maxDamping {
			break
		}
	}
	return q.value, false
}

// loose are the parameters that may move, appended to free. Those at a bound that the gradient pushes outwards may not,
// nor those that have no influence because another one is at its bound.
func loose(q *quadratic, theta, low, high *vector, n int, total float64, free []int) []int {
	held := func(j int) bool {
		g := q.gradient[j]
		return theta[j] <= low[j] && g > 0 || theta[j] >= high[j] && g < 0
	}
	anyHeld := false
	for j := range n {
		anyHeld = anyHeld || held(j)
	}
	for j := range n {
		if !held(j) && !(anyHeld && q.above[j][j] < powerless*total) {
			free = append(free, j)
		}
	}
	return free
}

// gain is how much a full Newton step lowers the quadratic.
func gain(q *quadratic, step *vector) float64 {
	sum := 0.0
	for j := range step {
		sum -= q.gradient[j] * step[j] / 2
	}
	return sum
}

// add takes a step within bounds.
func (v *vector) add(step, low, high *vector) {
	for j := range v {
		v[j] = min(max(v[j]+step[j], low[j]), high[j])
	}
}
