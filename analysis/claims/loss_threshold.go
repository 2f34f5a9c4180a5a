package claims

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

var lossThreshold = code{
	measures: map[string]measure{
		"one-curve-of-loss": evidence("variance explained by loss"),
		"rank-correlation":  evidence("Spearman correlation of score and loss"),
		"loss-not-size":     evidence("more by loss than by size"),
		"loss-not-compute":  evidence("more by loss than by compute"),
		"under-a-continuous-metric": func(s *study) stat.Estimate {
			threshold := evidence("threshold loss")(s).Value
			return curves("loss-threshold").where("task", "addition").median(func(f *frames.Frame) float64 {
				brier := f.If("loss", func(x float64) bool { return x >= 1.15*threshold }).Floats("brier")
				gain := 0.0
				for _, b := range brier {
					gain = max(gain, brier[0]-b)
				}
				return gain
			})(s)
		},
		"easy-tasks-are-smooth": exactly(func(s *study) float64 { return isEmergent(byLoss(s, "knowledge").Verdict) }),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Accuracy against pre-training loss, at every moment", Y: "accuracy of additions"}
		p.X = "loss of the whole mix, nats per token"
		all := s.curves("loss-threshold").Where("task", "addition").At("seed", 1)
		sizes := all.Values("model_params")
		for _, i := range []int{0, len(sizes) / 3, 2 * len(sizes) / 3, len(sizes) - 1} {
			f := all.At("model_params", sizes[i])
			p.line(number(sizes[i])+" parameters", f.Floats("loss"), accuraciesOf(f))
		}
		return p
	},
}

// byLoss is the verdict of circsim analyze on a task along the loss.
func byLoss(s *study, task string) analysis.Verdict {
	for _, v := range s.report("loss-threshold", "").Verdicts {
		if v.Definition == emergence.ByLoss && v.Task == task {
			return v
		}
	}
	s.fail(fmt.Errorf("no verdict by loss on %s", task))
	return analysis.Verdict{}
}

// evidence is a number from the verdict by loss on addition, with its interval.
func evidence(name string) measure {
	return func(s *study) stat.Estimate {
		for _, e := range byLoss(s, "addition").Evidence {
			if e.Name == name {
				return e.Estimate
			}
		}
		s.fail(fmt.Errorf("no %s in the verdict by loss", name))
		return stat.Exact(math.NaN())
	}
}
