package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

func phaseTransition() *Row {
	const rubin, zhu = "arXiv:2310.03789 (Rubin et al.)", "arXiv:2401.10463 (Zhu et al.)"
	r := &Row{
		Number: 17, Name: "phase-transition", Title: "The order of the transition, and slowing down near it",
		Scenarios: []string{"phase-transition", "phase-order"}, Fitted: append([]string{"temperature", "a_0 at depth 3"}, shared...),
		Mechanism: "Memorization and generalization pay rent for the same residual, and whoever pays it more cheaply takes all (competitive exclusion): with time enough the generalizing share of the logit is 0 " +
			"below D_crit = a_m/a_g and 1 above it, with nothing between. The advantage of the winner is D/D_crit - 1, so that the time it takes goes as one over that. With three factors there is, in " +
			"addition, a barrier: both states are stable over a range of sizes, and noise decides which is left.",
		Trust: "The jump and the divergence belong to the two-factor circuits of the other rows, whose order parameter is discontinuous although nothing is metastable: at D_crit itself they have a line of equal mixtures, and no hysteresis. " +
			"Hysteresis and two groups of seeds need the three factors and the temperature of the row on ungrokking, both assumptions. Rubin et al. derive a first-order transition for networks at equilibrium under Langevin noise, and their " +
			"control parameter is not the number of items; only the kind of transition is compared. The time diverges more slowly than measured (one published run of 1.8e7 epochs at 1532 items).",
	}
	r.Claims = []Claim{{
		Name: "order-parameter-jumps", Source: rubin + ", sec 3", Kind: Shape, Published: math.NaN(),
		Statement: "The transition to generalization is of first order: the order parameter jumps to a value far from zero.",
		Quantity:  "generalizing share of the logit at the smallest size that generalizes (50 items apart), over that at 3800 items, after 1e8 steps", Expect: Above(0.9),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(longest(s).BySeed(func(f *frames.Frame) float64 {
				share := sharesOf(f)
				for _, x := range share {
					if x > 0.01 {
						return x / share[len(share)-1]
					}
				}
				return math.NaN()
			}))
		},
	}, {
		Name: "seeds-in-two-groups", Source: rubin + ", sec 3", Kind: Shape, Published: math.NaN(),
		Statement: "At a transition of first order both phases are met side by side.",
		Quantity:  "p value of one group of seeds (Hartigan's dip), of the generalizing logit where seeds differ most, three factors", Expect: Below(0.05),
		Simulated: func(s *Study) Estimate { return stat.Exact(groups(s)) },
	}, {
		Name: "slowing-down", Source: zhu, Kind: Order, Published: math.NaN(),
		Statement: "Steps to generalize peak at the critical data size: 3500 there, 500 with data to spare.",
		Quantity:  "step_test at the smallest size that generalizes, over that at 3800 items", Expect: Above(7),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(longest(s).BySeed(func(f *frames.Frame) float64 {
				_, steps := generalized(f)
				return steps[0] / steps[len(steps)-1]
			}))
		},
	}, {
		Name: "hysteresis", Source: rubin + "; " + varma + ", sec 5", Kind: Order, Published: math.NaN(),
		Statement: "The phase that is there persists: a grokked network keeps with fewer items what another does not reach with more.",
		Quantity:  "test accuracy with 1000 items after grokking on 12768, less that with 1500 items from scratch, three factors", Expect: Above(0),
		Simulated: func(s *Study) Estimate {
			return Mean(s.Runs("phase-order").BySeed(func(f *frames.Frame) float64 {
				return f.At(phaseItems, 1000).Only("test_accuracy") - f.At(phaseItems, 1500).Only("test_accuracy")
			}))
		},
	}, {
		Name: "none-below", Source: zhu, Kind: Shape, Published: math.NaN(),
		Statement: "With 1000 and 1500 sums the network stays below half of the test set.",
		Quantity:  "highest test accuracy of all seeds with 1800 items after 1e8 steps", Expect: Below(0.5),
		Simulated: func(s *Study) Estimate {
			return stat.Exact(slices.Max(longest(s).At("tasks_addition_items", 1800).Floats("test_accuracy")))
		},
	}, {
		Name: "time-diverges-at-the-critical-size", Source: zhu + "; " + varma + ", sec 5", Kind: Shape, Published: math.NaN(),
		Statement: "The size where the time to generalize diverges is the critical one of converged runs.",
		Quantity:  "items at which 1/step_test of the six smallest sizes that generalize extrapolates to 0, over the smallest size that generalizes after 1e8 steps", Expect: Within(1, 0.05),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(longest(s).BySeed(func(f *frames.Frame) float64 {
				items, steps := generalized(f)
				return vanishes(items[:6], steps[:6]) / items[0]
			}))
		},
	}, {
		Name: "patience", Source: varma + ", sec 5", Kind: Order, Published: math.NaN(),
		Statement: "Long training groks on fewer data (1532 items after 1.8e7 epochs, where about 2000 are needed otherwise).",
		Quantity:  "items of mean test accuracy 0.5 after 1e4, 1e5 and 1e8 steps: least ratio of one to the next", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			f := s.Runs("phase-transition")
			return stat.MedianOf(f.BySeed(func(f *frames.Frame) float64 {
				least, before := math.Inf(1), math.NaN()
				for _, steps := range f.Values("training_steps") {
					f := f.At("training_steps", steps)
					at := Reaches(0.5)(f.Floats("tasks_addition_items"), f.Floats("test_accuracy"))
					if before == before {
						least = min(least, before/at)
					}
					before = at
				}
				return least
			}))
		},
	}}
	r.Picture = func(s *Study) show.Picture {
		p := show.Picture{Title: "Time to generalize near the critical size", X: "training items", Y: "step of test loss < 1", LogY: true}
		for _, seed := range []float64{1, 2, 3, 4, 5} {
			f := longest(s).At("seed", seed)
			p.Lines = append(p.Lines, show.Line{Name: "seed " + number(seed), X: f.Floats("tasks_addition_items"), Y: f.Floats("step_test")})
		}
		return p
	}
	return r
}

// longest are the runs with time enough.
func longest(s *Study) *frames.Frame { return s.Runs("phase-transition").At("training_steps", 1e8) }

// generalized are the sizes with which the runs of a seed generalize, ascending, and the steps they take.
func generalized(f *frames.Frame) (items, steps []float64) {
	f = f.If("step_test", func(t float64) bool { return t > 0 })
	return f.Floats("tasks_addition_items"), f.Floats("step_test")
}

// vanishes is where the least-squares line through 1/steps is 0.
func vanishes(items, steps []float64) float64 {
	n, sx, sy, sxx, sxy := float64(len(items)), 0.0, 0.0, 0.0, 0.0
	for i, x := range items {
		y := 1 / steps[i]
		sx, sy, sxx, sxy = sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	slope := (n*sxy - sx*sy) / (n*sxx - sx*sx)
	return (sx - sy/slope) / n
}
