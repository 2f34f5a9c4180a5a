package claims

import (
	"cmp"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

// phaseItems is the column of the data size that a phase sets.
const phaseItems = "training_phases_0_set_tasks_addition_items"

const varma = "arXiv:2309.02390 (Varma et al.)"

func ungrokking() *Row {
	r := &Row{
		Number: 3, Name: "ungrokking", Title: "Ungrokking: generalization lost on less data, and its hysteresis",
		Scenarios: []string{"ungrokking", "grokking-activated"},
		Fitted:    []string{"a_0 at depth 3", "temperature", "tickets", "a_m", "m_0", "s_0", "c", "q", "leak", "gamma", "beta", "sigma_0^2", "chi"},
		Mechanism: "With three factors a generalization circuit grows as its gain times s^(1/3) of its strength s (equation 3), so that it pays its rent from D = a_m/(a_g s^(1/3)) items on: about half as many when grown (s = 9) as at s = 1. " +
			"When data are taken away the residual that memorization feels outgrows its rent below that size, memorization lowers the residual for all, the generalization circuit shrinks, earns less per strength, and collapses: a sharp transition, whose place weight decay changes only through s. " +
			"From scratch a circuit has to pass the strength (a_m/(a_g D))^3 below which it shrinks. Only noise carries it there (Langevin noise of the factors), after a time that grows about as exp(const/D^2).",
		Trust: "Two constants were fitted anew, to one number each: the gain to the size of ungrokking, the temperature to the 7583 steps of one run at 3831 items. The size from scratch, the factor between the two, the sharpness, the independence of decay and the times at other sizes are tests; the times at 5108 to 10215 items are 1.3 to 1.6 times the published ones. " +
			"With the two-factor circuits of the other rows there is no hysteresis, and all three factors need the noise: without it a network groks at once or never. What plays the part of the temperature in full-batch AdamW is not known; it is an assumption. " +
			"The size from scratch depends on patience: it is that within 300,000 steps. At 1532 items, where one published run took 1.8e7 epochs, three simulated runs of 2e7 steps do not grok: the divergence is too steep.",
	}
	r.Claims = []Claim{{
		Name: "size-of-ungrokking", Source: varma + ", sec 5", Kind: Value, Published: 900,
		Statement: "A grokked network that goes on with fewer sums falls back below 800 to 1000 of them (fitted).",
		Quantity:  "items at which the mean test accuracy is 0.5, at decay 1", Expect: Between(800, 1000),
		Simulated: func(s *Study) Estimate { return held(s, 1, Reaches(0.5)) },
	}, {
		Name: "size-from-scratch", Source: varma + ", sec 5; arXiv:2401.10463 (Zhu et al.)", Kind: Value, Published: 2000,
		Statement: "The same network needs about 2000 sums to grok from scratch.",
		Quantity:  "items at which the mean test accuracy is 0.5 after 300,000 steps", Expect: Within(2000, 0.25),
		Simulated: func(s *Study) Estimate {
			return OfMeanCurve(fromScratch(s), "tasks_addition_items", "test_accuracy", Reaches(0.5))
		},
	}, {
		Name: "hysteresis", Source: varma + ", sec 5 and App A.2", Kind: Value, Published: 2.2,
		Statement: "Grokking from scratch needs about twice the data (2000 sums) below which ungrokking happens (800 to 1000).",
		Quantity:  "size from scratch / size of ungrokking", Expect: Within(2.2, 0.25),
		Simulated: func(s *Study) Estimate {
			up := OfMeanCurve(fromScratch(s), "tasks_addition_items", "test_accuracy", Reaches(0.5))
			down := held(s, 1, Reaches(0.5))
			return up.Over(down)
		},
	}, {
		Name: "sharp", Source: varma + ", sec 5", Kind: Shape, Published: math.NaN(),
		Statement: "The transition is sharp: of seven sizes a factor 1.25 apart at most one has a middling accuracy, so that it is over within a factor 1.56.",
		Quantity:  "items with mean test accuracy 0.9 / items with 0.1, at decay 1", Expect: Between(1, 1.56),
		Simulated: func(s *Study) Estimate {
			return held(s, 1, func(x, y []float64) float64 { return Reaches(0.9)(x, y) / Reaches(0.1)(x, y) })
		},
	}, {
		Name: "whatever-the-decay", Source: varma + ", sec 5", Kind: Value, Published: 1,
		Statement: "The curves for different weight decays almost perfectly overlap.",
		Quantity:  "largest / smallest size of ungrokking at decays 0.5, 1 and 2; sizes were a factor 1.25 apart", Expect: Between(1, 1.25),
		Simulated: func(s *Study) Estimate {
			bySize := func(a, b Estimate) int { return cmp.Compare(a.Value, b.Value) }
			var sizes []Estimate
			for _, decay := range s.Runs("ungrokking").Values("training_weight_decay") {
				sizes = append(sizes, held(s, decay, Reaches(0.5)))
			}
			most, least := slices.MaxFunc(sizes, bySize), slices.MinFunc(sizes, bySize)
			ratio := most.Over(least)
			ratio.Low = max(1, ratio.Low)
			return ratio
		},
	}, {
		Name: "logits-shift-with-data", Source: varma + ", App A.4", Kind: Shape, Published: math.NaN(),
		Statement: "From a generalizing network, the ratio of the generalizing logit to the memorizing one rises monotonically with the data.",
		Quantity:  "sizes of data from the smallest to the largest, at decay 1, at which the mean generalizing share of the logit is not below that at the size before, as a share", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			_, share := s.Runs("ungrokking").At("training_weight_decay", 1).Curve(phaseItems, func(f *frames.Frame) float64 {
				g, m := stat.Mean(f.Floats("generalization")), stat.Mean(f.Floats("memorization"))
				return g / (g + m)
			})
			rises := 0.0
			for i := 1; i < len(share); i++ {
				if share[i] >= share[i-1] {
					rises++
				}
			}
			return stat.Exact(rises / float64(len(share)-1))
		},
	}, {
		Name: "steps-at-3831-items", Source: "arXiv:2301.05217, saved runs", Kind: Value, Published: 7583,
		Statement: "A one-layer transformer trained on 3831 sums reaches test loss 1 at step 7583 (fitted).",
		Quantity:  "median step_test", Expect: Within(7583, 0.25),
		Simulated: func(s *Study) Estimate { return stat.MedianOf(activated(s, 3831)) },
	}, {
		Name: "steps-at-5108-to-10215-items", Source: "arXiv:2301.05217, saved runs", Kind: Shape, Published: math.NaN(),
		Statement: "Trained on 5108, 7661 and 10215 sums it does so at steps 2615, 270 and 177.",
		Quantity:  "largest factor between median step_test and these", Expect: Below(1.25),
		Simulated: func(s *Study) Estimate {
			worst := stat.Exact(1)
			for _, run := range []struct{ items, steps float64 }{{5108, 2615}, {7661, 270}, {10215, 177}} {
				e := stat.MedianOf(activated(s, run.items))
				factor := func(steps float64) float64 { return max(steps/run.steps, run.steps/steps) }
				if factor(e.Value) > worst.Value {
					worst = Estimate{Value: factor(e.Value), Low: min(factor(e.Low), factor(e.High)), High: max(factor(e.Low), factor(e.High))}
				}
			}
			return worst
		},
		NotMet: "The generalization circuit grows too little while memorization is under way, and what is left of the barrier takes longer to cross than real runs take.",
	}, {
		Name: "faster-than-exponential-divergence", Source: varma + ", sec 5", Kind: Shape, Published: math.NaN(),
		Statement: "Towards the critical size the time to grok grows faster than exponentially as data are taken away.",
		Quantity:  "fall of ln (mean step_test) per item from 2500 to 3831 items, over that from 3831 to 10215", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			f := s.Runs("grokking-activated").If("tasks_addition_items", func(x float64) bool { return x == 2500 || x == 3831 || x == 10215 })
			return OfMeanCurve(f, "tasks_addition_items", "step_test", func(x, y []float64) float64 {
				return math.Log(y[0]/y[1]) / (x[1] - x[0]) / (math.Log(y[1]/y[2]) / (x[2] - x[1]))
			})
		},
	}}
	r.Picture = ungrokkingPicture
	return r
}

// held is read off the mean test accuracy against the items that a grokked network goes on with.
func held(s *Study, decay float64, of func(x, y []float64) float64) Estimate {
	return OfMeanCurve(s.Runs("ungrokking").At("training_weight_decay", decay), phaseItems, "test_accuracy", of)
}

func fromScratch(s *Study) *frames.Frame {
	return s.Runs("grokking-activated").At("training_steps", 300000)
}

func activated(s *Study, items float64) []float64 {
	return frames.Never(s.Runs("grokking-activated").At("tasks_addition_items", items).Floats("step_test"))
}

func ungrokkingPicture(s *Study) show.Picture {
	p := show.Picture{Title: "Test accuracy after data are taken away, and from scratch", X: "training items", Y: "mean test accuracy of 5 seeds", LogX: true}
	mean := func(f *frames.Frame) float64 { return stat.Mean(f.Floats("test_accuracy")) }
	for _, decay := range s.Runs("ungrokking").Values("training_weight_decay") {
		x, y := s.Runs("ungrokking").At("training_weight_decay", decay).Curve(phaseItems, mean)
		p.Lines = append(p.Lines, show.Line{Name: "grokked on 12768 items first, decay " + number(decay), X: x, Y: y})
	}
	x, y := s.Runs("grokking-activated").If("tasks_addition_items", func(items float64) bool { return items < 5000 }).Curve("tasks_addition_items", mean)
	p.Lines = append(p.Lines, show.Line{Name: "from scratch", X: x, Y: y})
	return p
}
