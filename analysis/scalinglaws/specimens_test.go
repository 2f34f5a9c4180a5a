package scalinglaws

import (
	"math"

	"github.com/circsim/circsim/internal/random"
)

// specimen is a form with known constants: runs that scatter about it, and how to fit it.
type specimen struct {
	name  string
	truth []float64
	form  func(noise scatter) *form
	loss  func(r Run) float64
	ahead Run // beyond the runs
}

// scatter is the factor on the n-th loss.
type scatter func(n int) float64

func exactly(int) float64 { return 1 }

// lognormal is scatter with standard deviation sd in ln loss.
func lognormal(sd float64, s random.Stream) scatter {
	return func(n int) float64 { return math.Exp(sd * s.Normal(uint64(n))) }
}

// grid is side x side runs over three decades of parameters and of tokens.
func grid(side int, loss func(Run) float64, noise scatter) []Run {
	var runs []Run
	for i := range side {
		for j := range side {
			r := Run{Params: between(1e6, 1e9, i, side), Tokens: between(1e8, 1e11, j, side)}
			r.Loss = loss(r) * noise(len(runs))
			runs = append(runs, r)
		}
	}
	return runs
}

// between is the i-th of n points from low to high, evenly in the logarithm.
func between(low, high float64, i, n int) float64 {
	return low * math.Pow(high/low, float64(i)/float64(n-1))
}

// row is n runs along parameters from a million.
func row(n int, high float64, loss func(Run) float64, noise scatter) []Run {
	runs := make([]Run, n)
	for i := range runs {
		runs[i].Params = between(1e6, high, i, n)
		runs[i].Loss = loss(runs[i]) * noise(i)
	}
	return runs
}

const side = 8

var specimens = func() []specimen {
	power := func(r Run) float64 { return math.Pow(8.8e13/r.Params, 0.076) }
	both := func(r Run) float64 { return math.Pow(math.Pow(6.4e13/r.Params, 0.076/0.103)+1.8e13/r.Tokens, 0.103) }
	sum := func(r Run) float64 { return 1.8 + 480*math.Pow(r.Params, -0.35) + 2100*math.Pow(r.Tokens, -0.37) }
	over := func(r Run) float64 {
		return 1.8 + 140*math.Pow(r.Params, -0.25) + 230*math.Pow(6, -0.125)*math.Pow(r.Tokens, -0.25)
	}
	break1 := func(r Run) float64 {
		return 1.5 + 30*math.Pow(r.Params, -0.15)*math.Pow(1+math.Pow(r.Params/1e9, 1/0.7), -0.3*0.7)
	}
	down := func(r Run) float64 { return 0.85 - 2.5*math.Exp(-0.9*r.Loss) }
	a := 0.37 / 0.72
	ahead := Run{Params: 1e10, Tokens: 1e12}
	return []specimen{
		{"kaplan-n", []float64{8.8e13, 0.076}, func(s scatter) *form { return kaplanForm(placed(inAxis(Params, row(30, 1e9, power, s))), Params) }, power, ahead},
		{"kaplan-nd", []float64{0.076, 0.103, 6.4e13, 1.8e13}, func(s scatter) *form { return kaplanBothForm(placed(inSizeAndData(grid(side, both, s)))) }, both, ahead},
		{
			"hoffmann", []float64{1.8, 480, 2100, 0.35, 0.37, a, 1 - a, math.Pow(0.35*480/(0.37*2100), 1/0.72)},
			func(s scatter) *form { return hoffmannForm(placed(inSizeAndData(grid(side, sum, s)))) }, sum, ahead,
		},
		{"gadre", []float64{1.8, 140, 230, -0.25}, func(s scatter) *form { return overTrainingForm(placed(inSizeAndData(grid(side, over, s)))) }, over, ahead},
		{
			"broken-power-law", []float64{1.5, 30, 0.15, 0.3, 1e9, 0.7},
			func(s scatter) *form { return brokenForm(placed(inAxis(Params, row(100, 1e12, break1, s))), Params) }, break1, Run{Params: 1e13},
		},
		{
			"downstream", []float64{0.85, 2.5, 0.9},
			func(s scatter) *form {
				runs, errors := make([]Run, 60), make([]float64, 60)
				for i := range runs {
					runs[i].Loss = 5 - 3*float64(i)/59
					errors[i] = down(runs[i]) * s(i)
				}
				return downstreamForm(placed(inLoss(runs, errors)))
			}, down, Run{Loss: 1.8},
		},
	}
}()
