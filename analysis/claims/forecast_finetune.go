package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/output/frames"
	"gonum.org/v1/gonum/mat"
)

// fewShot is the step at which finetuning begins in forecast-finetune.
const fewShot = 64000

// finetuned is, for one seed, the size of network that solves the rule half the time, against steps of finetuning from one step on.
func finetuned(seed *frames.Frame) (steps, size []float64) {
	steps, size = seed.Where("task", "rule").Curve("training_steps", func(f *frames.Frame) float64 {
		x, y := f.Curve("model_params", only("test_accuracy"))
		return reachesOnLog(0.5, x, y)
	})
	for i := range steps {
		steps[i] -= fewShot
	}
	return steps, size
}

// lead is the index of the finetuning after which a network smaller by about a factor solves the rule.
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

func (l logPower) along(steps []float64) []float64 {
	size := make([]float64, len(steps))
	for i, f := range steps {
		size[i] = l.at(f)
	}
	return size
}

// fitLogPower fits c and k by least squares for every alpha of a grid, and takes the best alpha.
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

// leastSquares solves for the coefficients of columns; they are NaN if the columns are linearly dependent.
func leastSquares(rows [][]float64, y []float64) []float64 {
	a := mat.NewDense(len(rows), len(rows[0]), nil)
	for i, row := range rows {
		a.SetRow(i, row)
	}
	var b mat.VecDense
	if err := b.SolveVec(a, mat.NewVecDense(len(y), y)); err != nil {
		return slices.Repeat([]float64{math.NaN()}, len(rows[0]))
	}
	return b.RawVector().Data
}

// missed is the error in ln size of the forecast of few-shot emergence from networks from an index on.
func missed(steps, size []float64, from int) float64 {
	return math.Abs(math.Log(fitLogPower(steps[from:], size[from:]).at(1) / size[0]))
}

// forecastFrom is the forecast of the size of few-shot emergence from networks smaller by about a factor, over the simulated size.
func forecastFrom(factor float64) func(steps, size []float64) float64 {
	return func(steps, size []float64) float64 {
		from := lead(size, factor)
		return fitLogPower(steps[from:], size[from:]).at(1) / size[0]
	}
}

// ofFinetuning is the median over seeds of a number read off the sizes that solve the rule, see finetuned.
func ofFinetuning(of func(steps, size []float64) float64) measure {
	return runs("forecast-finetune").median(func(f *frames.Frame) float64 { return of(finetuned(f)) })
}
