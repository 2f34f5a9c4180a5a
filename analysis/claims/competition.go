package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

// The smallest and the largest network of the sweep of arXiv:2402.15175: one layer of hidden size 64, eight of 1024.
const smallest, largest = 64256, 100940800

// mixture is how addition is trained: beside how many facts, in a shared network or in pools.
type mixture struct {
	name, pools string
	facts       float64
}

const separate = "{algorithm: 0.5, memory: 0.5}"

var (
	alone     = mixture{"alone", "{}", 0}
	mixed     = mixture{"beside 3000 facts", "{}", 3000}
	moreFacts = mixture{"beside 6000 facts", "{}", 6000}
	inPools   = mixture{"beside 3000 facts, separate pools", separate, 3000}
)

// of are the rows of addition in this mixture.
func (m mixture) of(f *frames.Frame) *frames.Frame {
	return f.Where("task", "addition").Where("model_pools", m.pools).At("tasks_facts_items", m.facts)
}

// size is the number of parameters from which on test accuracy is above 0.9, one seed.
func (m mixture) size(seed *frames.Frame) float64 {
	x, y := m.of(seed).Curve("model_params", func(f *frames.Frame) float64 { return f.Only("test_accuracy") })
	last := 0
	for i := range y {
		if y[i] < 0.9 {
			last = i
		}
	}
	return math.Exp(Reaches(0.9)(logs(x[last:]), y[last:]))
}

// ratio is how much larger a network has to be in one mixture than in another.
func (m mixture) ratio(to mixture) func(*Study) Estimate {
	return func(s *Study) Estimate {
		return stat.MedianOf(s.Runs("emergence").BySeed(func(f *frames.Frame) float64 { return m.size(f) / to.size(f) }))
	}
}

// best is the best test accuracy of the seeds at a size of the published sweep.
func (m mixture) best(s *Study, params float64) float64 {
	best := 0.0
	for _, accuracy := range m.of(s.Runs("competition")).At("model_params", params).Floats("test_accuracy") {
		best = max(best, accuracy)
	}
	return best
}

func competition() *Row {
	const huang = "arXiv:2402.15175, sec 5"
	r := &Row{
		Number: 6, Name: "competition", Title: "Emergence by competition: an algorithm beside facts without a rule",
		Scenarios: []string{"emergence", "competition"}, Fitted: append([]string{"overlap"}, shared...),
		Mechanism: "Facts without a rule stay memorized for ever, so that their strength never leaves the network, and it disturbs the answers to unseen sums as far as the tasks overlap in one pool " +
			"(equation 5 of docs/model.md). The disturbance falls with size as the leak does. Alone, addition has its own memorization released when it generalizes; in pools of their own the tasks do not meet.",
		Trust: "Nothing was fitted to this experiment. The overlap of 0.67 is argued from two shared input tokens of three, and the factor rests on the exponent with which the leak falls with size (0.32, fitted to double descent, where " +
			"it matters little): another exponent gives another factor. The published factor is itself the ratio of the largest to the smallest network tried, so that it is known to the distance of neighbouring sizes " +
			"only, which is not stated; a factor of 4 is a doubled width. That the amount of facts hardly matters follows from equation 5, which has the mean over facts, as long as they fit. The published rise is sudden, the simulated one takes three decades of size.",
		Claims: []Claim{{
			Name: "larger-when-mixed", Source: huang, Kind: Value, Published: 1570,
			Statement: "Mixed with facts the algorithm emerges in networks about 1570 times larger than alone: the ratio of the ends of their sweep.",
			Quantity:  "size from which test accuracy is above 0.9 beside 3000 facts, over that alone", Expect: Factor(1570, 4),
			Simulated: mixed.ratio(alone),
		}, {
			Name: "smallest-network", Source: huang, Kind: Value, Published: 1,
			Statement: "One layer of width 64 solves addition alone, and mixed with facts stays at about 0 (best of 3 runs).",
			Quantity:  "best test accuracy alone minus that beside 3000 facts, 64,256 parameters", Expect: Within(1, 0.25),
			Simulated: func(s *Study) Estimate { return stat.Exact(alone.best(s, smallest) - mixed.best(s, smallest)) },
		}, {
			Name: "largest-network", Source: huang, Kind: Shape, Published: math.NaN(),
			Statement: "Eight layers of width 1024 solve addition beside 3000 and 6000 facts (best of 3 runs).",
			Quantity:  "lower of the two best test accuracies, 100,940,800 parameters", Expect: Above(0.9),
			Simulated: func(s *Study) Estimate { return stat.Exact(min(mixed.best(s, largest), moreFacts.best(s, largest))) },
		}, {
			Name: "amount-of-facts", Source: huang, Kind: Shape, Published: math.NaN(),
			Statement: "The amount of facts has minimal impact on the size at which the ability emerges.",
			Quantity:  "size beside 6000 facts over that beside 3000", Expect: Between(0.5, 2),
			Simulated: moreFacts.ratio(mixed),
		}, {
			Name: "separate-pools", Source: "arXiv:2402.15175, App B", Kind: Order, Published: math.NaN(),
			Statement: "With separate parameters for the two tasks the ability emerges at a much smaller size.",
			Quantity:  "size in a shared network over that in two pools, 3000 facts", Expect: Above(10),
			Simulated: mixed.ratio(inPools),
		}, {
			Name: "sudden", Source: huang, Kind: Shape, Published: math.NaN(),
			Statement: "Test accuracy beside facts stays at about 0 until the large network.",
			Quantity:  "mean test accuracy beside 3000 facts at 1e7 parameters, a tenth of the largest network", Expect: Below(0.1),
			NotMet: "Accuracy rises smoothly over three decades of size, as the disturbance by facts falls as a small power of it.",
			Simulated: func(s *Study) Estimate {
				return Mean(mixed.of(s.Runs("emergence")).At("model_params", 1e7).Floats("test_accuracy"))
			},
		}},
	}
	r.Picture = func(s *Study) show.Picture {
		p := show.Picture{Title: "Addition beside facts", X: "parameters", Y: "test accuracy of addition", LogX: true}
		for _, m := range []mixture{alone, mixed, moreFacts, inPools} {
			x, y := m.of(s.Runs("emergence")).Curve("model_params", func(f *frames.Frame) float64 { return stat.Mean(f.Floats("test_accuracy")) })
			p.Lines = append(p.Lines, show.Line{Name: m.name, X: x, Y: y})
		}
		p.Lines = append(p.Lines, show.Line{Name: "beside facts, as published in words (Huang et al.)", X: []float64{smallest, largest}, Y: []float64{0, 1}, Points: true})
		return p
	}
	return r
}
