package claims

import (
	"math"

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
		"not-foretold": countAbilities(func(a ability, f *frames.Frame) bool {
			b := stat.Bootstrap{Resamples: resamples, Stream: random.NewStream(1, "claims", a.task)}
			return emergence.Performance(a.series(f), b).Verdict == emergence.Emergent
		}),
		"loss-improves-before": countAbilities(func(a ability, f *frames.Frame) bool {
			at := thresholds.FindOnset(a.series(f), stat.Bootstrap{}).LastAtChance
			x, y := f.Where("task", a.task).Curve("flops", average("log_likelihood"))
			return (readAt(x, y, at)-y[0])/(y[len(y)-1]-y[0]) >= 0.01
		}),
		"onset-against-share": runs("emergence-by-mix").where("task", "addition").mean(func(f *frames.Frame) float64 {
			return stat.LogSlope(f.Curve("tasks_addition_share", func(f *frames.Frame) float64 {
				x, y := f.Curve("flops", only("exact_match"))
				return reachesOnLog(0.5, x, y)
			}))
		}),
	},
	picture: func(s *Study) Picture {
		p := Picture{Title: "Six abilities against training compute", X: "training FLOPs", Y: "score above chance", LogX: true}
		var onsets, chance []float64
		for _, a := range abilities {
			x, y := a.rise(s.Runs("emergence-by-scale"))
			p.line(a.task, x, y)
			onsets, chance = append(onsets, a.flops), append(chance, 0)
		}
		p.points("published onsets (Wei et al.)", onsets, chance)
		return p
	},
}

// countAbilities counts the abilities with a property.
func countAbilities(has func(ability, *frames.Frame) bool) measure {
	return exactly(func(s *Study) float64 {
		n := 0.0
		for _, a := range abilities {
			if has(a, s.Runs("emergence-by-scale")) {
				n++
			}
		}
		return n
	})
}
