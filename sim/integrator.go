package sim

import (
	"errors"
	"fmt"

	"github.com/circsim/circsim/circuits/lanes"
)

// system is a system dy/dt = f(y) with a Jacobian J.
type system interface {
	// next evaluates f at the present y into derivative, then goes to another y, which by computes part by part. A part of y may
	// depend on the same part of derivative. Without derivative (nil) it only goes on; without by (nil), y is computed already.
	next(derivative, y []float64, by *combination)
	// rate evaluates f at the present y into derivative.
	rate(derivative []float64)
	// rateAtStart evaluates f(y) into derivative, for the y at which the last step ended.
	rateAtStart(y, derivative []float64)
	// differentiate computes J where f was last evaluated.
	differentiate()
	// factor prepares solve for (shift I - J).
	factor(shift float64)
	// solve replaces b by the solution x of (shift I - J) x = b.
	solve(b []float64)
	// multiply computes J x into product.
	multiply(x, product []float64)
}

// integrator moves y through time by one of two methods: dormandPrince, an explicit one, where the step is bounded by
// accuracy, and rosenbrock, an implicit one, where the system is stiff. What decides is the step times the spectral
// radius of J, as both methods see it (docs/integrator.md).
type integrator struct {
	path
	explicit method
	implicit method
	now      method // that of the next step
	last     method // that of the accepted step
	turned   int    // accepted steps in a row that spoke for the other method

	stiffness float64 // as last looked at
	began     float64 // time at which f has changed last
	countedAt float64 // time since which explicit steps are counted
	counted   int     // these steps

	accepted, rejected int64
}

// path is what the methods share: where y is, the accepted step that led there, and the stages of that step.
type path struct {
	system      system
	team        *team   // adds up vectors
	tolerance   float64 // absolute, for every component of y
	evaluations int64

	t, h         float64 // time reached, next step to try
	y            []float64
	lastT, lastH float64 // the accepted step, which interpolate covers
	lastY        []float64
	earlierY     []float64 // where the step before began
	stage        [8][]float64
	trial        []float64 // the end of the step that is tried
	scratch      []float64 // errors, or y at a time within the last step

	combined combination
}

// method is a one-step method with an error estimate and a continuous solution.
type method interface {
	// enter forgets the steps before: f, or the method, was another.
	enter()
	// begin prepares a step from y.
	begin()
	// try computes a step h into trial, and returns the estimate of its error.
	try(h float64) float64
	// shorter returns the size of the step to try after one of size h, whose error was e tolerances.
	shorter(h, e float64) float64
	// longer returns the size of the step that follows one of size h and error e.
	longer(h, e float64) float64
	// stiffness estimates h times the spectral radius of J, after the step h was taken.
	stiffness(h float64) float64
	// weights describe y at a fraction s of a step h: the sum, with their weights, of y at the start and at the end of the
	// step and at the start of the step before, and of the stages.
	weights(s, h float64) (points [3]float64, stages [8]float64)
}

// An explicit step is stable up to a stiffness of 3.3. From stiffEnough on the implicit method takes longer steps; below
// mildEnough the explicit one takes less time. One of them changes to the other after so many steps in a row. The numbers were
// chosen on six scenarios (docs/integrator.md).
const (
	stiffEnough, stiffSteps = 1.0, 4
	mildEnough, mildSteps   = 0.7, 5
)

// The explicit method's estimate does not see a stiffness that hardly moves, nor a kink of f, but its steps stay short. Where
// heldSteps of them cover less than heldShare of the time since f has changed, the implicit method takes over. It knows the
// spectral radius, and gives back what is mild.
const heldSteps, heldShare = 64, 0.01

func newIntegrator(s system, t *team, y []float64, tolerance float64) *integrator {
	g := &integrator{path: path{
		system: s, team: t, tolerance: tolerance, y: y,
		lastY: lanes.Make(len(y)), earlierY: lanes.Make(len(y)), trial: lanes.Make(len(y)), scratch: lanes.Make(len(y)),
	}}
	for i := range g.stage {
		g.stage[i] = lanes.Make(len(y))
	}
	g.explicit, g.implicit = newDormandPrince(&g.path), newRosenbrock(&g.path)
	return g
}

// combine prepares dst to be base plus factor times the first stages with their weights.
func (p *path) combine(dst, base []float64, factor float64, weights []float64) *combination {
	c := &p.combined
	c.begin(dst, base)
	c.add(factor, weights, p.stage[:]...)
	return c
}

// next evaluates f at the present y into derivative, if that is not nil, then goes to what is combined.
func (p *path) next(derivative []float64) {
	p.system.next(derivative, p.combined.dst, &p.combined)
	p.evaluations++
}

// rateAtStart evaluates f at y.
func (p *path) rateAtStart(derivative []float64) {
	p.system.rateAtStart(p.y, derivative)
	p.evaluations++
}

// restart starts at time t with the present y, after f has changed.
func (g *integrator) restart(t, end float64) {
	g.t, g.lastT, g.lastH, g.began = t, t, 0, t
	g.turn(g.explicit)
	g.explicit.begin()
	g.h = end - t
	if fastest := g.team.maxAbs(g.stage[0]); fastest > 0 {
		// This step changes the fastest strength by about 5%.
		g.h = min(g.h, 0.05/fastest)
	}
}

func (g *integrator) turn(to method) {
	g.now, g.turned, g.counted, g.countedAt = to, 0, 0, g.t
	to.enter()
}

var errStepTooSmall = errors.New("the integrator's step has shrunk to nothing: gains or strengths are too large for the flow")

// advance takes one accepted step, not beyond end.
func (g *integrator) advance(end float64) error {
	switch {
	case g.now == g.explicit && g.turned == stiffSteps:
		g.turn(g.implicit)
	case g.now == g.implicit && g.turned == mildSteps:
		g.turn(g.explicit)
		g.h /= 2
	}
	g.now.begin()
	for {
		h := min(g.h, end-g.t)
		if g.t+h == g.t {
			return fmt.Errorf("step %g: %w", g.t, errStepTooSmall)
		}
		e := g.now.try(h) / g.tolerance
		if e <= 1 { // not if e is NaN
			g.accept(h, e, end)
			return nil
		}
		g.rejected++
		g.h = g.now.shorter(h, e)
	}
}

// accept moves to the end of the step.
func (g *integrator) accept(h, e, end float64) {
	g.accepted++
	g.h = g.now.longer(h, e)
	g.judge(h)
	g.last, g.lastT, g.lastH = g.now, g.t, h
	g.earlierY, g.lastY, g.y, g.trial = g.lastY, g.y, g.trial, g.earlierY
	if g.t += h; end-g.t <= 1e-12*end {
		g.t = end
	}
}

// judge counts the steps that speak for the other method. Far below the threshold it looks at one step in four.
func (g *integrator) judge(h float64) {
	if g.now == g.explicit && g.held(g.t+h) {
		g.turned = stiffSteps
		return
	}
	if g.now == g.explicit && g.stiffness < stiffEnough/2 && g.accepted%4 != 0 {
		return
	}
	g.stiffness = g.now.stiffness(h)
	if g.now == g.explicit && g.stiffness > stiffEnough || g.now == g.implicit && g.stiffness < mildEnough {
		g.turned++
	} else {
		g.turned = 0
	}
}

// held reports whether the explicit steps up to time t get nowhere.
func (g *integrator) held(t float64) bool {
	if g.counted++; g.counted < heldSteps {
		return false
	}
	covered := t - g.countedAt
	g.counted, g.countedAt = 0, t
	return covered < heldShare*(t-g.began)
}

// ends reports whether the last evaluation of f was at y.
func (g *integrator) ends() bool { return g.last == g.explicit }

// interpolate prepares y at time t of the last accepted step.
func (g *integrator) interpolate(t float64, y []float64) *combination {
	points, stages := g.last.weights((t-g.lastT)/g.lastH, g.lastH)
	c := &g.combined
	c.begin(y, nil)
	c.add(1, points[:], g.lastY, g.y, g.earlierY)
	c.add(1, stages[:], g.stage[:]...)
	return c
}

// component is y[i] at a fraction s of the last accepted step.
func (g *integrator) component(i int, s float64) (sum float64) {
	points, stages := g.last.weights(s, g.lastH)
	for k, at := range [3][]float64{g.lastY, g.y, g.earlierY} {
		sum += float64(points[k] * at[i])
	}
	for k, w := range stages {
		if w != 0 {
			sum += float64(w * g.stage[k][i])
		}
	}
	return sum
}
