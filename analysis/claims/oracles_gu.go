package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

var guMeasures = map[string]measure{
	"gu-critical-size": exactly(func(s *study) float64 {
		const web = 0.99 // share of web text before shares are normalized
		facts, size := criticalSizes(s)
		share := make([]float64, len(facts))
		for i, r := range facts {
			share[i] = r / (web + r)
		}
		return stat.LogSlope(share, size)
	}),
	"gu-nothing-below": exactly(func(s *study) float64 { return slices.Max(knownNear(s, 0, 0.5)) }),
	"gu-all-above":     exactly(func(s *study) float64 { return slices.Min(knownNear(s, 2, math.Inf(1))) }),
}

// criticalSizes are the sizes at which half of the facts are learned, against the share of facts. Each is the geometric mean of the largest
// size below half and the smallest above that the sweep found, rounded to a whole number of parameters.
func criticalSizes(s *study) (share, size []float64) {
	return s.runs("gu").Where("task", "facts").Curve("tasks_facts_share", func(f *frames.Frame) float64 {
		params, known := f.Curve("model_params", only("train_accuracy"))
		above := slices.IndexFunc(known, func(share float64) bool { return share >= 0.5 })
		return math.Round(math.Sqrt(params[above-1]) * math.Sqrt(params[above]))
	})
}

// knownNear lists the shares of facts that networks know whose size is between two multiples of the critical one.
func knownNear(s *study, from, to float64) []float64 {
	var all []float64
	share, size := criticalSizes(s)
	for i := range share {
		f := s.runs("gu").Where("task", "facts").At("tasks_facts_share", share[i]).
			If("model_params", func(n float64) bool { return n >= from*size[i] && n <= to*size[i] })
		all = append(all, f.Floats("train_accuracy")...)
	}
	return all
}
