package claims

import (
	"math"

	"github.com/circsim/circsim/output/frames"
)

var grokking = code{
	measures: map[string]measure{
		"faster-than-exponential-divergence": runs("grokking").median(func(f *frames.Frame) float64 {
			at := func(items float64) float64 { return math.Log(f.At("tasks_addition_items", items).Only("step_test")) }
			return (at(3000) - at(3831)) / (3831 - 3000) / ((at(3831) - at(5108)) / (5108 - 3831))
		}),
		"delay-up-to-half": exactly(func(s *study) float64 {
			mostly := func(regime string, sizes ...float64) int {
				return count(sizes, func(items float64) bool {
					f := s.runs("grokking").At("tasks_addition_items", items)
					return 2*f.Where("regime", regime).Len() > f.Len()
				})
			}
			return float64(mostly("grokking", 3831, 5108) + mostly("comprehension", 7661, 10215, 12131))
		}),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Steps to generalize against data", X: "training items", Y: "step of test loss < 1", LogX: true, LogY: true}
		p.median("simulated, median of 11 seeds", s.runs("grokking"), "tasks_addition_items", "step_test")
		p.measured("measured (Nanda et al.)", []float64{3831, 5108, 7661, 10215}, []float64{7583, 2615, 270, 177})
		return p
	},
}
