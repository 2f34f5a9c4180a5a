package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

func chainGainClaims() []Claim {
	return []Claim{{
		Name: "before-direct-answers", Source: weiChain, Kind: Order, Published: math.NaN(),
		Statement: "The chain is right about half of the time on GSM8K in models that answer directly far less often: 46.9 against 15.6% in GPT 175B, 63.1 against 19.7% in Codex.",
		Quantity:  "parameters at which half of the direct answers are learned, over those at which half of the chains are, least of 4 tasks", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(s.Runs("chain-of-thought").BySeed(func(f *frames.Frame) float64 {
				least := math.Inf(1)
				for _, task := range stepTasks {
					least = min(least, learned(f, task, "exact_match")/learned(f, task, "chain_of_thought"))
				}
				return least
			}))
		},
	}, {
		Name: "more-steps-gain-more", Source: weiChain + "; arXiv:2210.09261, released outputs", Kind: Order, Published: math.NaN(),
		Statement: "The chain gains most where most steps are needed: GPT 175B 31 points on GSM8K, 3 on SVAMP, 1 on ASDiv; Codex 71 points in tracking seven shuffled objects, 69 in tracking five.",
		Quantity:  "smallest increase of the chain's gain from two to four to eight steps, mean over all sizes from the longest chain's first help on", Expect: Above(0),
		Simulated: func(s *Study) Estimate {
			return Mean(s.Runs("chain-of-thought").BySeed(func(f *frames.Frame) float64 {
				from := chainHelps(f, "eight-steps")
				large := f.If("model_params", func(n float64) bool { return n >= from })
				gain := func(task string) float64 { _, y := chainGain(large, task); return stat.Mean(y) }
				return min(gain("four-steps")-gain("two-steps"), gain("eight-steps")-gain("four-steps"))
			}))
		},
	}, {
		Name: "harm-with-five-options", Source: weiChain, Kind: Value, Published: -0.152,
		Statement: "On AQuA, of five options, the chain costs LaMDA 420M, the smallest of its family, 15.2 points (23.5 to 8.3%).",
		Quantity:  "chain minus direct in the smallest network, four steps, five options", Expect: Within(-0.152, 0.25),
		NotMet: "A chain with a wrong step is never right here, while models that lose their way still name one of the options: they lose 15.2 points (GPT 350M 9.4) and not all of their guesses.",
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(s.Runs("chain-of-thought").BySeed(func(f *frames.Frame) float64 {
				_, y := chainGain(f, "four-steps")
				return y[0]
			}))
		},
	}}
}
