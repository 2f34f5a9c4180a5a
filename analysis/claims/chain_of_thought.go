package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

var chainOfThought = code{
	measures: map[string]measure{
		"harms-then-helps": runs("chain-of-thought").median(func(f *frames.Frame) float64 {
			n := 0.0
			for _, task := range stepTasks {
				if turnsOnce(chainGain(f, task)) {
					n++
				}
			}
			return n
		}),
		"turns-within-published-sizes": runs("chain-of-thought").where("task", "four-steps-open").median(func(f *frames.Frame) float64 {
			x, y := f.Curve("model_params", func(f *frames.Frame) float64 { return f.Only("chain_of_thought") / f.Only("exact_match") })
			x, y = logs(x), logs(y)
			return math.Exp(Reaches(math.Log(8.2/5.7))(x, y) - Reaches(math.Log(1.6/3.2))(x, y))
		}),
		"emergent-technique": exactly(func(s *Study) float64 { return emergentGains(s.Runs("chain-of-thought")) }),
		"guessing-delays-help": runs("chain-of-thought").median(func(f *frames.Frame) float64 {
			return chainHelps(f, "four-steps") / chainHelps(f, "four-steps-open")
		}),
		"crossover-against-share": runs("chain-of-thought-share").mean(func(f *frames.Frame) float64 {
			return stat.LogSlope(f.Curve("tasks_arithmetic_share", func(f *frames.Frame) float64 { return chainHelps(f, "four-steps") }))
		}),
		"before-direct-answers": runs("chain-of-thought").median(func(f *frames.Frame) float64 {
			least := math.Inf(1)
			for _, task := range stepTasks {
				least = min(least, learned(f, task, "exact_match")/learned(f, task, "chain_of_thought"))
			}
			return least
		}),
		"more-steps-gain-more": runs("chain-of-thought").mean(func(f *frames.Frame) float64 {
			from := chainHelps(f, "eight-steps")
			large := f.If("model_params", func(n float64) bool { return n >= from })
			gain := func(task string) float64 { _, y := chainGain(large, task); return stat.Mean(y) }
			return min(gain("four-steps")-gain("two-steps"), gain("eight-steps")-gain("four-steps"))
		}),
		"harm-with-five-options": runs("chain-of-thought").median(func(f *frames.Frame) float64 {
			_, y := chainGain(f, "four-steps")
			return y[0]
		}),
	},
	picture: func(s *Study) Picture {
		p := Picture{Title: "Direct answers and answers step by step", X: "parameters", Y: "share of right answers", LogX: true}
		for _, task := range []string{"two-steps", "four-steps-open", "eight-steps"} {
			f := s.Runs("chain-of-thought").Where("task", task)
			x, y := f.Curve("model_params", average("exact_match"))
			p.line(task+", direct", x, y)
			x, y = f.Curve("model_params", average("chain_of_thought"))
			p.line(task+", step by step", x, y)
		}
		return p
	},
}
