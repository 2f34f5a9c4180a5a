package claims

import (
	"math"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

func lossThreshold() *Row {
	r := &Row{
		Number: 9, Name: "loss-threshold", Title: "Loss is the order parameter",
		Scenarios: []string{"loss-threshold"}, Fitted: []string{"gain of addition", "initial of addition", "share of addition"},
		Mechanism: "Pre-training loss tells how rare a fact is that has just been learned, for want of steps or of parameters alike. A circuit that serves a rare task is learned when facts of its own gain are: " +
			"its gain times its share is one place in the same order (equation 3 of docs/model.md), so that networks of any size and age with equal loss agree on it.",
		Trust: "The constants are illustrative, none is fitted to the paper's curves, but the three of addition were chosen so that its onset lies in the middle of the losses and one curve holds; the published threshold of 2.2 nats is one of a corpus and a tokenizer and is not compared. That loss explains it needs a circuit that crowding slows about " +
			"as it slows memorization: with congestion 0.1 instead of 0.935 one curve of loss no longer does (a test holds that).",
		Claims: []Claim{
			{
				Name: "one-curve-of-loss", Source: "arXiv:2403.15796, sec 3.1", Kind: Shape, Published: math.NaN(),
				Statement: "Performance on a task is one function of pre-training loss, whatever the size of the model and the tokens seen.",
				Quantity:  "variance of the score over sizes and steps that loss explains", Expect: Above(0.9),
				Simulated: func(s *Study) Estimate { return evidence(s, "addition", "variance explained by loss") },
			}, {
				Name: "rank-correlation", Source: "arXiv:2403.15796, Table 2", Kind: Value, Published: -0.89,
				Statement: "Spearman's correlation of performance with loss is -0.804 (MMLU), -0.831 (C-Eval), -0.948 and -0.975 (GSM8K, Chinese and English) on the tasks that emerge; -0.89 is their mean.",
				Quantity:  "rank correlation of the score on additions with loss, over sizes and steps", Expect: Between(-0.975, -0.804),
				Simulated: func(s *Study) Estimate { return evidence(s, "addition", "Spearman correlation of score and loss") },
			}, {
				Name: "loss-not-size", Source: "arXiv:2403.15796, sec 3.1", Kind: Order, Published: math.NaN(),
				Statement: "Size does not explain it beyond that.",
				Quantity:  "variance explained by loss minus that by size", Expect: Above(0),
				Simulated: func(s *Study) Estimate { return evidence(s, "addition", "more by loss than by size") },
			}, {
				Name: "loss-not-compute", Source: "arXiv:2403.15796, sec 3.1", Kind: Order, Published: math.NaN(),
				Statement: "Nor does compute.",
				Quantity:  "variance explained by loss minus that by compute", Expect: Above(0),
				Simulated: func(s *Study) Estimate { return evidence(s, "addition", "more by loss than by compute") },
			}, {
				Name: "under-a-continuous-metric", Source: "arXiv:2403.15796, sec 3.2", Kind: Shape, Published: math.NaN(),
				Statement: "The tipping point stays under the Brier score.",
				Quantity:  "greatest gain of the Brier score over its first value at losses of 1.15 times the threshold or more", Expect: Below(0.05),
				Simulated: func(s *Study) Estimate {
					eta := evidence(s, "addition", "threshold loss").Value
					return stat.MedianOf(aboveLoss(s, 1.15*eta).BySeed(func(f *frames.Frame) float64 {
						brier := f.Floats("brier")
						gain := 0.0
						for _, b := range brier {
							gain = max(gain, brier[0]-b)
						}
						return gain
					}))
				},
			}, {
				Name: "easy-tasks-are-smooth", Source: "arXiv:2403.15796, sec 3.1", Kind: Shape, Published: math.NaN(),
				Statement: "Tasks of knowledge improve smoothly with loss, without a threshold.",
				Quantity:  "1 where analyze calls knowledge emergent by loss, else 0", Expect: Below(0),
				Simulated: func(s *Study) Estimate {
					v := byLoss(s, "knowledge")
					if v.Verdict.Verdict == emergence.Emergent {
						return stat.Exact(1)
					}
					return stat.Exact(0)
				},
			},
		},
	}
	r.Picture = func(s *Study) show.Picture {
		p := show.Picture{Title: "Accuracy against pre-training loss, at every moment", X: "loss of the whole mix, nats per token", Y: "accuracy of additions"}
		all := s.Curves("loss-threshold").Where("task", "addition").At("seed", 1)
		sizes := all.Values("model_params")
		for _, i := range []int{0, len(sizes) / 3, 2 * len(sizes) / 3, len(sizes) - 1} {
			f := all.At("model_params", sizes[i])
			p.Lines = append(p.Lines, show.Line{Name: number(sizes[i]) + " parameters", X: f.Floats("loss"), Y: f.Floats("test_accuracy")})
		}
		return p
	}
	return r
}

func byLoss(s *Study, task string) analysis.Verdict {
	for _, v := range s.Report("loss-threshold", "").Verdicts {
		if v.Definition == emergence.ByLoss && v.Task == task {
			return v
		}
	}
	panic("claims: no verdict by loss on " + task)
}

// evidence is a figure of the verdict by loss, with the interval of analyze.
func evidence(s *Study, task, name string) Estimate {
	for _, e := range byLoss(s, task).Evidence {
		if e.Name == name {
			return e.Estimate
		}
	}
	panic("claims: no " + name + " in the verdict by loss")
}

// aboveLoss are the moments of training at a loss or above.
func aboveLoss(s *Study, loss float64) *frames.Frame {
	return s.Curves("loss-threshold").Where("task", "addition").If("loss", func(x float64) bool { return x >= loss })
}
