package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"gonum.org/v1/gonum/mat"
)

// fewShot is the step at which finetuning begins in forecast-finetune.
const fewShot = 64000

// finetuned are the sizes at which a seed solves the rule half the time, by steps of finetuning; those of one step come first.
func finetuned(seed *frames.Frame) (steps, size []float64) {
	steps, size = seed.Where("task", "rule").Curve("training_steps", func(f *frames.Frame) float64 {
		x, y := f.Curve("model_params", func(f *frames.Frame) float64 { return f.Only("test_accuracy") })
		return math.Exp(Reaches(0.5)(logs(x), y))
	})
	for i := range steps {
		steps[i] -= fewShot
	}
	return steps, size
}

// lead is the finetuning after which networks smaller by nearly a factor solve the rule.
func lead(size []float64, factor float64) int {
	nearest := 0
	for i := range size {
		if math.Abs(math.Log(size[0]/size[i]/factor)) < math.Abs(math.Log(size[0]/size[nearest]/factor)) {
			nearest = i
		}
	}
	return nearest
}

// logPower is a log power law, ln size = c - k (ln steps)^alpha, with the three parameters of arXiv:2411.16035.
type logPower struct{ c, k, alpha float64 }

func (l logPower) at(steps float64) float64 {
	return math.Exp(l.c - l.k*math.Pow(math.Log(steps), l.alpha))
}

// fitLogPower fits by least squares: c and k for every alpha of a grid, of which the best is taken.
func fitLogPower(steps, size []float64) logPower {
	var best logPower
	least := math.Inf(1)
	for alpha := 0.25; alpha <= 8; alpha += 0.05 {
		a := make([][]float64, len(steps))
		for i, f := range steps {
			a[i] = []float64{1, -math.Pow(math.Log(f), alpha)}
		}
		b := leastSquares(a, logs(size))
		law, rss := logPower{b[0], b[1], alpha}, 0.0
		for i, f := range steps {
			d := math.Log(size[i] / law.at(f))
			rss += d * d
		}
		if rss < least {
			best, least = law, rss
		}
	}
	return best
}

// leastSquares solves for the coefficients of columns.
func leastSquares(rows [][]float64, y []float64) []float64 {
	a := mat.NewDense(len(rows), len(rows[0]), nil)
	for i, row := range rows {
		a.SetRow(i, row)
	}
	var b mat.VecDense
	if err := b.SolveVec(a, mat.NewVecDense(len(y), y)); err != nil {
		panic(err)
	}
	return b.RawVector().Data
}

// missed is the error in ln size of the forecast of few-shot emergence.
func missed(steps, size []float64, from int) float64 {
	return math.Abs(math.Log(fitLogPower(steps[from:], size[from:]).at(1) / size[0]))
}

// forecastFrom is the forecast of few-shot emergence from networks smaller by about a factor, over what it is.
func forecastFrom(factor float64) func(steps, size []float64) float64 {
	return func(steps, size []float64) float64 {
		from := lead(size, factor)
		return fitLogPower(steps[from:], size[from:]).at(1) / size[0]
	}
}

func finetuneClaims() []Claim {
	const snell = "arXiv:2411.16035"
	bySeed := func(s *Study, of func(steps, size []float64) float64) Estimate {
		return stat.MedianOf(s.Runs("forecast-finetune").BySeed(func(f *frames.Frame) float64 { return of(finetuned(f)) }))
	}
	return []Claim{{
		Name: "finetuning-shifts-emergence", Source: snell, Kind: Sign, Published: math.NaN(),
		Statement: "The more examples for finetuning, the weaker the model that shows the ability.",
		Quantity:  "largest slope of ln size where the rule is solved against ln steps of finetuning, over neighbouring lengths", Expect: Below(0),
		Simulated: func(s *Study) Estimate {
			return bySeed(s, func(steps, size []float64) float64 {
				steepest := math.Inf(-1)
				for i := 1; i < len(size); i++ {
					steepest = max(steepest, stat.LogSlope(steps[i-1:i+1], size[i-1:i+1]))
				}
				return steepest
			})
		},
	}, {
		Name: "few-shot-emergence-is-forecast", Source: snell, Kind: Shape, Published: math.NaN(),
		Statement: "The law of finetuned models forecasts few-shot emergence from models of half the compute (two of four tasks).",
		Quantity:  "forecast over simulated size where the rule is solved in one step, from networks of about half that size and less", Expect: Factor(1, 1.25),
		Simulated: func(s *Study) Estimate { return bySeed(s, forecastFrom(2)) },
	}, {
		Name: "few-shot-emergence-from-a-quarter", Source: snell, Kind: Shape, Published: math.NaN(),
		Statement: "It does so from models of a quarter to a fifth of the compute for the other two tasks.",
		Quantity:  "the same from networks of about a quarter of that size and less", Expect: Factor(1, 1.25),
		Simulated: func(s *Study) Estimate { return bySeed(s, forecastFrom(4)) },
		NotMet:    "Towards few steps of finetuning the size grows less than the law says that is fitted to many.",
	}, {
		Name: "fails-without-the-strongest", Source: snell, Kind: Shape, Published: math.NaN(),
		Statement: "The forecast fails when the last three checkpoints are removed: errors of 0.5 to 2 nats, against at most 0.1.",
		Quantity:  "error in ln size without the three strongest networks, over the error with them", Expect: Above(5),
		Simulated: func(s *Study) Estimate {
			return bySeed(s, func(steps, size []float64) float64 {
				from := lead(size, 2)
				return missed(steps, size, from+3) / missed(steps, size, from)
			})
		},
	}}
}
