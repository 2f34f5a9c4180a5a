package claims

import (
	"math"

	"github.com/circsim/circsim/output/frames"
)

// toy are the curves of the network of two circuits of Varma et al.
var toy = curves("varma").at("training_cost_weight", 0.005)

var varmaMeasures = map[string]measure{
	"varma-train-loss-at-400": exactly(func(s *study) float64 { return readAt(toy(s).Floats("step"), crossEntropy(toy(s)), 400) }),
	"varma-overtakes": exactly(func(s *study) float64 {
		f := toy(s).If("step", func(t float64) bool { return t > 0 }) // both circuits are 0 at step 0
		return reaches(0)(f.Floats("step"), minus(f.Floats("generalization"), f.Floats("memorization")))
	}),
	"varma-final-train-loss": exactly(func(s *study) float64 { return last(crossEntropy(toy(s))) }),
	"varma-efficiency-ratio": exactly(func(s *study) float64 {
		return last(toy(s).Floats("generalization")) / last(toy(s).Floats("memorization"))
	}),
	"varma-steps-against-penalty": exactly(func(s *study) float64 {
		worst := 0.0
		for _, run := range []struct{ weight, step float64 }{
			{0.0005, 40830}, {0.001, 21705}, {0.0025, 9576}, {0.005, 5258}, {0.01, 2966}, {0.02, 1751},
		} {
			worst = max(worst, math.Abs(s.runs("varma").At("training_cost_weight", run.weight).Only("step_test")/run.step-1))
		}
		return worst
	}),
}

// crossEntropy is the training loss without the penalty.
func crossEntropy(f *frames.Frame) []float64 {
	return minus(f.Floats("train_loss"), f.Floats("penalty"))
}
