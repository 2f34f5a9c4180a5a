package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

// pairs is the number of ordered pairs in modular addition of 113 numbers.
const pairs = 12769

// criticalSlope is the slope of ln critical data size against ln parameters.
var criticalSlope = runs("critical-data").mean(func(f *frames.Frame) float64 {
	return stat.LogSlope(f.Curve("model_params", func(f *frames.Frame) float64 {
		return reaches(0.95)(f.Curve("tasks_addition_items", only("test_accuracy")))
	}))
})

var regimes = code{
	measures: map[string]measure{
		"critical-size-falls":   criticalSlope,
		"critical-size-on-text": criticalSlope,
		"capacity-rises": exactly(func(s *study) float64 {
			_, stored := capacity(s)
			least := math.Inf(1)
			for i := 1; i < len(stored) && stored[i-1] < 0.99*pairs; i++ {
				least = min(least, stored[i]-stored[i-1])
			}
			return least
		}),
		"bits-per-parameter": exactly(func(s *study) float64 {
			f := s.runs("random-labels").If("train_accuracy", func(a float64) bool { return a < 0.5 })
			return last(f.Floats("memorized_bits")) / last(f.Floats("model_params"))
		}),
		"labels-per-parameter": exactly(func(s *study) float64 {
			const labels, classes = 6441, 113
			return labels * math.Log2(classes) / reaches(0.99)(s.runs("random-labels").Curve("model_params", only("train_accuracy")))
		}),
		"one-crossing":              exactly(crossings),
		"norm-rises-in-progression": normChange(2656, "progression"),
		"norm-falls-in-grokking":    normChange(64256, "grokking"),
		"critical-size-without-limit": runs("critical-size").at("training_weight_decay", 1).mean(func(f *frames.Frame) float64 {
			return f.If("test_accuracy", func(a float64) bool { return a >= 0.9 }).Values("tasks_addition_items")[0]
		}),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Regimes, critical data size and capacity", X: "parameters", Y: "training items", LogX: true, LogY: true}
		p.regimes(s.runs("regimes"), "model_params", "tasks_addition_items")
		x, critical := criticalData(s)
		params, stored := capacity(s)
		p.line("D_crit: mean test accuracy 0.9 after 40,000 steps", x, critical)
		p.line("D_mem: random labels memorized", params, stored)
		p.points("D_crit published (Huang et al., hidden sizes 32 and 64)", []float64{19840, 64256}, []float64{4000, 3000})
		return p
	},
}

// capacity is the number of random labels, of all pairs, that a network memorizes, against its parameters.
func capacity(s *study) (params, stored []float64) {
	return s.runs("random-labels").Curve("model_params", func(f *frames.Frame) float64 { return pairs * f.Only("train_accuracy") })
}

// criticalData is the number of items at which mean test accuracy over seeds reaches 0.9, against parameters; NaN where it never does.
func criticalData(s *study) (params, items []float64) {
	return s.runs("regimes").Curve("model_params", func(f *frames.Frame) float64 {
		return reaches(0.9)(f.Curve("tasks_addition_items", average("test_accuracy")))
	})
}

// crossings counts the changes of sign of critical data size minus capacity along model sizes.
func crossings(s *study) float64 {
	x, critical := criticalData(s)
	params, stored := capacity(s)
	var below []bool // whether critical data size is below capacity, size by size
	for i := range x {
		if k := slices.Index(params, x[i]); k >= 0 && !math.IsNaN(critical[i]) {
			below = append(below, critical[i] < stored[k])
		}
	}
	changes := 0.0
	for i := 1; i < len(below); i++ {
		if below[i] != below[i-1] {
			changes++
		}
	}
	return changes
}

// normChange is the norm at the end minus the norm at the last record before test accuracy reaches 0.1: the mean over the seeds that are in a
// regime at 3000 items.
func normChange(params float64, regime string) measure {
	return func(s *study) stat.Estimate {
		runs := s.runs("double-descent").At("model_params", params).At("tasks_addition_items", 3000).Where("regime", regime)
		curves := s.curves("double-descent").At("model_params", params).At("tasks_addition_items", 3000)
		var changes []float64
		for _, seed := range runs.Values("seed") {
			f := curves.At("seed", seed)
			norm, accuracy := f.Floats("norm"), f.Floats("test_accuracy")
			rise := slices.IndexFunc(accuracy, func(a float64) bool { return a >= 0.1 })
			changes = append(changes, last(norm)-norm[rise-1])
		}
		return meanOf(changes)
	}
}
