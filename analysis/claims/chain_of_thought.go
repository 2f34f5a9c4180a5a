package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

const (
	weiChain  = "arXiv:2201.11903, App. Table 2"
	weiEmerge = "arXiv:2206.07682"
)

func chainOfThought() *Row {
	r := &Row{
		Number: 13, Name: "chain-of-thought", Title: "Chain of thought: harmful in small networks, helpful in large ones",
		Scenarios: []string{"chain-of-thought", "chain-of-thought-share"}, Fitted: []string{"a_m", "m_0", "a_0", "sigma_a", "s_0", "sigma_s", "c", "q", "beta", "sigma_0^2"},
		Mechanism: "Answering step by step is right where every step and the form of each are (equation 6 of docs/model.md), a product that is next to nothing while skills " +
			"are missing and next to 1 when all are there. The circuits of skills have two factors and outbid the facts once the network is large enough. The circuit of a direct " +
			"answer composes through all steps: with S + 1 factors it starts from far less than two do, and takes far longer.",
		Trust: "That the chain is below guessing in a network without skills follows from equation 6 alone. That one size turns it, that direct answers come so much later, and how the size moves with " +
			"the share of the skills come from the budget. Sizes are not those of published models: the shares of skills in real mixes are not known, and kinds and shares are assumptions here; none was fitted to these papers, and the constants of circuits are those of modular addition. The turn is " +
			"much sharper than in LaMDA, where at 68B and 137B parameters the chain is right 8 and 14 times in a hundred. Five options delay the turn by a " +
			"factor of less than 2; in LaMDA they do so from 68B to beyond 137B. Steps are independent, and no chain survives a wrong one.",
		Claims: append(chainTurnClaims(), chainGainClaims()...),
	}
	r.Picture = func(s *Study) show.Picture {
		p := show.Picture{Title: "Direct answers and answers step by step", X: "parameters", Y: "share of right answers", LogX: true}
		for _, task := range []string{"two-steps", "four-steps-open", "eight-steps"} {
			for _, way := range []struct{ column, name string }{{"exact_match", "direct"}, {"chain_of_thought", "step by step"}} {
				x, y := s.Runs("chain-of-thought").Where("task", task).Curve("model_params", func(f *frames.Frame) float64 { return stat.Mean(f.Floats(way.column)) })
				p.Lines = append(p.Lines, show.Line{Name: task + ", " + way.name, X: x, Y: y})
			}
		}
		return p
	}
	return r
}

func chainTurnClaims() []Claim {
	return []Claim{{
		Name: "harms-then-helps", Source: weiChain + "; " + weiEmerge + ", sec 4", Kind: Shape, Published: math.NaN(),
		Statement: "Chain of thought harms LaMDA up to 8B and GPT up to 6.7B on GSM8K (3.2 to 1.6%, 4.0 to 2.4%) and helps from 68B and 175B on (5.7 to 8.2%, 15.6 to 46.9%).",
		Quantity:  "of 4 tasks, those in which the chain is behind by a point, from one size on ahead by a point, and never behind again", Expect: Between(4, 4),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(s.Runs("chain-of-thought").BySeed(func(f *frames.Frame) float64 {
				n := 0.0
				for _, task := range stepTasks {
					if turnsOnce(chainGain(f, task)) {
						n++
					}
				}
				return n
			}))
		},
	}, {
		Name: "turns-within-published-sizes", Source: weiChain, Kind: Shape, Published: math.NaN(),
		Statement: "On GSM8K the chain is half as often right as the direct answer in LaMDA 8B, and 1.44 times as often in LaMDA 68B.",
		Quantity:  "parameters at a ratio of chain to direct of 1.44, over those at a ratio of 0.5, four steps, open answers", Expect: Between(1, 68./8),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(s.Runs("chain-of-thought").Where("task", "four-steps-open").BySeed(func(f *frames.Frame) float64 {
				x, y := f.Curve("model_params", func(f *frames.Frame) float64 { return f.Only("chain_of_thought") / f.Only("exact_match") })
				x, y = logs(x), logs(y)
				return math.Exp(Reaches(math.Log(8.2/5.7))(x, y) - Reaches(math.Log(1.6/3.2))(x, y))
			}))
		},
	}, {
		Name: "emergent-technique", Source: weiEmerge + ", sec 4", Kind: Shape, Published: math.NaN(),
		Statement: "A prompting strategy is emergent where it does not improve on the baseline in small models and does in large ones, not foretold by extrapolation, as chain of thought does at 1.3e23 FLOPs.",
		Quantity:  "of 4 tasks, those whose gain by the chain is emergent by performance, among sizes that do not answer directly", Expect: Between(4, 4),
		Simulated: func(s *Study) Estimate { return stat.Exact(emergentGains(s.Runs("chain-of-thought"))) },
	}, {
		Name: "guessing-delays-help", Source: weiChain, Kind: Order, Published: math.NaN(),
		Statement: "On AQuA, of five options, the chain still harms LaMDA 137B; on the open answers of GSM8K it helps from 68B on.",
		Quantity:  "parameters at which the chain begins to help with five options, over those with open answers, four steps", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(s.Runs("chain-of-thought").BySeed(func(f *frames.Frame) float64 {
				return chainHelps(f, "four-steps") / chainHelps(f, "four-steps-open")
			}))
		},
	}, {
		Name: "crossover-against-share", Source: "arXiv:2505.18091, eq 4", Kind: Value, Published: -1 / 1.34,
		Statement: "The size from which something is learned goes as share^(-1/(1+alpha)), alpha = 0.34 of the mix.",
		Quantity:  "slope of ln parameters at which the chain begins to help against ln share of its skill", Expect: Within(-1/1.34, 0.1),
		Simulated: func(s *Study) Estimate {
			return Mean(s.Runs("chain-of-thought-share").BySeed(func(f *frames.Frame) float64 {
				return stat.LogSlope(f.Curve("tasks_arithmetic_share", func(f *frames.Frame) float64 { return chainHelps(f, "four-steps") }))
			}))
		},
	}}
}
