package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output/frames"
)

var chainOfThought = code{
	measures: map[string]measure{
		"harms-then-helps": runs("chain-of-thought").median(func(f *frames.Frame) float64 {
			return float64(count(stepTasks, func(task string) bool { return turnsOnce(chainGain(f, task)) }))
		}),
		"turns-within-published-sizes": runs("chain-of-thought").where("task", "four-steps-open").median(func(f *frames.Frame) float64 {
			x, y := f.Curve("model_params", func(f *frames.Frame) float64 { return f.Only("chain_of_thought") / f.Only("exact_match") })
			x, y = logs(x), logs(y)
			return math.Exp(reaches(math.Log(8.2/5.7))(x, y) - reaches(math.Log(1.6/3.2))(x, y))
		}),
		"emergent-technique": exactly(func(s *study) float64 { return emergentGains(s.runs("chain-of-thought")) }),
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
	picture: func(s *study) Picture {
		p := Picture{Title: "Direct answers and answers step by step", X: "parameters", Y: "share of right answers", LogX: true}
		for _, task := range []string{"two-steps", "four-steps-open", "eight-steps"} {
			f := s.runs("chain-of-thought").Where("task", task)
			p.mean(task+", direct", f, "model_params", "exact_match")
			p.mean(task+", step by step", f, "model_params", "chain_of_thought")
		}
		return p
	},
}

// stepTasks are the tasks that take several steps.
var stepTasks = []string{"two-steps", "four-steps", "four-steps-open", "eight-steps"}

// point is the smallest difference of accuracy that counts: published tables print no smaller one.
const point = 0.01

// chainGain is the accuracy of the chain minus that of the direct answer, against parameters, for one seed.
func chainGain(f *frames.Frame, task string) (params, gain []float64) {
	return f.Where("task", task).Curve("model_params", func(f *frames.Frame) float64 {
		return f.Only("chain_of_thought") - f.Only("exact_match")
	})
}

// turnsOnce says whether a curve begins more than a point below 0, rises more than a point above 0, and never again falls more than a point
// below 0.
func turnsOnce(_, gain []float64) bool {
	behind, ahead := false, false
	for _, g := range gain {
		switch {
		case g < -point && ahead:
			return false
		case g < -point:
			behind = true
		case g > point:
			ahead = true
		}
	}
	return behind && ahead && gain[0] < -point
}

// chainHelps is the number of parameters from which the chain is right more often than the direct answer.
func chainHelps(f *frames.Frame, task string) float64 {
	x, y := chainGain(f, task)
	return reachesOnLog(0, x, y)
}

// learned is the number of parameters at which a score is halfway from that of the smallest network, which guesses, to 1; infinite where
// it never gets there.
func learned(f *frames.Frame, task, column string) float64 {
	x, y := f.Where("task", task).Curve("model_params", only(column))
	return never(reachesOnLog((y[0]+1)/2, x, y))
}

// emergentGains counts the tasks whose gain by the chain is emergent by performance, with 0 as chance level. It leaves out networks that
// are large enough to answer directly in any seed: there both ways are right.
func emergentGains(f *frames.Frame) float64 {
	return float64(count(stepTasks, func(task string) bool {
		direct := slices.Min(f.BySeed(func(f *frames.Frame) float64 { return learned(f, task, "exact_match") }))
		s := stat.Series{Chance: 0}
		for _, seed := range f.Values("seed") {
			x, y := chainGain(f.At("seed", seed), task)
			for i := range x {
				if x[i] < direct {
					s.Observations = append(s.Observations, stat.Observation{X: x[i], Y: y[i], Seed: int64(seed)})
				}
			}
		}
		b := stat.Bootstrap{Resamples: resamples, Stream: random.NewStream(1, "claims", task)}
		return emergence.Performance(s, b).Verdict == emergence.Emergent
	}))
}
