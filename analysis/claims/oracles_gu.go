package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

var guMeasures = map[string]measure{
	"gu-critical-size": exactly(func(s *Study) float64 {
		const web = 0.99 // share of web text before shares are normalized
		facts, size := criticalSizes(s)
		share := make([]float64, len(facts))
		for i, r := range facts {
			share[i] = r / (web + r)
		}
		return stat.LogSlope(share, size)
	}),
	"gu-nothing-below": exactly(func(s *Study) float64 {
		highest := 0.0
		for _, a := range knownNear(s, 0, 0.5) {
			highest = max(highest, a)
		}
		return highest
	}),
	"gu-all-above": exactly(func(s *Study) float64 {
		lowest := math.Inf(1)
		for _, a := range knownNear(s, 2, math.Inf(1)) {
			lowest = min(lowest, a)
		}
		return lowest
	}),
}

// criticalSizes are the sizes at which half of the facts are learned, against the share of facts. The sweep searches for them: each is the
// geometric mean of the largest size below half and the smallest size above, a whole number of parameters.
func criticalSizes(s *Study) (share, size []float64) {
	return s.Runs("gu").Where("task", "facts").Curve("tasks_facts_share", func(f *frames.Frame) float64 {
		params, known := f.Curve("model_params", only("train_accuracy"))
		above := 0
		for known[above] < 0.5 {
			above++
		}
		return math.Round(math.Sqrt(params[above-1]) * math.Sqrt(params[above]))
	})
}

// knownNear are the shares of facts known by networks whose size is between two multiples of the critical one.
func knownNear(s *Study, from, to float64) []float64 {
	var all []float64
	share, size := criticalSizes(s)
	for i := range share {
		f := s.Runs("gu").Where("task", "facts").At("tasks_facts_share", share[i]).
			If("model_params", func(n float64) bool { return n >= from*size[i] && n <= to*size[i] })
		all = append(all, f.Floats("train_accuracy")...)
	}
	return all
}
