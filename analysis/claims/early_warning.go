package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

func earlyWarning() *Row {
	const nanda, snell = "arXiv:2301.05217, abstract and sec 5", "arXiv:2411.16035"
	r := &Row{
		Number: 18, Name: "early-warning", Title: "Early warning: a measure from inside before a dangerous ability shows",
		Scenarios: []string{"early-warning", "early-warning-size"}, Fitted: shared,
		Mechanism: "A circuit that will take over grows at a steady rate from far below what shows outside; one that will not, shrinks. Outside both look alike, as memorization drowns small " +
			"logits. The generalizing share of the logit tells them apart as soon as it is above what losing circuits reach.",
		Trust: "The level of the alarm is fixed on seeds 1 to 20, such that at most 5% of their runs that never show the ability raise it and that it can be measured to one in a hundred, and tried on seeds 21 to 40, which share no luck with them but all constants. Runs of one " +
			"seed share their luck, so that they are not independent and the intervals of false alarms and misses are too narrow. In a real network the generalizing " +
			"share has to be found by interpretability first; here it is read off. The alarm says that the circuit is there, not that it will show: beside facts whose disturbance no size takes away " +
			"the circuit forms and the ability never appears (docs/model.md, section 10). Snell et al. foretell by finetuning, not from inside; only the lead is compared.",
	}
	r.Claims = []Claim{{
		Name: "lead-in-training", Source: nanda, Kind: Order, Published: math.NaN(),
		Statement: "Progress measures from inside rise before the ability shows, and foretell it.",
		Quantity:  "compute at test accuracy 0.5 over compute at the alarm, median of the runs of new seeds that show the ability", Expect: Above(1),
		Simulated: func(s *Study) Estimate { return stat.MedianOf(watch(s, sharesOf, 0).leads()) },
	}, {
		Name: "few-false-alarms", Source: nanda, Kind: Shape, Published: math.NaN(),
		Statement: "They do so in networks that generalize, and not in those that do not.",
		Quantity:  "share of the runs of new seeds without the ability that raise the alarm; it was set to at most 0.05 on others", Expect: Below(0.15),
		Simulated: func(s *Study) Estimate {
			w := watch(s, sharesOf, 0)
			return Share(w.alarmed(false))
		},
	}, {
		Name: "few-misses", Source: nanda, Kind: Shape, Published: math.NaN(),
		Statement: "They do so in all networks that generalize.",
		Quantity:  "share of the runs of new seeds with the ability that raise the alarm no later than it shows", Expect: Above(0.95),
		Simulated: func(s *Study) Estimate {
			w := watch(s, sharesOf, 0)
			return Share(w.alarmed(true))
		},
	}, {
		Name: "inside-before-outside", Source: nanda, Kind: Order, Published: math.NaN(),
		Statement: "What is measured inside changes earlier than what is measured outside.",
		Quantity:  "lead of the alarm over that of an alarm on test accuracy itself, set to the same share of false alarms, median", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			inside, outside := watch(s, sharesOf, 0).leads(), watch(s, accuraciesOf, 1./113).leads()
			for i := range inside {
				inside[i] /= outside[i]
			}
			return stat.MedianOf(inside)
		},
	}, {
		Name: "lead-in-size", Source: snell + ", sec 5", Kind: Order, Published: math.NaN(),
		Statement: "Emergence can be foretold from models with 2 (CommonsenseQA, CoLA) to 4 or 5 times (GSM8K, MMLU) less compute.",
		Quantity:  "compute (the same tokens for all sizes) at test accuracy 0.5 over that at the alarm, level as above, 2400 items", Expect: Above(2),
		Simulated: func(s *Study) Estimate {
			level := watch(s, sharesOf, 0).level
			return stat.MedianOf(s.Runs("early-warning-size").BySeed(func(f *frames.Frame) float64 {
				x := f.Floats("flops")
				return Reaches(shownAt)(x, accuraciesOf(f)) / Reaches(level)(x, sharesOf(f))
			}))
		},
	}}
	r.Picture = func(s *Study) show.Picture {
		p := show.Picture{Title: "Addition of 2400 items at several sizes, inside and outside", X: "parameters", Y: "share", LogX: true, LogY: true}
		for _, seed := range []float64{1, 3} {
			f := s.Runs("early-warning-size").At("seed", seed)
			p.Lines = append(p.Lines,
				show.Line{Name: "generalizing share of the logit, seed " + number(seed), X: f.Floats("model_params"), Y: sharesOf(f)},
				show.Line{Name: "test accuracy, seed " + number(seed), X: f.Floats("model_params"), Y: accuraciesOf(f)})
			for i, y := range p.Lines[len(p.Lines)-2].Y {
				if y < 1e-3 {
					p.Lines[len(p.Lines)-2].Y[i] = math.NaN()
				}
			}
		}
		return p
	}
	return r
}

func accuraciesOf(f *frames.Frame) []float64 { return f.Floats("test_accuracy") }
