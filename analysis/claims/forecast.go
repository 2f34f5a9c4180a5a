package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
	"github.com/circsim/circsim/output/frames"
)

var forecast = code{
	measures: map[string]measure{
		"competing-circuits-are-concave": runs("forecast").mean(func(f *frames.Frame) float64 { return bend(untilSolved(failure(f))) }),
		"emergence-is-not-forecast": runs("forecast").mean(func(f *frames.Frame) float64 {
			x, y := failure(f)
			solved, _ := untilSolved(x, y)
			law := lawBelow(x, y, solved[len(solved)-2])
			last := len(law.At) - 1
			if last < 0 {
				return math.NaN()
			}
			return math.Exp(-law.Observed[last]) - math.Exp(-law.Low[last])
		}),
		"finetuning-shifts-emergence": ofFinetuning(func(steps, size []float64) float64 {
			steepest := math.Inf(-1)
			for i := 1; i < len(size); i++ {
				steepest = max(steepest, stat.LogSlope(steps[i-1:i+1], size[i-1:i+1]))
			}
			return steepest
		}),
		"few-shot-emergence-is-forecast":    ofFinetuning(forecastFrom(2)),
		"few-shot-emergence-from-a-quarter": ofFinetuning(forecastFrom(4)),
		"fails-without-the-strongest": ofFinetuning(func(steps, size []float64) float64 {
			from := lead(size, 2)
			return missed(steps, size, from+3) / missed(steps, size, from)
		}),
	},
	picture: func(s *Study) Picture {
		p := Picture{Title: "What finetuning tells of few-shot emergence, one seed", X: "steps of finetuning", Y: "parameters where solved", LogX: true, LogY: true}
		steps, size := finetuned(s.Runs("forecast-finetune").At("seed", 1))
		p.points("simulated", steps, size)
		from := lead(size, 2)
		p.line("law fitted to networks of about half the size and less", steps, fitLogPower(steps[from:], size[from:]).along(steps))
		p.line("without the three strongest", steps, fitLogPower(steps[from+3:], size[from+3:]).along(steps))
		return p
	},
}

// resolution is the lowest share of failures that can be told from none with 1e5 samples of an answer, the most that PassUntil
// (arXiv:2310.03262) draws.
const resolution = 1e-5

// failure is -ln of the probability that the rule is right, against size. PassUntil's law: its logarithm is linear in the logarithm of
// the size.
func failure(f *frames.Frame) (size, y []float64) {
	size, y = f.Where("task", "rule").Curve("model_params", only("test_accuracy"))
	for i := range y {
		y[i] = max(-math.Log(y[i]), resolution)
	}
	return size, y
}

// bend is the quadratic coefficient of ln y against ln x: above 0 where the curve is convex.
func bend(x, y []float64) float64 {
	u, v := logs(x), logs(y)
	mean := stat.Mean(u)
	a := make([][]float64, len(u))
	for i := range u {
		d := u[i] - mean
		a[i] = []float64{1, d, d * d}
	}
	return leastSquares(a, v)[2]
}

// lawBelow fits PassUntil's law to the networks below a size and forecasts the larger ones; empty if there are too few.
func lawBelow(x, y []float64, below float64) thresholds.Forecast {
	s := stat.Series{Chance: math.NaN()}
	for i := range x {
		s.Observations = append(s.Observations, stat.Observation{X: x[i], Y: y[i], Seed: stat.NoSeed, Error: math.NaN()})
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
	for i := range y {
		if y[i] < 0.01 {
			return x[:i+1], y[:i+1]
		}
	}
	return x, y
}
