package claims

import (
	"cmp"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

// phaseItems is the column of the data size that a phase of training sets.
const phaseItems = "training_phases_0_set_tasks_addition_items"

var ungrokking = code{
	measures: map[string]measure{
		"hysteresis": func(s *study) stat.Estimate {
			up := ofMeanCurve(s.runs("grokking-activated").At("training_steps", 300000), "tasks_addition_items", "test_accuracy", reaches(0.5))
			down := retained(s, 1, reaches(0.5))
			return up.Over(down)
		},
		"sharp": func(s *study) stat.Estimate {
			return retained(s, 1, func(x, y []float64) float64 { return reaches(0.9)(x, y) / reaches(0.1)(x, y) })
		},
		"whatever-the-decay": func(s *study) stat.Estimate {
			bySize := func(a, b stat.Estimate) int { return cmp.Compare(a.Value, b.Value) }
			var sizes []stat.Estimate
			for _, decay := range s.runs("ungrokking").Values("training_weight_decay") {
				sizes = append(sizes, retained(s, decay, reaches(0.5)))
			}
			largest, smallest := slices.MaxFunc(sizes, bySize), slices.MinFunc(sizes, bySize)
			ratio := largest.Over(smallest)
			ratio.Low = max(1, ratio.Low)
			return ratio
		},
		"logits-shift-with-data": exactly(func(s *study) float64 {
			_, share := s.runs("ungrokking").At("training_weight_decay", 1).Curve(phaseItems, func(f *frames.Frame) float64 {
				g, m := stat.Mean(f.Floats("generalization")), stat.Mean(f.Floats("memorization"))
				return g / (g + m)
			})
			rises := count(minus(share[1:], share[:len(share)-1]), func(x float64) bool { return x >= 0 })
			return float64(rises) / float64(len(share)-1)
		}),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Test accuracy after data are taken away, and from scratch", X: "training items", LogX: true}
		p.Y = "mean test accuracy of 5 seeds"
		f := s.runs("ungrokking")
		for _, decay := range f.Values("training_weight_decay") {
			p.mean("grokked on 12768 items first, decay "+number(decay), f.At("training_weight_decay", decay), phaseItems, "test_accuracy")
		}
		few := s.runs("grokking-activated").If("tasks_addition_items", func(items float64) bool { return items < 5000 })
		p.mean("from scratch", few, "tasks_addition_items", "test_accuracy")
		return p
	},
}

// retained reads a number off the mean test accuracy of grokked networks, against the items that they are then trained on.
func retained(s *study, decay float64, of func(x, y []float64) float64) stat.Estimate {
	return ofMeanCurve(s.runs("ungrokking").At("training_weight_decay", decay), phaseItems, "test_accuracy", of)
}
