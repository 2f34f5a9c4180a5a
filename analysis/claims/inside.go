package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output/frames"
	"gonum.org/v1/gonum/floats"
)

// grown are the curves of networks that grok, on 3831 items.
var grown = curves("grokking").at("tasks_addition_items", 3831)

var inside = code{
	measures: map[string]measure{
		"circuit-before-accuracy": grown.median(func(f *frames.Frame) float64 {
			return reaches(0.5)(f.Floats("step"), accuraciesOf(f)) / reaches(0.5)(f.Floats("step"), sharesOf(f))
		}),
		"gradual-inside": grown.median(func(f *frames.Frame) float64 {
			rise := func(column string) float64 {
				x, y := f.Floats("step"), f.Floats(column)
				return reaches(0.9*last(y))(x, y) - reaches(0.1*last(y))(x, y)
			}
			return rise("generalization") / rise("test_accuracy")
		}),
		"norm-falls-in-cleanup": grown.median(func(f *frames.Frame) float64 {
			x, accuracy, norm := f.Floats("step"), accuraciesOf(f), f.Floats("norm")
			highest, jumps, cleaned := x[floats.MaxIdx(norm)], reaches(0.1)(x, accuracy), reaches(0.97)(x, accuracy)
			fall := func(from, to float64) float64 {
				a, b := readAt(x, norm, from), readAt(x, norm, to)
				return (a*a - b*b) / (to - from)
			}
			return fall(jumps, cleaned) / fall(highest, jumps)
		}),
		"norm-from-memorized-to-grokked": curves("grokking-optimizer").at("tasks_addition_items", 6384).at("training_weight_decay", 1).at("training_learning_rate", 1e-3).
			median(func(f *frames.Frame) float64 {
				memorized := slices.IndexFunc(f.Floats("train_accuracy"), func(a float64) bool { return a >= 0.99 })
				if memorized < 0 {
					return math.NaN()
				}
				norm := f.Floats("norm")
				return norm[memorized] * norm[memorized] / (last(norm) * last(norm))
			}),
		"leads-along-data": runs("inside").median(func(f *frames.Frame) float64 {
			x := f.Floats("tasks_addition_items")
			return reaches(0.5)(x, accuraciesOf(f)) / reaches(0.5)(x, sharesOf(f))
		}),
		"jump-lead-ablation-compression": exactly(func(s *study) float64 { return isEmergent(representation(s)) }),
		"memorization-is-cleaned-up": runs("grokking").mean(func(f *frames.Frame) float64 {
			left := func(items float64) float64 {
				return f.At("tasks_addition_items", items).Only("train_accuracy_without_generalization")
			}
			return left(2000) - left(3831)
		}),
		"compression": grown.median(func(f *frames.Frame) float64 {
			cost := costs(f)
			return cost[floats.MaxIdx(f.Floats("load"))] / last(cost)
		}),
	},
	picture: func(s *study) Picture {
		f := grown(s).At("seed", 1).If("step", func(t float64) bool { return t >= 100 })
		x, cost := f.Floats("step"), costs(f)
		highest := slices.Max(cost)
		for i := range cost {
			cost[i] /= highest
		}
		p := Picture{Title: "Inside and outside of a network that groks", X: "step", Y: "share", LogX: true}
		p.line("test accuracy", x, accuraciesOf(f))
		p.line("generalizing share of the logit", x, sharesOf(f))
		p.line("parameters per solved item, of the most", x, cost)
		return p
	},
}

// isEmergent is 1 for a verdict of emergence, 0 for any other.
func isEmergent(v emergence.Verdict) float64 {
	if v.Verdict == emergence.Emergent {
		return 1
	}
	return 0
}

// sharesOf is the share of a training item's logit that generalization circuits give, row by row.
func sharesOf(f *frames.Frame) []float64 {
	g, m := f.Floats("generalization"), f.Floats("memorization")
	for i := range g {
		g[i] /= g[i] + m[i]
	}
	return g
}

// costs are the parameters in use per solved item, training and test items together, row by row.
func costs(f *frames.Frame) []float64 {
	const params = 226048
	load, train, test, items := f.Floats("load"), f.Floats("train_accuracy"), f.Floats("test_accuracy"), f.Floats("tasks_addition_items")
	for i := range load {
		load[i] *= params / (items[i]*train[i] + (pairs-items[i])*test[i])
	}
	return load
}

// representation is the verdict of Krakauer's definition along the number of training items.
func representation(s *study) emergence.Verdict {
	along := func(read func(*frames.Frame) []float64, chance float64) stat.Series {
		return seriesOf(s.runs("inside"), "tasks_addition_items", read, chance)
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
