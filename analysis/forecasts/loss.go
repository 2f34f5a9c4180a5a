package forecasts

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// lossLaw is loss = least + size x^-exponent, by least squares: the exponent on a grid, the others exactly. A law without
// least loss is taken where that would be below 0, and of fewer than four scales.
func lossLaw(x, loss []float64) func(x float64) float64 {
	const finest, steps = 400, 0.02
	first := math.Log(x[0])
	log := make([]float64, len(x))
	for i := range x {
		log[i] = math.Log(loss[i])
	}
	bare := stat.Regression{Degree: 1}
	for i := range x {
		bare.Add(math.Log(x[i])-first, log[i], 1)
	}
	bare.Solve(0)
	best := func(x float64) float64 { return math.Exp(bare.Y + bare.Slope*(math.Log(x)-first-bare.X)) }
	if len(x) < 4 {
		return best
	}
	squares := 0.0
	for i := range x {
		d := loss[i] - best(x[i])
		squares += d * d
	}
	for k := range finest {
		exponent := 0.01 * math.Exp(steps*float64(k))
		if exponent > 3 {
			break
		}
		r := stat.Regression{Degree: 1}
		for i := range x {
			r.Add(math.Exp(-exponent*(math.Log(x[i])-first)), loss[i], 1)
		}
		r.Solve(0)
		least := r.Y - r.Slope*r.X
		if r.RSS < squares && least >= 0 && r.Slope > 0 {
			squares = r.RSS
			best = func(x float64) float64 { return least + r.Slope*math.Exp(-exponent*(math.Log(x)-first)) }
		}
	}
	return best
}
