package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
	"github.com/circsim/circsim/output/frames"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

var forecast = code{
	measures: map[string]measure{
		"competing-circuits-are-concave": runs("forecast").mean(func(f *frames.Frame) float64 { return bend(untilSolved(failure(f))) }),
		"emergence-is-not-forecast": runs("forecast").mean(func(f *frames.Frame) float64 {
			x, y := failure(f)
			solved, _ := untilSolved(x, y)
			law := lawBelow(x, y, solved[len(solved)-2])
			if len(law.At) == 0 {
				return math.NaN()
			}
			return math.Exp(-last(law.Observed)) - math.Exp(-last(law.Low))
		}),
		"finetuning-shifts-emergence": ofFinetuning(func(steps, size []float64) float64 {
			return slices.Max(localSlopes(steps, size))
		}),
		"few-shot-emergence-is-forecast":    ofFinetuning(forecastFrom(2)),
		"few-shot-emergence-from-a-quarter": ofFinetuning(forecastFrom(4)),
		"fails-without-the-strongest": ofFinetuning(func(steps, size []float64) float64 {
			from := lead(size, 2)
			return missed(steps, size, from+3) / missed(steps, size, from)
		}),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "What finetuning tells of few-shot emergence, one seed", X: "steps of finetuning", LogX: true, LogY: true}
		p.Y = "parameters where solved"
		steps, size := finetuned(s.runs("forecast-finetune").At("seed", 1))
		p.points("simulated", steps, size)
		from := lead(size, 2)
		p.line("law fitted to networks of about half the size and less", steps, fitLogPower(steps[from:], size[from:]).along(steps))
		p.line("without the three strongest", steps, fitLogPower(steps[from+3:], size[from+3:]).along(steps))
		return p
	},
}

// resolution is the smallest share of failures that 1e5 samples of an answer tell from none. PassUntil (arXiv:2310.03262) draws no more.
const resolution = 1e-5

// failure is -ln of the probability of a right answer by the rule, against size. In PassUntil's law it is a power of the size.
func failure(f *frames.Frame) (size, y []float64) {
	size, y = f.Where("task", "rule").Curve("model_params", only("test_accuracy"))
	for i := range y {
		y[i] = max(-math.Log(y[i]), resolution)
	}
	return size, y
}

// bend is the quadratic coefficient of ln y against ln x: above 0 where the curve is convex.
func bend(x, y []float64) float64 {
	u := logs(x)
	mean := stat.Mean(u)
	var rows []float64
	for i := range u {
		d := u[i] - mean
		rows = append(rows, 1, d, d*d)
	}
	return leastSquares(rows, logs(y))[2]
}

// lawBelow fits PassUntil's law to the networks below a size, and forecasts the larger ones. It is empty where there are too few.
func lawBelow(x, y []float64, below float64) thresholds.Forecast {
	s := stat.Series{Chance: math.NaN()}
	for i := range x {
		s.Observations = append(s.Observations, stat.Observation{X: x[i], Y: y[i], Seed: stat.NoSeed})
	}
	for _, f := range thresholds.Extrapolate(s, below) {
		if f.Form == "power" {
			return f
		}
	}
	return thresholds.Forecast{}
}

// untilSolved cuts a curve after the first size at which 99% of the answers are right.
func untilSolved(x, y []float64) ([]float64, []float64) {
	if i := slices.IndexFunc(y, func(y float64) bool { return y < 0.01 }); i >= 0 {
		return x[:i+1], y[:i+1]
	}
	return x, y
}

// fewShot is the step at which finetuning begins in forecast-finetune.
const fewShot = 64000

// finetuned is the size of the network that solves the rule half of the time, against steps of finetuning, for one seed.
func finetuned(seed *frames.Frame) (steps, size []float64) {
	steps, size = seed.Where("task", "rule").Curve("training_steps", func(f *frames.Frame) float64 {
		x, y := f.Curve("model_params", only("test_accuracy"))
		return reachesOnLog(0.5, x, y)
	})
	floats.AddConst(-fewShot, steps)
	return steps, size
}

// lead is the index of the steps of finetuning after which a network that is smaller by a factor, or nearly so, solves the rule.
func lead(size []float64, factor float64) int {
	distance := make([]float64, len(size))
	for i := range size {
		distance[i] = math.Abs(math.Log(size[0] / size[i] / factor))
	}
	return floats.MinIdx(distance)
}

// logPower is a log power law, ln size = c - k (ln steps)^alpha, with the three parameters of arXiv:2411.16035.
type logPower struct{ c, k, alpha float64 }

func (l logPower) at(steps float64) float64 {
	return math.Exp(l.c - l.k*math.Pow(math.Log(steps), l.alpha))
}

func (l logPower) along(steps []float64) []float64 {
	size := make([]float64, len(steps))
	for i := range steps {
		size[i] = l.at(steps[i])
	}
	return size
}

// fitLogPower fits c and k by least squares for every alpha of a grid, and takes the best alpha.
func fitLogPower(steps, size []float64) logPower {
	var best logPower
	least := math.Inf(1)
	for alpha := 0.25; alpha <= 8; alpha += 0.05 {
		var rows []float64
		for _, f := range steps {
			rows = append(rows, 1, -math.Pow(math.Log(f), alpha))
		}
		b := leastSquares(rows, logs(size))
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

// leastSquares gives the coefficients of the columns of a matrix, whose rows follow one another, one for each y. The coefficients are NaN
// where the columns are linearly dependent.
func leastSquares(rows, y []float64) []float64 {
	columns := len(rows) / len(y)
	var b mat.VecDense
	if err := b.SolveVec(mat.NewDense(len(y), columns, rows), mat.NewVecDense(len(y), y)); err != nil {
		return slices.Repeat([]float64{math.NaN()}, columns)
	}
	return b.RawVector().Data
}

// missed is the error, in ln size, of the forecast of few-shot emergence from the sizes at an index and after it.
func missed(steps, size []float64, from int) float64 {
	return math.Abs(math.Log(forecastSize(steps, size, from)))
}

// forecastSize is the forecast of the size of few-shot emergence from the sizes at an index and after it, over the simulated size.
func forecastSize(steps, size []float64, from int) float64 {
	return fitLogPower(steps[from:], size[from:]).at(1) / size[0]
}

// forecastFrom is the forecast from networks that are smaller by a factor.
func forecastFrom(factor float64) func(steps, size []float64) float64 {
	return func(steps, size []float64) float64 { return forecastSize(steps, size, lead(size, factor)) }
}

// ofFinetuning is the median over seeds of a number read off the sizes of finetuned.
func ofFinetuning(of func(steps, size []float64) float64) measure {
	return runs("forecast-finetune").median(func(f *frames.Frame) float64 { return of(finetuned(f)) })
}
