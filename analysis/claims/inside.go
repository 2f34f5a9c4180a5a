package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

func inside() *Row {
	const nanda, krakauer = "arXiv:2301.05217, sec 5.2", "arXiv:2506.11135"
	grown := func(s *Study) *frames.Frame { return s.Curves("grokking").At("tasks_addition_items", 3831) }
	r := &Row{
		Number: 10, Name: "inside", Title: "What changes inside when an ability appears",
		Scenarios: []string{"inside", "grokking"}, Fitted: shared,
		Mechanism: "While the residual of a memorized item is what weight decay leaves, a generalization circuit grows at a steady rate and takes over the logit little by little. Outside " +
			"nothing shows: the noise that memorization adds to unseen answers drowns it (equation 5). As the generalizing part grows, memorization loses its residual " +
			"and decays, and the noise with it, so that the ability appears at once although the circuit did not.",
		Trust: "The order of events, the lead and the compression are outcomes; no constant was fitted to anything inside. That removing the generalization circuits takes away what is answered " +
			"of unseen items is built in, as the model has no other way to answer them; the claim about ablation is therefore about training items, which memorization could go on answering. " +
			"Krakauer et al. propose no numbers: the tests of package emergence are ours. Real circuits are not counted in parameters as here.",
	}
	r.Claims = []Claim{{
		Name: "circuit-before-accuracy", Source: nanda, Kind: Order, Published: math.NaN(),
		Statement: "The generalizing circuit forms (steps 1400 to 9400) before test accuracy jumps (9400 to 14000).",
		Quantity:  "step of test accuracy 0.5 over step at which generalization gives half of the logit, 3831 items", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(grown(s).BySeed(func(f *frames.Frame) float64 {
				return Reaches(0.5)(f.Floats("step"), f.Floats("test_accuracy")) / Reaches(0.5)(f.Floats("step"), sharesOf(f))
			}))
		},
	}, {
		Name: "gradual-inside", Source: nanda, Kind: Order, Published: math.NaN(),
		Statement: "What grows inside does so gradually, where accuracy jumps.",
		Quantity:  "steps from 0.1 to 0.9 of the final generalizing logit over those of test accuracy, 3831 items", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			rise := func(f *frames.Frame, column string) float64 {
				x, y := f.Floats("step"), f.Floats(column)
				end := y[len(y)-1]
				return Reaches(0.9*end)(x, y) - Reaches(0.1*end)(x, y)
			}
			return stat.MedianOf(grown(s).BySeed(func(f *frames.Frame) float64 { return rise(f, "generalization") / rise(f, "test_accuracy") }))
		},
	}, {
		Name: "norm-falls-in-cleanup", Source: nanda, Kind: Shape, Published: math.NaN(),
		Statement: "The sum of squared weights falls smoothly while the circuit forms, and sharply when test accuracy jumps.",
		Quantity:  "fall of norm^2 per step while test accuracy rises from 0.1 to 0.97, over that from its highest value until then", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(grown(s).BySeed(func(f *frames.Frame) float64 {
				x, accuracy, norm := f.Floats("step"), f.Floats("test_accuracy"), f.Floats("norm")
				highest, jumps, cleaned := x[slices.Index(norm, slices.Max(norm))], Reaches(0.1)(x, accuracy), Reaches(0.97)(x, accuracy)
				fall := func(from, to float64) float64 {
					a, b := readAt(x, norm, from), readAt(x, norm, to)
					return (a*a - b*b) / (to - from)
				}
				return fall(jumps, cleaned) / fall(highest, jumps)
			}))
		},
	}, {
		Name: "leads-along-data", Source: krakauer + "; " + nanda, Kind: Order, Published: math.NaN(),
		Statement: "A change of the internal representation comes before the ability shows outside, also along scale.",
		Quantity:  "items at which test accuracy is 0.5 over items at which generalization gives half of the logit, after 40,000 steps", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(s.Runs("inside").BySeed(func(f *frames.Frame) float64 {
				x := f.Floats("tasks_addition_items")
				return Reaches(0.5)(x, f.Floats("test_accuracy")) / Reaches(0.5)(x, sharesOf(f))
			}))
		},
	}, {
		Name: "jump-lead-ablation-compression", Source: krakauer, Kind: Shape, Published: math.NaN(),
		Statement: "Emergence is a reorganization inside: an order parameter jumps no later than the ability, carries it, and shortens its description.",
		Quantity:  "1 where the four tests of package emergence all say so along the size of data, otherwise 0", Expect: Near(1, 0),
		Simulated: func(s *Study) Estimate {
			if representation(s).Verdict == emergence.Emergent {
				return stat.Exact(1)
			}
			return stat.Exact(0)
		},
	}, {
		Name: "memorization-is-cleaned-up", Source: nanda, Kind: Order, Published: math.NaN(),
		Statement: "After cleanup the network answers by the generalizing circuit alone, also what it had memorized.",
		Quantity:  "training accuracy without the generalization circuits at 2000 items (never grokked) minus that at 3831 (grokked)", Expect: Above(0.9),
		Simulated: func(s *Study) Estimate {
			return Mean(s.Runs("grokking").BySeed(func(f *frames.Frame) float64 {
				left := func(items float64) float64 {
					return f.At("tasks_addition_items", items).Only("train_accuracy_without_generalization")
				}
				return left(2000) - left(3831)
			}))
		},
	}, {
		Name: "compression", Source: krakauer, Kind: Order, Published: math.NaN(),
		Statement: "The description of what is solved becomes shorter: by more than the 12769/3831 that answering all pairs instead of the seen ones gives by itself.",
		Quantity:  "parameters in use per solved item (seen or not) at the highest load, over that at the end, 3831 items", Expect: Above(12769. / 3831),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(grown(s).BySeed(func(f *frames.Frame) float64 {
				load, cost := f.Floats("load"), costs(f)
				return cost[slices.Index(load, slices.Max(load))] / cost[len(cost)-1]
			}))
		},
	}}
	r.Picture = func(s *Study) show.Picture {
		f := grown(s).At("seed", 1).If("step", func(t float64) bool { return t >= 100 })
		x, cost := f.Floats("step"), costs(f)
		most := slices.Max(cost)
		for i := range cost {
			cost[i] /= most
		}
		return show.Picture{
			Title: "Inside and outside of a network that groks", X: "step", Y: "share", LogX: true,
			Lines: []show.Line{
				{Name: "test accuracy", X: x, Y: f.Floats("test_accuracy")},
				{Name: "generalizing share of the logit", X: x, Y: sharesOf(f)},
				{Name: "parameters per solved item, of the most", X: x, Y: cost},
			},
		}
	}
	return r
}

// sharesOf is the part of a training item's logit that generalization gives, row by row.
func sharesOf(f *frames.Frame) []float64 {
	g, m := f.Floats("generalization"), f.Floats("memorization")
	for i := range g {
		g[i] /= g[i] + m[i]
	}
	return g
}

// costs are the parameters in use per item of all ordered pairs that is answered, row by row.
func costs(f *frames.Frame) []float64 {
	const params, universe = 226048, 12769
	load, train, test, items := f.Floats("load"), f.Floats("train_accuracy"), f.Floats("test_accuracy"), f.Floats("tasks_addition_items")
	for i := range load {
		load[i] *= params / (items[i]*train[i] + (universe-items[i])*test[i])
	}
	return load
}

// representation is the verdict of Krakauer's definition along the size of data.
func representation(s *Study) emergence.Verdict {
	along := func(read func(*frames.Frame) []float64, chance float64) stat.Series {
		return seriesOf(s.Runs("inside"), "tasks_addition_items", read, chance)
	}
	column := func(name string) func(*frames.Frame) []float64 {
		return func(f *frames.Frame) []float64 { return f.Floats(name) }
	}
	const guessing = 1.0 / 113
	description := along(costs, math.NaN())
	description.Lower = true
	return emergence.Representation(emergence.Inside{
		Score:                 along(accuraciesOf, guessing),
		Orders:                []emergence.Named{{Name: "generalizing share of the logit", Series: along(sharesOf, 0)}},
		WithoutGeneralization: along(column("test_accuracy_without_generalization"), guessing),
		WithoutMemorization:   along(column("test_accuracy_without_memorization"), guessing),
		Description:           description,
	}, stat.Bootstrap{Resamples: 200, Stream: random.NewStream(1, "claims", "inside")})
}
