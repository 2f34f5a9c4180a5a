package sim

import (
	"math"

	"github.com/circsim/circsim/circuits/lanes"
)

// rodas4 is RODAS, the six-stage Rosenbrock method of order 4 with an embedded one of order 3 (Hairer and Wanner, Solving
// Ordinary Differential Equations II, 2nd ed., sec IV.7 and VI.4), with the same control as Rodas5P.
type rodas4 struct {
	system                          system
	y, trial, derivative, initial   []float64
	stage                           [6][]float64
	t, h, controlH, controlError    float64
	evaluations, accepted, rejected int64
}

// The coefficients of RODAS.
const rodas4Gamma = 0.25

var (
	rodas4A = [6][5]float64{
		{},
		{1.544},
		{0.9466785280815826, 0.2557011698983284},
		{3.314825187068521, 2.896124015972201, 0.9986419139977817},
		{1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950},
		{1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950, 1},
	}
	rodas4C = [6][5]float64{
		{},
		{-5.6688},
		{-2.430093356833875, -0.2063599157091915},
		{-0.1073529058151375, -9.594562251023355, -20.47028614809616},
		{7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160},
		{8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054},
	}
)

func newRodas4(s system, y []float64) *rodas4 {
	r := &rodas4{system: s, y: y}
	for _, v := range []*[]float64{&r.trial, &r.derivative, &r.initial, &r.stage[0], &r.stage[1], &r.stage[2], &r.stage[3], &r.stage[4], &r.stage[5]} {
		*v = make([]float64, len(y))
	}
	return r
}

func (r *rodas4) rate(y, derivative []float64) {
	rateAt(r.system, y, derivative)
	r.evaluations++
}

func (r *rodas4) try(h float64) float64 {
	r.system.factor(1 / (h * rodas4Gamma))
	for s, k := range r.stage {
		derivative := r.initial
		if s > 0 {
			lanes.Combine(r.trial, r.y, rodas4A[s][:s], r.stage[:s]...)
			r.rate(r.trial, r.derivative)
			derivative = r.derivative
		}
		var perStep [5]float64
		for j, c := range rodas4C[s][:s] {
			perStep[j] = c / h
		}
		lanes.Combine(k, derivative, perStep[:s], r.stage[:s]...)
		r.system.solve(k)
	}
	lanes.Combine(r.trial, r.trial, []float64{1}, r.stage[5])
	return lanes.MaxAbs(r.stage[5])
}

func (r *rodas4) advance(end, tolerance float64) error {
	r.rate(r.y, r.initial)
	r.system.differentiate()
	for {
		h := min(r.h, end-r.t)
		if r.t+h == r.t {
			return errStepTooSmall
		}
		e := r.try(h) / tolerance
		if !(e <= 1) {
			r.rejected++
			factor := 0.1
			if e == e {
				factor = max(0.2, 0.9*math.Pow(e, -0.25))
			}
			r.h = h * factor
			continue
		}
		r.accepted++
		copy(r.y, r.trial)
		if r.t += h; end-r.t <= 1e-12*end {
			r.t = end
		}
		e = max(e, 1e-2)
		factor := 0.9 * math.Pow(e, -0.25)
		if r.controlH > 0 {
			factor = min(factor, 0.9*h/r.controlH*math.Pow(r.controlError/(e*e), 0.25))
		}
		r.controlH, r.controlError = h, e
		r.h = h * min(max(factor, 0.2), 6)
		return nil
	}
}

func byRodas4(s system, y []float64, end, tolerance float64) (outcome, error) {
	r := newRodas4(s, y)
	r.rate(y, r.derivative)
	r.h = firstStep(r.derivative, end)
	for r.t < end {
		if err := r.advance(end, tolerance); err != nil {
			return outcome{}, err
		}
	}
	return outcome{y, r.evaluations, r.accepted, r.rejected}, nil
}
