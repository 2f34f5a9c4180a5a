package claims

import (
	"math"
	"strings"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output/frames"
)

var emergenceByScale = code{
	measures: map[string]measure{
		"order-of-abilities": runs("emergence-by-scale").median(func(f *frames.Frame) float64 {
			least := math.Inf(1)
			for i, a := range abilities[1:] {
				least = min(least, a.onset(f)/abilities[i].onset(f))
			}
			return least
		}),
		"onsets-follow-shares": runs("emergence-by-scale").median(func(f *frames.Frame) float64 {
			worst := 1.0
			for _, a := range abilities {
				worst = max(worst, math.Exp(math.Abs(math.Log(a.onset(f)/a.flops))))
			}
			return worst
		}),
		"not-predicted": countAbilities(func(a ability, f *frames.Frame) bool {
			b := stat.Bootstrap{Resamples: resamples, Stream: random.NewStream(1, "claims", a.task)}
			return emergence.Performance(a.series(f), b).Verdict == emergence.Emergent
		}),
		"loss-improves-before": countAbilities(func(a ability, f *frames.Frame) bool {
			at := thresholds.FindOnset(a.series(f), stat.Bootstrap{}).LastAtChance
			x, y := f.Where("task", a.task).Curve("flops", average("log_likelihood"))
			return (readAt(x, y, at)-y[0])/(last(y)-y[0]) >= 0.01
		}),
		"onset-against-share": runs("emergence-by-mix").where("task", "addition").mean(func(f *frames.Frame) float64 {
			return stat.LogSlope(f.Curve("tasks_addition_share", func(f *frames.Frame) float64 {
				x, y := f.Curve("flops", only("exact_match"))
				return reachesOnLog(0.5, x, y)
			}))
		}),
	},
	picture: func(s *study) Picture {
		p := Picture{Title: "Six abilities against training compute", X: "training FLOPs", Y: "score above chance", LogX: true}
		var onsets, chance []float64
		for _, a := range abilities {
			p.over(a.task, s.runs("emergence-by-scale").Where("task", a.task), "flops", a.scores, stat.MeanBand)
			onsets, chance = append(onsets, a.flops), append(chance, 0)
		}
		p.points("published onsets (Wei et al.)", onsets, chance)
		return p
	},
}

// countAbilities counts the abilities with a property.
func countAbilities(has func(ability, *frames.Frame) bool) measure {
	return exactly(func(s *study) float64 {
		return float64(count(abilities, func(a ability) bool { return has(a, s.runs("emergence-by-scale")) }))
	})
}

// ability is a task of emergence-by-scale with the training FLOPs at which its score leaves chance level (arXiv:2206.07682, Table 1).
type ability struct {
	task, metric  string
	flops, chance float64
}

var abilities = []ability{
	{"toxicity", "measured_test_accuracy", 1.3e22, 1. / 2},
	{"addition", "measured_exact_match", 2.3e22, 1e-3},
	{"instructions", "measured_test_accuracy", 1.3e23, 1. / 4},
	{"mmlu", "measured_test_accuracy", 3.1e23, 1. / 4},
	{"truthfulness", "measured_test_accuracy", 5.0e23, 1. / 4},
	{"word_in_context", "measured_test_accuracy", 2.5e24, 1. / 2},
}

// series is an ability's score on 1000 test items against training FLOPs.
func (a ability) series(f *frames.Frame) stat.Series {
	s := seriesOf(f.Where("task", a.task), "flops", column(a.metric), a.chance)
	for i := range s.Observations {
		s.Observations[i].Items = 1000
	}
	return s
}

// rise is the expected score against training FLOPs, scaled to 0 at chance level and 1 where all answers are right.
func (a ability) rise(f *frames.Frame) (flops, score []float64) {
	return f.Where("task", a.task).Curve("flops", func(f *frames.Frame) float64 {
		return stat.Mean(a.scores(f))
	})
}

// scores are those of all rows, above chance level.
func (a ability) scores(f *frames.Frame) []float64 {
	scores := f.Floats(strings.TrimPrefix(a.metric, "measured_"))
	for i := range scores {
		scores[i] = (scores[i] - a.chance) / (1 - a.chance)
	}
	return scores
}

// onset is the training FLOPs at which the ability leaves chance level: a tenth of the rise, as in section 7 of docs/model.md.
func (a ability) onset(f *frames.Frame) float64 {
	x, y := a.rise(f)
	return reachesOnLog(0.1, x, y)
}
