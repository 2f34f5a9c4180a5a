package claims

import (
	"github.com/circsim/circsim/analysis/stat"
)

var michaudMeasures = map[string]measure{
	"nam-compute-alpha-0.4": computeExponent("{zipf: 1.4}"),
	"nam-compute-alpha-0.6": computeExponent("{zipf: 1.6}"),
}

// computeExponent is the slope of ln loss against ln compute at the best size for each compute.
func computeExponent(frequency string) measure {
	return exactly(func(s *Study) float64 {
		f := s.Curves("michaud").Where("tasks_quanta_frequency", frequency).If("model_params", func(n float64) bool { return n < 1e12 })
		best := envelopeOf(f)
		return stat.LogSlope(best.compute, best.loss)
	})
}
