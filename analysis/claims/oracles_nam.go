package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"gonum.org/v1/gonum/floats"
)

// fewSkills are the circuits of the run of nam.yaml with five skills.
var fewSkills = circuits("nam").at("tasks_skills_items", 5)

var namMeasures = map[string]measure{
	"nam-logistic": exactly(func(s *study) float64 {
		const alpha, skills, target, initial, gain = 0.6, 5, 5, 1e-3, 0.01 // of nam.yaml
		total := 0.0
		for k := 1; k <= skills; k++ {
			total += math.Pow(float64(k), -1-alpha)
		}
		f := fewSkills(s)
		index, step, strength := f.Floats("index"), f.Floats("step"), f.Floats("strength")
		worst := 0.0
		for i := range index {
			frequency := math.Pow(index[i]+1, -1-alpha) / total
			want := target / (1 + (target/initial-1)*math.Exp(-2*gain*target*step[i]*frequency))
			worst = max(worst, math.Abs(strength[i]/want-1))
		}
		return worst
	}),
	"nam-emergence-time": exactly(func(s *study) float64 {
		f := fewSkills(s).At("step", 20000)
		rank := f.Floats("index")
		floats.AddConst(1, rank)
		return stat.LogSlope(rank, f.Floats("born"))
	}),
	"nam-compute-alpha-0.4": computeExponent("{zipf: 1.4}"),
	"nam-compute-alpha-0.6": computeExponent("{zipf: 1.6}"),
}

// computeExponent is the slope of ln loss against ln compute at the best size for each compute.
func computeExponent(frequency string) measure {
	return exactly(func(s *study) float64 {
		f := s.curves("michaud").Where("tasks_quanta_frequency", frequency).If("model_params", func(n float64) bool { return n < 1e12 })
		best := envelopeOf(f)
		return stat.LogSlope(best.compute, best.loss)
	})
}
