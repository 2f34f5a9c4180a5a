package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

// pairs is the number of ordered pairs in modular addition of 113 numbers.
const pairs = 12769

var regimes = code{
	measures: map[string]measure{
		"critical-size-falls": runs("critical-data").mean(func(f *frames.Frame) float64 {
			return stat.LogSlope(f.Curve("model_params", func(f *frames.Frame) float64 {
				return Reaches(0.95)(f.Curve("tasks_addition_items", only("test_accuracy")))
			}))
		}),
		"capacity-rises": exactly(func(s *Study) float64 {
			_, stored := capacity(s)
			least := math.Inf(1)
			for i := 1; i < len(stored) && stored[i-1] < 0.99*pairs; i++ {
				least = min(least, stored[i]-stored[i-1])
			}
			return least
		}),
		"bits-per-parameter": exactly(func(s *Study) float64 {
			f := s.Runs("random-labels").If("train_accuracy", func(a float64) bool { return a < 0.5 })
			last := f.Len() - 1
			return f.Floats("memorized_bits")[last] / f.Floats("model_params")[last]
		}),
		"labels-per-parameter": exactly(func(s *Study) float64 {
			const labels, classes = 6441, 113
			return labels * math.Log2(classes) / Reaches(0.99)(s.Runs("random-labels").Curve("model_params", only("train_accuracy")))
		}),
		"one-crossing":              exactly(crossings),
		"norm-rises-in-progression": normChange(2656, "progression"),
		"norm-falls-in-grokking":    normChange(64256, "grokking"),
		"critical-size-without-limit": runs("critical-size").at("training_weight_decay", 1).mean(func(f *frames.Frame) float64 {
			return f.If("test_accuracy", func(a float64) bool { return a >= 0.9 }).Values("tasks_addition_items")[0]
		}),
	},
	picture: func(s *Study) Picture {
		p := Picture{Title: "Critical data size and capacity", X: "parameters", Y: "items", LogX: true, LogY: true}
		x, critical := criticalData(s)
		params, stored := capacity(s)
		p.line("D_crit: mean test accuracy 0.9 after 40,000 steps", x, critical)
		p.line("D_mem: random labels memorized", params, stored)
		p.points("D_crit published (Huang et al., hidden sizes 32 and 64)", []float64{19840, 64256}, []float64{4000, 3000})
		return p
	},
}

// capacity is how many of all pairs, with random labels, a network memorizes, against its parameters.
func capacity(s *Study) (params, stored []float64) {
	return s.Runs("random-labels").Curve("model_params", func(f *frames.Frame) float64 { return pairs * f.Only("train_accuracy") })
}

// criticalData is the number of items at which test accuracy, a mean over seeds, reaches 0.9, against parameters; NaN where it never does.
func criticalData(s *Study) (params, items []float64) {
	return s.Runs("regimes").Curve("model_params", func(f *frames.Frame) float64 {
		return Reaches(0.9)(f.Curve("tasks_addition_items", average("test_accuracy")))
	})
}

// crossings counts the changes of sign of critical data size minus capacity over model sizes.
func crossings(s *Study) float64 {
	x, critical := criticalData(s)
	params, stored := capacity(s)
	changes, last := 0.0, 0
	for i := range x {
		k := slices.Index(params, x[i])
		if k < 0 || math.IsNaN(critical[i]) {
			continue
		}
		sign := 1
		if critical[i] < stored[k] {
			sign = -1
		}
		if last == -sign {
			changes++
		}
		last = sign
	}
	return changes
}

// normChange is the mean over the seeds with a regime at 3000 items of the norm at the end, minus the norm at the last record before
// test accuracy reaches 0.1.
func normChange(params float64, regime string) measure {
	return func(s *Study) Estimate {
		runs := s.Runs("double-descent").At("model_params", params).At("tasks_addition_items", 3000).Where("regime", regime)
		curves := s.Curves("double-descent").At("model_params", params).At("tasks_addition_items", 3000)
		var changes []float64
		for _, seed := range runs.Values("seed") {
			f := curves.At("seed", seed)
			norm, accuracy := f.Floats("norm"), f.Floats("test_accuracy")
			rise := slices.IndexFunc(accuracy, func(a float64) bool { return a >= 0.1 })
			changes = append(changes, norm[len(norm)-1]-norm[rise-1])
		}
		return Mean(changes)
	}
}
