package claims

import (
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

// pairs are all ordered pairs of modular addition with 113 numbers.
const pairs = 12769

// capacity is how many of the pairs with random labels networks memorize, by parameters.
func capacity(s *Study) (params, stored []float64) {
	return s.Runs("random-labels").Curve("model_params", func(f *frames.Frame) float64 { return pairs * f.Only("train_accuracy") })
}

// criticalData is from how many items on the mean over seeds of test accuracy is 0.9, by parameters; NaN where it never is.
func criticalData(s *Study) (params, items []float64) {
	return s.Runs("regimes").Curve("model_params", func(f *frames.Frame) float64 {
		return Reaches(0.9)(f.Curve("tasks_addition_items", func(f *frames.Frame) float64 { return stat.Mean(f.Floats("test_accuracy")) }))
	})
}

// normChange is, for every seed with a regime at 3000 items, the norm at the end less the one at the last recorded step
// before test accuracy reaches 0.1.
func normChange(s *Study, params float64, regime string) []float64 {
	runs := s.Runs("double-descent").At("model_params", params).At("tasks_addition_items", 3000).Where("regime", regime)
	curves := s.Curves("double-descent").At("model_params", params).At("tasks_addition_items", 3000)
	var changes []float64
	for _, seed := range runs.Values("seed") {
		f := curves.At("seed", seed)
		norm, accuracy := f.Floats("norm"), f.Floats("test_accuracy")
		rise := slices.IndexFunc(accuracy, func(a float64) bool { return a >= 0.1 })
		changes = append(changes, norm[len(norm)-1]-norm[rise-1])
	}
	return changes
}
