package sim

import (
	"context"
	"math"
	"testing"
)

// logistic is y1' = y1 (1 - y2), y2' = y2 (y1 - 1): a small nonlinear system
// with a dense Jacobian, and an invariant y1 + y2 - ln y1 y2.
type logistic struct{ y, jacobian, lu [4]float64 }

func (l *logistic) rate(d []float64) {
	d[0], d[1] = l.y[0]*(1-l.y[1]), l.y[1]*(l.y[0]-1)
}

func (l *logistic) next(d, y []float64, by *combination) { nextWhole(l, l.y[:], d, y, by) }
func (l *logistic) rateAtStart(y, d []float64)           { rateAt(l, y, d) }

// nextWhole is next for a system that is at the y of at, and goes to another as a whole.
func nextWhole(s system, at, d, y []float64, by *combination) {
	if d != nil {
		s.rate(d)
	}
	if by != nil {
		by.compute(span{0, len(y)})
	}
	copy(at, y)
}

// rateAt evaluates f(y) into derivative.
func rateAt(s system, y, derivative []float64) {
	s.next(nil, y, nil)
	s.rate(derivative)
}

func (l *logistic) differentiate() {
	l.jacobian = [4]float64{1 - l.y[1], -l.y[0], l.y[1], l.y[0] - 1}
}

func (l *logistic) factor(shift float64) {
	j := l.jacobian
	l.lu = [4]float64{shift - j[0], -j[1], -j[2], shift - j[3]}
}

func (l *logistic) solve(b []float64) {
	m := l.lu
	det := m[0]*m[3] - m[1]*m[2]
	b[0], b[1] = (m[3]*b[0]-m[1]*b[1])/det, (m[0]*b[1]-m[2]*b[0])/det
}

func (l *logistic) multiply(x, product []float64) {
	j := l.jacobian
	product[0], product[1] = j[0]*x[0]+j[1]*x[1], j[2]*x[0]+j[3]*x[1]
}

// integrate takes n equal steps of a method over one time unit.
func integrate(n int, choose func(g *integrator) method) *integrator {
	g := newIntegrator(&logistic{}, nil, []float64{0.6, 1.7}, 1)
	g.restart(0, 1)
	g.turn(choose(g))
	for range n {
		g.now.begin()
		h := 1 / float64(n)
		g.now.try(h)
		g.accept(h, 1, 2)
	}
	return g
}

func explicitly(g *integrator) method { return g.explicit }
func implicitly(g *integrator) method { return g.implicit }

// Halving the step must divide the error of both methods by 2^5 at the ends of steps, and in between by at least
// 2^4, the order of their continuous solutions.
func TestMethodsConvergeAtTheirOrder(t *testing.T) {
	exact := integrate(4096, implicitly).y
	for name, choose := range map[string]func(g *integrator) method{"explicit": explicitly, "implicit": implicitly} {
		lastEnd, lastMiddle := 0.0, 0.0
		for n := 4; n <= 32; n *= 2 {
			g := integrate(n, choose)
			at := 1 - 0.3/float64(n)
			middle := make([]float64, 2)
			g.interpolate(at, middle).compute(span{0, 2})
			end, inside := distance(g.y, exact), distance(middle, referenceAt(at))
			if order := math.Log2(lastEnd / end); lastEnd > 0 && (order < 4.6) {
				t.Errorf("%s: order %.2f at the ends of steps (errors %.3g, %.3g)", name, order, lastEnd, end)
			}
			if order := math.Log2(lastMiddle / inside); lastMiddle > 0 && order < 3.8 {
				t.Errorf("%s: order %.2f inside steps (errors %.3g, %.3g)", name, order, lastMiddle, inside)
			}
			lastEnd, lastMiddle = end, inside
		}
	}
}

// The continuous solutions meet both ends of the step, and component is one number of them.
func TestContinuousSolutionsMeetTheEnds(t *testing.T) {
	for name, choose := range map[string]func(g *integrator) method{"explicit": explicitly, "implicit": implicitly} {
		g := integrate(16, choose)
		y := make([]float64, 2)
		for s, want := range map[float64][]float64{0: g.lastY, 1: g.y} {
			g.interpolate(g.lastT+s*g.lastH, y).compute(span{0, 2})
			if d := distance(y, want); d > 1e-14 {
				t.Errorf("%s: off by %.3g at %g", name, d, s)
			}
		}
		g.interpolate(g.lastT+0.3*g.lastH, y).compute(span{0, 2})
		for i := range y {
			if d := math.Abs(y[i] - g.component(i, 0.3)); d > 1e-14 {
				t.Errorf("%s: component %d is off by %.3g", name, i, d)
			}
		}
	}
}

// The explicit method's continuous solution has the values and the slopes of the ends of steps, of the start of the step
// before as well.
func TestTheExplicitSolutionMeetsTheStepBefore(t *testing.T) {
	g := integrate(16, explicitly)
	const h, before = 0.05, 1. / 16
	g.now.begin()
	g.now.try(h)
	g.accept(h, 1, 2)
	const apart = 1e-4
	met, low, high, slope := make([]float64, 2), make([]float64, 2), make([]float64, 2), make([]float64, 2)
	for s, want := range map[float64][]float64{-before / h: g.earlierY, 0: g.lastY, 1: g.y} {
		g.team.compute(g.interpolate(g.lastT+s*h, met))
		if d := distance(met, want); d > 1e-13 {
			t.Errorf("y is off by %.3g at %g", d, s)
		}
		g.system.next(nil, want, nil)
		g.system.rate(slope)
		g.team.compute(g.interpolate(g.lastT+(s-apart)*h, low))
		g.team.compute(g.interpolate(g.lastT+(s+apart)*h, high))
		for i := range slope {
			if got := (high[i] - low[i]) / (2 * apart * h); math.Abs(got-slope[i]) > 1e-7 {
				t.Errorf("slope %d is %g at %g, want %g", i, got, s, slope[i])
			}
		}
	}
}

// The step before an explicit one has no part in its continuous solution where f, or the method, was another.
func TestTheExplicitSolutionForgetsOtherSteps(t *testing.T) {
	const h = 1. / 16
	step := func(g *integrator) {
		g.now.begin()
		g.now.try(h)
		g.accept(h, 1, 2)
	}
	for name, between := range map[string]func(g *integrator){
		"restart":       func(g *integrator) { g.restart(g.t, 2) },
		"implicit step": func(g *integrator) { g.turn(g.implicit); step(g); g.turn(g.explicit) },
	} {
		g := integrate(16, explicitly)
		between(g)
		step(g)
		inside := g.lastT + 0.3*h
		y := make([]float64, 2)
		g.team.compute(g.interpolate(inside, y))
		if d := distance(y, referenceAt(inside)); d > 1e-7 {
			t.Errorf("%s: off by %.3g", name, d)
		}
	}
}

// relaxation is y1' = rate (cos t - y1), y2' = 1 with y2 = t: stiff where the rate is high.
type relaxation struct {
	speed, late, shift, pull, sine float64
	y                              [2]float64
}

func (r *relaxation) stiff() float64 {
	if r.y[1] > 5 {
		return r.late
	}
	return r.speed
}

func (r *relaxation) rate(d []float64) {
	d[0], d[1] = r.stiff()*(math.Cos(r.y[1])-r.y[0]), 1
}

func (r *relaxation) next(d, y []float64, by *combination) { nextWhole(r, r.y[:], d, y, by) }
func (r *relaxation) rateAtStart(y, d []float64)           { rateAt(r, y, d) }

func (r *relaxation) differentiate()       { r.pull, r.sine = r.stiff(), math.Sin(r.y[1]) }
func (r *relaxation) factor(shift float64) { r.shift = shift }

func (r *relaxation) solve(b []float64) {
	b[1] /= r.shift
	b[0] = (b[0] - r.pull*r.sine*b[1]) / (r.shift + r.pull)
}

func (r *relaxation) multiply(x, product []float64) {
	product[0], product[1] = -r.pull*(x[0]+r.sine*x[1]), 0
}

// A system that is stiff at first and mild later takes the implicit method first, and the explicit one in the end.
func TestTheMethodFollowsTheStiffness(t *testing.T) {
	g := newIntegrator(&relaxation{speed: 1000, late: 0.5}, nil, []float64{0, 0}, 1e-6)
	g.restart(0, 20)
	implicit := map[bool]int{}
	for g.t < 20 {
		if err := g.advance(20); err != nil {
			t.Fatal(err)
		}
		if g.last == g.implicit {
			implicit[g.t > 5]++
		}
	}
	if implicit[false] < 10 || implicit[true] > 20 {
		t.Errorf("%d implicit steps while stiff, %d later", implicit[false], implicit[true])
	}
	if g.accepted > 500 {
		t.Errorf("%d steps", g.accepted)
	}
	// y1 = (0.25 cos t + 0.5 sin t) / 1.25 in the long run, where the rate is 0.5.
	if want := (0.25*math.Cos(20) + 0.5*math.Sin(20)) / 1.25; math.Abs(g.y[0]-want) > 1e-3 {
		t.Errorf("y1 = %g at the end, want %g", g.y[0], want)
	}
}

// referenceAt integrates to t by many small classical Runge-Kutta steps.
func referenceAt(t float64) []float64 {
	l := &logistic{}
	y := []float64{0.6, 1.7}
	const n = 20_000
	h := t / n
	k := [4][2]float64{}
	for range n {
		for s, c := range [4]float64{0, 0.5, 0.5, 1} {
			p := []float64{y[0], y[1]}
			if s > 0 {
				p[0] += c * h * k[s-1][0]
				p[1] += c * h * k[s-1][1]
			}
			rateAt(l, p, k[s][:])
		}
		for i := range y {
			y[i] += h / 6 * (k[0][i] + 2*k[1][i] + 2*k[2][i] + k[3][i])
		}
	}
	return y
}

// overfull is a network that two rules and little congestion overfill: its free budget is held at nothing by a mode that is a
// thousand times faster than all others, and moves nothing.
const overfull = `
name: overfull
model: {params: 535, bits_per_param: 1.559, leak: 0.2408}
training: {steps: 9015, weight_decay: 1}
record: {points: 100, circuits: final}
tasks:
  task0:
    classes: 21
    items: 403
    memorization: {gain: 25.77, initial: 0.02596, congestion: 1}
    generalization: {gain: 0.04239, gain_spread: 0.3, initial: 1e-06, footprint: 10, congestion: 0.1517, depth: 4, best: 4}
  task1:
    classes: 3
    items: 11
    memorization: {gain: 10, initial: 0.001502, congestion: 1}
    generalization: {gain: 0.007696, gain_spread: 0.3, initial: 0.0003418, footprint: 500, congestion: 0.06734, depth: 3, best: 4}
`

func TestStepsHeldByStabilityAreTakenImplicitly(t *testing.T) {
	for _, q := range []string{"0.01", "0.02", "0.1"} { // at 0.1 no step is held
		s := parse(t, overfull, "tasks.task0.memorization.congestion="+q)
		if _, err := Run(context.Background(), s, 1, Options{MaxSteps: 1000}); err != nil {
			t.Errorf("congestion %s: %v", q, err)
		}
	}
}
