package sim

import (
	"math"

	"github.com/circsim/circsim/circuits"
)

// dormandPrince is the explicit Runge-Kutta pair of order 5(4) of Dormand and Prince, with the PI step control and the estimate
// of stiffness of DOPRI5 (Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, 2nd ed., sec II.4 to II.6;
// Hairer and Wanner, Solving Ordinary Differential Equations II, 2nd ed., sec IV.2). Its last stage is the first of the next
// step. After a step of its own, stage 7 is f where that step began, for the continuous solution.
type dormandPrince struct {
	*path
	chained bool    // the last stage is f at y
	beforeH float64 // size of the step before; 0: it was not this method's
	lastLog float64 // of the error of the last accepted step, in tolerances
	refused bool    // the step before was
}

// The coefficients of Dormand and Prince: of the stages, of the error, and of DOPRI5's continuous solution.
var (
	dopriA = [7][]float64{
		{},
		{1. / 5},
		{3. / 40, 9. / 40},
		{44. / 45, -56. / 15, 32. / 9},
		{19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
		{9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
		{35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84},
	}
	dopriError = [7]float64{71. / 57600, 0, -71. / 16695, 71. / 1920, -17253. / 339200, 22. / 525, -1. / 40}
	dopriDense = [7]float64{
		-12715105075. / 11282082432, 0, 87487479700. / 32700410799, -10690763975. / 1880347072,
		701980252875. / 199316789632, -1453857185. / 822651844, 69997945. / 29380423,
	}
)

func newDormandPrince(p *path) *dormandPrince { return &dormandPrince{path: p} }

func (d *dormandPrince) enter() { d.chained, d.lastLog, d.refused = false, leastLog, false }

func (d *dormandPrince) begin() {
	if d.chained {
		d.stage[7], d.stage[0], d.stage[6] = d.stage[0], d.stage[6], d.stage[7]
		d.beforeH = d.lastH
	} else {
		d.beforeH = 0
		d.rateAtStart(d.stage[0])
	}
	d.chained = false
}

func (d *dormandPrince) try(h float64) float64 {
	var derivative []float64 // of the stage before; that of the first is known
	for s := 1; s < len(dopriA); s++ {
		d.combine(d.trial, d.y, h, dopriA[s])
		d.next(derivative)
		derivative = d.stage[s]
	}
	d.system.rate(derivative)
	return d.team.extent(d.combine(d.scratch, nil, h, dopriError[:]))
}

// The exponents of the PI control.
const (
	dopriBeta  = 0.04
	dopriExpo  = 0.2 - 0.75*dopriBeta
	dopriSlack = 0.9
)

// leastLog is the logarithm of the smallest error that the control remembers, 1e-4.
const leastLog = -4 * math.Ln10

func (d *dormandPrince) shorter(h, e float64) float64 {
	d.refused = true
	if e != e {
		return h * 0.1
	}
	return h * max(0.2, dopriSlack*circuits.Exp(-dopriExpo*circuits.Log(e)))
}

func (d *dormandPrince) longer(h, e float64) float64 {
	log := circuits.Log(e)
	factor := min(max(dopriSlack*circuits.Exp(dopriBeta*d.lastLog-dopriExpo*log), 0.2), 10)
	if d.refused {
		factor = min(factor, 1)
	}
	d.chained, d.lastLog, d.refused = true, max(log, leastLog), false
	return h * factor
}

// stiffness compares f at the last two stages, both at the end of the step.
func (d *dormandPrince) stiffness(h float64) float64 {
	var apart [7]float64
	for k, w := range dopriA[6] {
		apart[k] = w
		if k < len(dopriA[5]) {
			apart[k] -= dopriA[5][k]
		}
	}
	distance := d.team.extent(d.combine(d.scratch, nil, 1, apart[:6])) // divided by h
	if distance == 0 {
		return 0
	}
	return d.team.extent(d.combine(d.scratch, nil, 1, []float64{6: 1, 5: -1})) / distance
}

// weights are those of the polynomial of degree 6 that meets y and f at both ends of the step, y of DOPRI5's continuous solution
// in its middle, and y and f where the step before began. Without a step before it is DOPRI5's solution, of degree 4. That degree
// leaves an error of s^2 (1-s)^2 (s-1/2) h^5/120 times the fifth derivative, up to ten times the error at the ends of steps. No
// stage tells that derivative. The step before does, at no evaluation.
func (d *dormandPrince) weights(s, h float64) (points [3]float64, stages [8]float64) {
	grown := 0.0 // h in sizes of the step before
	if d.beforeH > 0 {
		grown = h / d.beforeH
	}
	rest, off := 1-s, 2*s-1
	since := 1 + grown*s // time since the step before began, in its size
	byEnd, byMiddle := 1+grown, 1+grown/2

	// The polynomials that are 1 at one of the four points, and 0 twice, or once in the middle, at the others.
	start := -off * rest * rest * since * since
	end := off * s * s * since * since / (byEnd * byEnd)
	middle := 16 * s * s * rest * rest * since * since / (byMiddle * byMiddle)
	before := -off / 2 * s * s * rest * rest * grown * grown * grown * grown / (byMiddle * byEnd * byEnd) // divided by grown

	points[0] = start*(1-(2*grown-4)*s) + middle/2
	points[1] = end*(1+(4+2*grown/byEnd)*rest) + middle/2
	points[2] = before * grown * (1 + (2+2/byEnd+1/byMiddle)*since)
	for k, w := range dopriDense {
		stages[k] = middle * h / 16 * w
	}
	stages[0] += (start*s + middle/8) * h
	stages[6] -= (end*rest + middle/8) * h
	stages[7] = before * since * h
	return points, stages
}
