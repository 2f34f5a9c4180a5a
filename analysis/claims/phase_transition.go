package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/transitions"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output/frames"
)

// longest are the runs of 1e8 steps. All that ever generalize do so within these.
var longest = runs("phase-transition").at("training_steps", 1e8)

var phaseTransition = code{
	measures: map[string]measure{
		"order-parameter-jumps": longest.median(func(f *frames.Frame) float64 {
			share := sharesOf(f)
			first := slices.IndexFunc(share, func(x float64) bool { return x > 0.01 })
			if first < 0 {
				return math.NaN()
			}
			return share[first] / last(share)
		}),
		"seeds-in-two-groups": exactly(oneGroup),
		"seeds-in-one-group":  exactly(oneGroup),
		"slowing-down": longest.median(func(f *frames.Frame) float64 {
			_, steps := generalized(f)
			return steps[0] / last(steps)
		}),
		"time-diverges-at-the-critical-size": longest.median(func(f *frames.Frame) float64 {
			items, steps := generalized(f)
			return vanishes(items[:6], steps[:6]) / items[0]
		}),
		"patience": runs("phase-transition").median(func(f *frames.Frame) float64 {
			_, items := f.Curve("training_steps", func(f *frames.Frame) float64 {
				return reaches(0.5)(f.Floats("tasks_addition_items"), accuraciesOf(f))
			})
			least := math.Inf(1)
			for i := 1; i < len(items); i++ {
				if !math.IsNaN(items[i-1]) {
					least = min(least, items[i-1]/items[i])
				}
			}
			return least
		}),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Time to generalize near the critical size", X: "training items", Y: "step of test loss < 1", LogY: true}
		for _, seed := range []float64{1, 2, 3, 4, 5} {
			f := longest(s).At("seed", seed)
			p.line("seed "+number(seed), f.Floats("tasks_addition_items"), f.Floats("step_test"))
		}
		return p
	},
}

// generalized lists the numbers of items with which runs of a seed generalize, ascending, and the steps that these take.
func generalized(f *frames.Frame) (items, steps []float64) {
	f = f.If("step_test", func(t float64) bool { return t > 0 })
	return f.Floats("tasks_addition_items"), f.Floats("step_test")
}

// vanishes is the number of items at which the least-squares line through 1/steps is 0.
func vanishes(items, steps []float64) float64 {
	n, sx, sy, sxx, sxy := float64(len(items)), 0.0, 0.0, 0.0, 0.0
	for i, x := range items {
		y := 1 / steps[i]
		sx, sy, sxx, sxy = sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	slope := (n*sxy - sx*sy) / (n*sxx - sx*sx)
	return (sx - sy/slope) / n
}

// oneGroup is the p value of Hartigan's dip test for a single group of seeds, at the number of items where seeds differ most.
func oneGroup(s *study) float64 {
	unscaled := func(float64) float64 { return 1 }
	series := seriesOf(s.runs("phase-order"), phaseItems, column("generalization"), math.NaN())
	b := stat.Bootstrap{Resamples: 200, Stream: random.NewStream(1, "claims", "phase transition", "groups")}
	return transitions.FindHumps(series, transitions.MeasureSusceptibility(series, unscaled, b).Place.Value).P
}
