package sim

import (
	"errors"
	"fmt"
	"math"
)

// system is a system dy/dt = f(y) with a Jacobian J.
type system interface {
	// rate evaluates f(y) into derivative.
	rate(y, derivative []float64)
	// differentiate computes J where rate was last called.
	differentiate()
	// factor prepares solve for (shift I - J).
	factor(shift float64)
	// solve replaces b by the solution x of (shift I - J) x = b.
	solve(b []float64)
}

// rosenbrock is RODAS, the stiffly stable six-stage Rosenbrock method of order
// 4 with an embedded one of order 3 and dense output (Hairer and Wanner,
// Solving Ordinary Differential Equations II, 2nd ed., sec IV.7 and VI.4).
// Chosen over explicit and stabilized methods on the measurements in
// docs/integrator.md.
type rosenbrock struct {
	system    system
	tolerance float64 // absolute, for every component of y

	t, h           float64 // time reached, next step to try
	y              []float64
	lastT, lastH   float64 // the accepted step that interpolate covers
	lastY          []float64
	dense2, dense3 []float64
	// Size and error of the previous step, for the predictive control; 0: none.
	controlH, controlError float64

	stage                                [6][]float64
	trial, derivative, initialDerivative []float64
	accepted, rejected, evaluations      int64
}

// The coefficients of RODAS.
const rodasGamma = 0.25

var (
	rodasA = [6][5]float64{
		{},
		{1.544},
		{0.9466785280815826, 0.2557011698983284},
		{3.314825187068521, 2.896124015972201, 0.9986419139977817},
		{1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950},
		{1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950, 1},
	}
	rodasC = [6][5]float64{
		{},
		{-5.6688},
		{-2.430093356833875, -0.2063599157091915},
		{-0.1073529058151375, -9.594562251023355, -20.47028614809616},
		{7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160},
		{8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054},
	}
	rodasD2 = [5]float64{10.12623508344586, -7.487995877610167, -34.80091861555747, -7.992771707568823, 1.025137723295662}
	rodasD3 = [5]float64{-0.6762803392801253, 6.087714651680015, 16.43084320892478, 24.76722511418386, -6.594389125716872}
)

func newRosenbrock(s system, y []float64, tolerance float64) *rosenbrock {
	r := &rosenbrock{system: s, tolerance: tolerance, y: y}
	for _, v := range []*[]float64{&r.lastY, &r.dense2, &r.dense3, &r.trial, &r.derivative, &r.initialDerivative} {
		*v = make([]float64, len(y))
	}
	for i := range r.stage {
		r.stage[i] = make([]float64, len(y))
	}
	return r
}

// restart starts at time t with the present y, after f has changed.
func (r *rosenbrock) restart(t, end float64) {
	r.t = t
	r.system.rate(r.y, r.derivative)
	r.evaluations++
	fastest := 0.0
	for _, d := range r.derivative {
		fastest = max(fastest, math.Abs(d))
	}
	r.h = end - t
	if fastest > 0 {
		// This step changes the fastest strength by about 1%.
		r.h = min(r.h, 0.01/fastest)
	}
	r.controlH = 0
}

var errStepTooSmall = errors.New("the integrator's step has shrunk to nothing: gains or strengths are too large for the flow")

// advance takes one accepted step, not beyond end.
func (r *rosenbrock) advance(end float64) error {
	r.system.rate(r.y, r.initialDerivative)
	r.evaluations++
	r.system.differentiate()
	for {
		h := min(r.h, end-r.t)
		if r.t+h == r.t {
			return fmt.Errorf("step %g: %w", r.t, errStepTooSmall)
		}
		e := r.try(h)
		if !(e <= 1) { // also if e is NaN
			r.rejected++
			factor := 0.1
			if e == e {
				factor = max(0.2, 0.9*math.Pow(e, -0.25))
			}
			r.h = h * factor
			continue
		}
		r.accept(h, e, end)
		return nil
	}
}

// try computes the stages of a step h. It returns the maximum error, divided by the
// tolerance.
func (r *rosenbrock) try(h float64) float64 {
	r.system.factor(1 / (h * rodasGamma))
	for s := range r.stage {
		k := r.stage[s]
		derivative := r.initialDerivative
		if s > 0 {
			r.combine(r.trial, r.y, &rodasA[s], s)
			r.system.rate(r.trial, r.derivative)
			r.evaluations++
			derivative = r.derivative
		}
		var perStep [5]float64
		for j, c := range rodasC[s][:s] {
			perStep[j] = c / h
		}
		r.combine(k, derivative, &perStep, s)
		r.system.solve(k)
	}
	addScaled(r.trial, 1, r.stage[5])
	worst := 0.0
	for _, e := range r.stage[5] {
		if e != e {
			return e
		}
		worst = max(worst, math.Abs(e))
	}
	return worst / r.tolerance
}

// accept moves to the end of the step, and prepares its interpolant and the next
// step size.
func (r *rosenbrock) accept(h, e, end float64) {
	r.accepted++
	clear(r.dense2)
	clear(r.dense3)
	r.combine(r.dense2, r.dense2, &rodasD2, 5)
	r.combine(r.dense3, r.dense3, &rodasD3, 5)
	r.lastT, r.lastH = r.t, h
	copy(r.lastY, r.y)
	copy(r.y, r.trial)
	if r.t += h; end-r.t <= 1e-12*end {
		r.t = end
	}
	// Gustafsson's predictive step control, as RODAS uses it.
	e = max(e, 1e-2)
	factor := 0.9 * math.Pow(e, -0.25)
	if r.controlH > 0 {
		factor = min(factor, 0.9*h/r.controlH*math.Pow(r.controlError/(e*e), 0.25))
	}
	r.controlH, r.controlError = h, e
	r.h = h * min(max(factor, 0.2), 6)
}

// interpolate evaluates y at time t of the last accepted step, with order 3.
func (r *rosenbrock) interpolate(t float64, y []float64) {
	s := (t - r.lastT) / r.lastH
	for i := range y {
		y[i] = r.component(i, s)
	}
}

// component is y[i] at a fraction s of the last accepted step.
func (r *rosenbrock) component(i int, s float64) float64 {
	return r.lastY[i]*(1-s) + s*(r.y[i]+(1-s)*(r.dense2[i]+s*r.dense3[i]))
}

// combine sets y to base plus the first stages times their weights, added in order.
func (r *rosenbrock) combine(y, base []float64, weights *[5]float64, stages int) {
	n := len(y)
	base = base[:n]
	a, b, c, d, e := r.stage[0][:n], r.stage[1][:n], r.stage[2][:n], r.stage[3][:n], r.stage[4][:n]
	w := *weights
	switch stages {
	case 0:
		copy(y, base)
	case 1:
		for i := range y {
			y[i] = base[i] + w[0]*a[i]
		}
	case 2:
		for i := range y {
			y[i] = base[i] + w[0]*a[i] + w[1]*b[i]
		}
	case 3:
		for i := range y {
			y[i] = base[i] + w[0]*a[i] + w[1]*b[i] + w[2]*c[i]
		}
	case 4:
		for i := range y {
			y[i] = base[i] + w[0]*a[i] + w[1]*b[i] + w[2]*c[i] + w[3]*d[i]
		}
	case 5:
		for i := range y {
			y[i] = base[i] + w[0]*a[i] + w[1]*b[i] + w[2]*c[i] + w[3]*d[i] + w[4]*e[i]
		}
	}
}

func addScaled(y []float64, a float64, x []float64) {
	for i, v := range x {
		y[i] += a * v
	}
}
