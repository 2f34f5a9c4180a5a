package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

var earlyWarning = code{
	measures: map[string]measure{
		"lead-in-training": func(s *Study) Estimate { return stat.MedianOf(watch(s, sharesOf, 0).leads()) },
		"few-false-alarms": func(s *Study) Estimate { return Share(watch(s, sharesOf, 0).alarmed(false)) },
		"few-misses":       func(s *Study) Estimate { return Share(watch(s, sharesOf, 0).alarmed(true)) },
		"inside-before-outside": func(s *Study) Estimate {
			inside, outside := watch(s, sharesOf, 0).leads(), watch(s, accuraciesOf, 1./113).leads()
			for i := range inside {
				inside[i] /= outside[i]
			}
			return stat.MedianOf(inside)
		},
		"lead-in-size": func(s *Study) Estimate {
			level := watch(s, sharesOf, 0).level
			return runs("early-warning-size").median(func(f *frames.Frame) float64 {
				x := f.Floats("flops")
				return Reaches(shownAt)(x, accuraciesOf(f)) / Reaches(level)(x, sharesOf(f))
			})(s)
		},
	},
	picture: func(s *Study) Picture {
		p := Picture{Title: "Addition of 2400 items at several sizes, inside and outside", X: "parameters", Y: "share", LogX: true, LogY: true}
		for _, seed := range []float64{1, 3} {
			f := s.Runs("early-warning-size").At("seed", seed)
			share := sharesOf(f)
			for i, y := range share {
				if y < 1e-3 {
					share[i] = math.NaN()
				}
			}
			p.line("generalizing share of the logit, seed "+number(seed), f.Floats("model_params"), share)
			p.line("test accuracy, seed "+number(seed), f.Floats("model_params"), accuraciesOf(f))
		}
		return p
	},
}

func accuraciesOf(f *frames.Frame) []float64 { return f.Floats("test_accuracy") }
