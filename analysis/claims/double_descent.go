package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

var doubleDescent = code{
	measures: map[string]measure{
		"zero-in-the-valley": func(s *study) stat.Estimate {
			return addition(s, 2600, func(x, y []float64) float64 {
				highest := 0.0
				for i := range x {
					if x[i] >= 12576 && x[i] <= 28640 { // hidden sizes 24 to 40
						highest = max(highest, y[i])
					}
				}
				return highest
			})
		},
		"less-pronounced-at-3000-items": func(s *study) stat.Estimate { return addition(s, 2600, depth).Minus(addition(s, 3000, depth)) },
		"none-with-more-data": func(s *study) stat.Estimate {
			a, b := addition(s, 4000, depth), addition(s, 5000, depth)
			return stat.Estimate{Value: max(a.Value, b.Value), Low: max(a.Low, b.Low), High: max(a.High, b.High)}
		},
		"harder-task-deeper": func(s *study) stat.Estimate {
			return ofMeanCurve(harder(s), "model_params", "test_accuracy", depth).Minus(addition(s, 3000, depth))
		},
		"noise-deepens": exactly(func(s *study) float64 {
			none, some, more := depth(noisy(s, 0, 0.02)), depth(noisy(s, 0.1, 0.02)), depth(noisy(s, 0.2, 0.02))
			return min(some-none, more-some)
		}),
		"noise-moves-the-peak": exactly(func(s *study) float64 { return lowest(noisy(s, 0.2, 0.02)) / lowest(noisy(s, 0.1, 0.02)) }),
		"at-the-interpolation-threshold": exactly(func(s *study) float64 {
			return lowest(noisy(s, 0.2, 0.02)) / reaches(0.9)(mislabelled(s, 0.2, 0.02).Curve("model_params", only("train_accuracy")))
		}),
		"decay-flattens": exactly(func(s *study) float64 {
			return min(depth(noisy(s, 0.2, 0.02)), depth(noisy(s, 0.2, 0.1)), depth(noisy(s, 0.2, 0.5)))
		}),
		"less-noise-ends-better": exactly(func(s *study) float64 {
			x, y := inTime(s, 0.1, 40000)
			valley := slices.Index(x, lowest(x, y))
			return last(y) / slices.Max(y[:valley])
		}),
		"epoch-wise-medium": exactly(func(s *study) float64 {
			_, y := inTime(s, 0.2, 40000)
			return last(y) / slices.Max(y)
		}),
		"more-data-hurts": exactly(func(s *study) float64 {
			const fourfold = 4 // points of the axis from a number of items to four times as many
			_, y := s.runs("sample-wise").At("tasks_classification_label_noise", 0.2).Curve("tasks_classification_items", only("test_accuracy"))
			least := math.Inf(1)
			for i := fourfold; i < len(y); i++ {
				least = min(least, y[i]/y[i-fourfold])
			}
			return least
		}),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Double descent in model size", X: "parameters", Y: "mean test accuracy", LogX: true}
		for _, items := range []float64{2600, 3000, 4000} {
			f := s.runs("double-descent").At("tasks_addition_items", items)
			p.mean("addition of "+number(items)+" items, 11 seeds", f, "model_params", "test_accuracy")
		}
		p.mean("harder task, 3000 items, 11 seeds", harder(s), "model_params", "test_accuracy")
		x, y := noisy(s, 0.2, 0.02)
		p.line("10 classes, 50,000 items, a fifth mislabelled", x, y)
		return p
	},
}

// addition reads a number off the mean test accuracy against parameters.
func addition(s *study, items float64, of func(x, y []float64) float64) stat.Estimate {
	return ofMeanCurve(s.runs("double-descent").At("tasks_addition_items", items), "model_params", "test_accuracy", of)
}

// harder are the runs of the hardest task.
func harder(s *study) *frames.Frame {
	return s.runs("harder-task").At("tasks_addition_generalization_gain", 0.028)
}

// mislabelled are the runs with a share of wrong labels.
func mislabelled(s *study, noise, decay float64) *frames.Frame {
	return s.runs("label-noise").At("training_weight_decay", decay).At("tasks_classification_label_noise", noise)
}

// noisy is test accuracy against parameters with a share of wrong labels.
func noisy(s *study, noise, decay float64) (params, accuracy []float64) {
	return mislabelled(s, noise, decay).Curve("model_params", only("test_accuracy"))
}

// inTime is test accuracy against steps with a share of wrong labels.
func inTime(s *study, noise, params float64) (steps, accuracy []float64) {
	f := s.curves("epoch-wise").At("tasks_classification_label_noise", noise).At("model_params", params)
	return f.Floats("step"), f.Floats("test_accuracy")
}
