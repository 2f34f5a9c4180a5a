package claims

import (
	"slices"

	"github.com/circsim/circsim/output/frames"
)

// The smallest and the largest network of the sweep of arXiv:2402.15175: one layer of hidden size 64, eight of 1024.
const smallest, largest = 64256, 100940800

// mixture is what addition shares its training with: a number of facts, in one pool of parameters or in two.
type mixture struct {
	name, pools string
	facts       float64
}

var (
	alone     = mixture{"alone", "{}", 0}
	mixed     = mixture{"beside 3000 facts", "{}", 3000}
	moreFacts = mixture{"beside 6000 facts", "{}", 6000}
	inPools   = mixture{"beside 3000 facts, separate pools", "{algorithm: 0.5, memory: 0.5}", 3000}
)

var competition = code{
	measures: map[string]measure{
		"larger-when-mixed": mixed.ratio(alone),
		"smallest-network":  exactly(func(s *study) float64 { return alone.best(s, smallest) - mixed.best(s, smallest) }),
		"largest-network":   exactly(func(s *study) float64 { return min(mixed.best(s, largest), moreFacts.best(s, largest)) }),
		"amount-of-facts":   moreFacts.ratio(mixed),
		"separate-pools":    mixed.ratio(inPools),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Addition beside facts", X: "parameters", Y: "test accuracy of addition", LogX: true}
		for _, m := range []mixture{alone, mixed, moreFacts, inPools} {
			p.mean(m.name, m.of(s.runs("emergence")), "model_params", "test_accuracy")
		}
		p.points("beside facts, as published in words (Huang et al.)", []float64{smallest, largest}, []float64{0, 1})
		return p
	},
}

// of keeps the results of addition in the mixture.
func (m mixture) of(f *frames.Frame) *frames.Frame {
	return f.Where("task", "addition").Where("model_pools", m.pools).At("tasks_facts_items", m.facts)
}

// size is the number of parameters from which test accuracy stays above 0.9, for one seed.
func (m mixture) size(seed *frames.Frame) float64 {
	x, y := m.of(seed).Curve("model_params", only("test_accuracy"))
	below := 0
	for i := range y {
		if y[i] < 0.9 {
			below = i
		}
	}
	return reachesOnLog(0.9, x[below:], y[below:])
}

// ratio is the size in one mixture over that in another.
func (m mixture) ratio(to mixture) measure {
	return runs("emergence").median(func(f *frames.Frame) float64 { return m.size(f) / to.size(f) })
}

// best is the highest test accuracy of all seeds at a size of the published sweep.
func (m mixture) best(s *study, params float64) float64 {
	return slices.Max(m.of(s.runs("competition")).At("model_params", params).Floats("test_accuracy"))
}
