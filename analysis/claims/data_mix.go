package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"gonum.org/v1/gonum/floats"
)

var dataMix = code{
	measures: map[string]measure{
		"popularity-against-size": exactly(func(s *study) float64 {
			return stat.LogSlope(s.circuits("data-mix-popularity").Where("task", "facts").Curve("model_params", rarestStored))
		}),
		"jump-in-share": exactly(func(s *study) float64 {
			x, y := mixCurve(s, 4.1e8)
			return readAt(x, y, 0.4) - readAt(x, y, 0.3)
		}),
		"part-worth-keeping": exactly(func(s *study) float64 {
			kept, known := keptParts(s)
			return reaches(-0.4)(kept, negative(known))
		}),
		"known-with-a-quarter-kept": exactly(func(s *study) float64 { return knownOfAll(s, 0.25) }),
		"known-with-half-kept":      exactly(func(s *study) float64 { return knownOfAll(s, 0.5) }),
		"best-mix-found": exactly(func(s *study) float64 {
			kept, known := keptParts(s)
			return floats.Max(floats.MulTo(kept, kept, known)) - last(known)
		}),
		"time-near-the-threshold": exactly(slowdown),
		"rules-have-a-threshold": runs("data-mix-rule").where("task", "rule").median(func(f *frames.Frame) float64 {
			x, y := f.Curve("tasks_rule_share", only("test_accuracy"))
			return math.Exp(reaches(0.6)(logs(x), y) - reaches(0.05)(logs(x), y))
		}),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Facts known against their share of the mix", X: "share of facts in the mix", Y: "share known"}
		x, y := mixCurve(s, 4.1e8)
		p.line("4.1e8 parameters, 1.28M biographies", x, y)
		x, y = mixCurve(s, 7e7)
		p.line("7e7 parameters, 320k biographies", x, y)
		p.mean("7e7 parameters, a rule", s.runs("data-mix-rule").Where("task", "rule"), "tasks_rule_share", "test_accuracy")
		p.points("published, 4.1e8 parameters (Gu et al.)", []float64{0.3, 0.4}, []float64{0, 0.8})
		return p
	},
}

// mixCurve is the share of the facts that is known at the end, against their share of the mix.
func mixCurve(s *study, params float64) (x, y []float64) {
	return s.runs("data-mix-ratio").Where("task", "facts").At("model_params", params).Curve("tasks_facts_share", only("train_accuracy"))
}

// keptParts lists the parts of 1.28M biographies that mixes keep, and the share that is known of each part.
func keptParts(s *study) (kept, known []float64) {
	items, known := s.runs("data-mix-subsample").Where("task", "facts").Curve("tasks_facts_items", only("train_accuracy"))
	for _, n := range items {
		kept = append(kept, n/last(items))
	}
	return kept, known
}

// knownOfAll is the share of all facts that is known where a part of them is kept.
func knownOfAll(s *study, part float64) float64 {
	kept, known := keptParts(s)
	return part * readAt(kept, known, part)
}

// rarestStored is the gain per item, which is proportional to its frequency, of the rarest cohort with a logit of 1. This is above the
// noise of the other classes.
func rarestStored(f *frames.Frame) float64 {
	gain, strength := f.Floats("gain"), f.Floats("strength")
	slices.Reverse(gain) // cohorts come in order of falling frequency
	slices.Reverse(strength)
	return reachesOnLog(1, gain, strength)
}

// slowdown is the time to learn 40% of the facts at the smallest share of the mix that gets there, over the time that a power law fitted
// to shares of at least 0.5 gives.
func slowdown(s *study) float64 {
	facts := s.curves("data-mix-ratio").Where("task", "facts").At("model_params", 4.1e8)
	share, time := facts.Curve("tasks_facts_share", func(f *frames.Frame) float64 {
		return reaches(0.4)(f.Floats("step"), f.Floats("train_accuracy"))
	})
	first := slices.IndexFunc(time, func(t float64) bool { return !math.IsNaN(t) })
	half := slices.IndexFunc(share, func(r float64) bool { return r >= 0.5 })
	slope := stat.LogSlope(share[half:], time[half:])
	return time[first] / (geometricMean(time[half:]) * math.Pow(share[first]/geometricMean(share[half:]), slope))
}

func geometricMean(x []float64) float64 { return math.Exp(stat.Mean(logs(x))) }
