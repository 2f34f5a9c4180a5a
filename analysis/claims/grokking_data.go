package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

// dataClaims are about the amount of data at which networks grok, and about what decay leaves alone.
func dataClaims() []Claim {
	const nanda = "arXiv:2301.05217, Fig 20"
	return []Claim{{
		Name: "none-below-a-fifth", Source: nanda, Kind: Shape, Published: math.NaN(),
		Statement: "With 10 or 20% of the data there is no grokking even after 40,000 epochs.",
		Quantity:  "highest test accuracy of all seeds at 1500, 2000 and 2300 items, 12 to 18% of all", Expect: Below(0.5),
		Simulated: func(s *Study) Estimate {
			best := 0.0
			for _, accuracy := range s.Runs("grokking").If("tasks_addition_items", func(n float64) bool { return n < 0.2*12769 }).Floats("test_accuracy") {
				best = max(best, accuracy)
			}
			return stat.Exact(best)
		},
	}, {
		Name: "delay-up-to-half", Source: nanda + "; arXiv:2205.10343, Table 1", Kind: Shape, Published: math.NaN(),
		Statement: "With 30 to 50% of the data networks grok, with 60% and more they generalize at once.",
		Quantity:  "of 3831, 5108, 7661, 10215 and 12131 items: sizes whose most frequent regime is grokking, of the first two, and comprehension, of the others", Expect: Between(5, 5),
		Simulated: func(s *Study) Estimate {
			n := 0.0
			for _, size := range []struct {
				items  float64
				regime string
			}{{3831, "grokking"}, {5108, "grokking"}, {7661, "comprehension"}, {10215, "comprehension"}, {12131, "comprehension"}} {
				f := s.Runs("grokking").At("tasks_addition_items", size.items)
				if 2*f.Where("regime", size.regime).Len() > f.Len() {
					n++
				}
			}
			return stat.Exact(n)
		},
	}, {
		Name: "memorization-whatever-the-decay", Source: "arXiv:2210.01117, teacher and student", Kind: Value, Published: 0,
		Statement: "The time to fit the training set does not depend on weight decay.",
		Quantity:  "slope of ln step_train against ln weight decay, 0.1 to 1", Expect: Near(0, 0.1),
		Simulated: func(s *Study) Estimate {
			return Mean(s.Runs("grokking-decay").If("training_weight_decay", func(d float64) bool { return d <= 1 }).BySeed(func(f *frames.Frame) float64 {
				return stat.LogSlope(f.Floats("training_weight_decay"), f.Floats("step_train"))
			}))
		},
	}}
}
