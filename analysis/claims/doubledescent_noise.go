package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

// noisy is test accuracy against model size with wrong labels.
func noisy(s *Study, noise, decay float64) (params, accuracy []float64) {
	return s.Runs("label-noise").At("training_weight_decay", decay).At("tasks_classification_label_noise", noise).
		Curve("model_params", func(f *frames.Frame) float64 { return f.Only("test_accuracy") })
}

// inTime is test accuracy against the step.
func inTime(s *Study, noise, params float64) (steps, accuracy []float64) {
	f := s.Curves("epoch-wise").At("tasks_classification_label_noise", noise).At("model_params", params)
	return f.Floats("step"), f.Floats("test_accuracy")
}

// leastRise is the smallest step upward of a sequence.
func leastRise(y ...float64) Estimate {
	least := math.Inf(1)
	for i := 1; i < len(y); i++ {
		least = min(least, y[i]-y[i-1])
	}
	return stat.Exact(least)
}

func nakkiranDescent() []Claim {
	return []Claim{{
		Name: "none-without-noise", Source: nakkiran + ", Fig 4", Kind: Shape, Published: math.NaN(),
		Statement: "Without label noise the error of a network on CIFAR-10 has a plateau in model size and no peak.",
		Quantity:  "depth of the valley of test accuracy in model size, noise 0", Expect: Below(0.02),
		Simulated: func(s *Study) Estimate { return stat.Exact(Depth(noisy(s, 0, 0.02))) },
	}, {
		Name: "noise-deepens", Source: nakkiran + ", Fig 4", Kind: Order, Published: math.NaN(),
		Statement: "With label noise there is a peak of the error that grows with the noise.",
		Quantity:  "smallest rise of the valley's depth from noise 0 to 0.1 to 0.2", Expect: Above(0),
		Simulated: func(s *Study) Estimate {
			return leastRise(Depth(noisy(s, 0, 0.02)), Depth(noisy(s, 0.1, 0.02)), Depth(noisy(s, 0.2, 0.02)))
		},
	}, {
		Name: "noise-moves-the-peak", Source: nakkiran + ", sec 5", Kind: Order, Published: math.NaN(),
		Statement: "More label noise raises the interpolation threshold and moves the peak to larger models.",
		Quantity:  "parameters at the valley with noise 0.2, over those with 0.1", Expect: Above(1.01),
		Simulated: func(s *Study) Estimate {
			return stat.Exact(Lowest(noisy(s, 0.2, 0.02)) / Lowest(noisy(s, 0.1, 0.02)))
		},
	}, {
		Name: "at-the-interpolation-threshold", Source: nakkiran + ", sec 2; arXiv:1812.11118 (Belkin et al.)", Kind: Value, Published: 1,
		Statement: "The peak is where a model can just fit its training set, wrong labels included, to an error of 0.1.",
		Quantity:  "parameters at the valley, over those at which train accuracy is 0.9, noise 0.2", Expect: Within(1, 0.25),
		Simulated: func(s *Study) Estimate {
			x, fit := s.Runs("label-noise").At("training_weight_decay", 0.02).At("tasks_classification_label_noise", 0.2).
				Curve("model_params", func(f *frames.Frame) float64 { return f.Only("train_accuracy") })
			return stat.Exact(Lowest(noisy(s, 0.2, 0.02)) / Reaches(0.9)(x, fit))
		},
	}, {
		Name: "decay-flattens", Source: "arXiv:1903.08560 (Hastie et al.)", Kind: Shape, Published: math.NaN(),
		Statement: "With the best amount of regularization there is no peak.",
		Quantity:  "depth of the valley at the decay of 0.02, 0.1 and 0.5 that has the least, noise 0.2", Expect: Below(0.02),
		Simulated: func(s *Study) Estimate {
			return stat.Exact(min(Depth(noisy(s, 0.2, 0.02)), Depth(noisy(s, 0.2, 0.1)), Depth(noisy(s, 0.2, 0.5))))
		},
	}, {
		Name: "epoch-wise-large", Source: nakkiran + ", Fig 9", Kind: Shape, Published: math.NaN(),
		Statement: "In training time with 20% noise the error of a large model falls, rises and falls again.",
		Quantity:  "depth of the valley of test accuracy in time, 640,000 parameters, 16 times the interpolation threshold", Expect: Above(0.05),
		Simulated: func(s *Study) Estimate { return stat.Exact(Depth(inTime(s, 0.2, 640000))) },
		NotMet:    "Far above the threshold what is memorized fills so little of the network that it hardly disturbs unseen items.",
	}, {
		Name: "epoch-wise-above-the-threshold", Source: nakkiran + ", sec 6", Kind: Shape, Published: math.NaN(),
		Statement: "A model that can fit its training set, wrong labels included, meets the critical regime in training time and has double descent there.",
		Quantity:  "depth of the valley of test accuracy in time, 80,000 parameters, twice the interpolation threshold", Expect: Above(0.05),
		Simulated: func(s *Study) Estimate { return stat.Exact(Depth(inTime(s, 0.2, 80000))) },
	}, {
		Name: "less-noise-ends-better", Source: nakkiran + ", sec 6", Kind: Order, Published: math.NaN(),
		Statement: "With 10% noise the final error can fall below its first minimum in training time.",
		Quantity:  "last test accuracy over the highest before the valley, 40,000 parameters, noise 0.1", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			x, y := inTime(s, 0.1, 40000)
			valley := slices.Index(x, Lowest(x, y))
			return stat.Exact(y[len(y)-1] / slices.Max(y[:valley]))
		},
	}, {
		Name: "epoch-wise-medium", Source: nakkiran + ", Fig 9", Kind: Shape, Published: math.NaN(),
		Statement: "That of a medium model is U-shaped: it ends higher than its first minimum.",
		Quantity:  "last test accuracy over the highest, 40,000 parameters", Expect: Below(0.95),
		Simulated: func(s *Study) Estimate {
			_, y := inTime(s, 0.2, 40000)
			return stat.Exact(y[len(y)-1] / slices.Max(y))
		},
	}, {
		Name: "epoch-wise-small", Source: nakkiran + ", Fig 9", Kind: Shape, Published: math.NaN(),
		Statement: "That of a small model falls monotonically.",
		Quantity:  "depth of the valley of test accuracy in time, 5000 parameters", Expect: Below(0.02),
		Simulated: func(s *Study) Estimate { return stat.Exact(Depth(inTime(s, 0.2, 5000))) },
	}, {
		Name: "more-data-hurts", Source: nakkiran + ", sec 7", Kind: Shape, Published: math.NaN(),
		Statement: "There are sizes of model at which four times as many data do not help.",
		Quantity:  "smallest ratio of test accuracies with four times the items and with the items, noise 0.2", Expect: Below(1),
		Simulated: func(s *Study) Estimate {
			_, y := s.Runs("sample-wise").At("tasks_classification_label_noise", 0.2).
				Curve("tasks_classification_items", func(f *frames.Frame) float64 { return f.Only("test_accuracy") })
			least := math.Inf(1)
			for i := 4; i < len(y); i++ {
				least = min(least, y[i]/y[i-4])
			}
			return stat.Exact(least)
		},
	}}
}
