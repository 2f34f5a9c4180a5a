package claims

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/sweep/summary"
)

// skillClaims are the laws of emergence of Nam et al.; numbers of skills and constants are those of nam.yaml.
func skillClaims() []Claim {
	const alpha, skills, target, initial, gain = 0.6, 5, 5, 1e-3, 0.01
	few := func(s *Study) *frames.Frame { return s.Circuits("nam").At("tasks_skills_items", skills) }
	total := 0.0
	for k := 1; k <= skills; k++ {
		total += math.Pow(float64(k), -1-alpha)
	}
	return []Claim{{
		Name: "nam-logistic", Source: "arXiv:2404.17563, sec 4", Kind: Shape, Published: math.NaN(),
		Statement: "Skill k emerges as R_k(T)/S = 1/(1 + (S/R_k(0) - 1) exp(-2 eta S T P_s(k))).",
		Quantity:  "largest relative distance from it, of 5 skills at all recorded steps", Expect: Below(1e-4),
		Simulated: func(s *Study) Estimate {
			f := few(s)
			index, step, strength := f.Floats("index"), f.Floats("step"), f.Floats("strength")
			worst := 0.0
			for i := range index {
				frequency := math.Pow(index[i]+1, -1-alpha) / total
				want := target / (1 + (target/initial-1)*math.Exp(-2*gain*target*step[i]*frequency))
				worst = max(worst, math.Abs(strength[i]/want-1))
			}
			return stat.Exact(worst)
		},
	}, {
		Name: "nam-emergence-time", Source: "arXiv:2404.17563, sec 5", Kind: Value, Published: 1 + alpha,
		Statement: "Skill k emerges at a time that goes as k^(alpha + 1).",
		Quantity:  "slope of ln born (a fifth of the strength) against ln k, of 5 skills, alpha = 0.6", Expect: Near(1+alpha, 0.01),
		Simulated: func(s *Study) Estimate {
			f := few(s).At("step", 20000)
			rank := f.Floats("index")
			for i := range rank {
				rank[i]++
			}
			return stat.Exact(stat.LogSlope(rank, f.Floats("born")))
		},
	}, {
		Name: "nam-time-exponent", Source: "arXiv:2404.17563, sec 5", Kind: Value, Published: -alpha / (alpha + 1),
		Statement: "The loss falls with time as T^(-alpha/(alpha + 1)).",
		Quantity:  "slope of ln train_loss against ln step, 1e4 to 1e9 steps, alpha = 0.6", Expect: Near(-alpha/(alpha+1), 0.01),
		Simulated: func(s *Study) Estimate {
			f := s.Curves("nam").At("tasks_skills_items", 1e15).If("step", func(t float64) bool { return t >= 1e4 })
			return stat.Exact(slopeOf(f, "step", "train_loss"))
		},
	}}
}

// quantaClaims are the exponents of Michaud et al. and, where capacity is parameters, of Nam et al.
func quantaClaims() []Claim {
	const large = 1e12
	var list []Claim
	for _, alpha := range []float64{0.4, 0.6} {
		of := func(f *frames.Frame) *frames.Frame {
			return f.Where("tasks_quanta_frequency", fmt.Sprintf("{zipf: %g}", 1+alpha))
		}
		claim := func(name, source, statement, quantity string, published float64, of func(*Study) float64) Claim {
			return Claim{
				Name: fmt.Sprintf("%s-alpha-%g", name, alpha), Source: source, Statement: statement, Quantity: quantity,
				Kind: Value, Published: published, Expect: Near(published, 0.01),
				Simulated: func(s *Study) Estimate { return stat.Exact(of(s)) },
			}
		}
		list = append(list,
			claim("michaud-parameters", "arXiv:2303.13506; arXiv:2404.17563, sec 5", "The loss falls with parameters as N^-alpha.",
				"slope of ln train_loss against ln params, 1e3 to 1e6", -alpha, func(s *Study) float64 {
					return slopeOf(of(s.Runs("michaud")).If("model_params", func(n float64) bool { return n < large }), "model_params", "train_loss")
				}),
			claim("michaud-steps", "arXiv:2303.13506", "With steps, and with data seen once, it falls as S^(-alpha/(alpha + 1)).",
				"slope of ln train_loss against ln step, 1e4 to 1e9, at 1e12 parameters", -alpha/(1+alpha), func(s *Study) float64 {
					f := of(s.Curves("michaud")).At("model_params", large).If("step", func(t float64) bool { return t >= 1e4 && t <= 1e9 })
					return slopeOf(f, "step", "train_loss")
				}),
			claim("nam-compute", "arXiv:2404.17563, sec 5", "At the best size for each compute it falls as C^(-alpha/(alpha + 2)).",
				"slope of the envelope of ln loss against ln flops", -alpha/(alpha+2), func(s *Study) float64 {
					f := of(s.Curves("michaud")).If("model_params", func(n float64) bool { return n < large })
					best := envelopeOf(f)
					return stat.LogSlope(best.compute, best.loss)
				}))
	}
	return list
}

// knapsackClaims are where facts in a mixture are learned, by Gu et al.
func knapsackClaims() []Claim {
	const alpha = 0.283
	found := func(s *Study) *summary.Thresholds {
		t, err := summary.FindThresholds(s.Dir("gu"))
		if err != nil {
			panic(err)
		}
		return t
	}
	return []Claim{{
		Name: "gu-critical-size", Source: "arXiv:2505.18091, eq 4", Kind: Value, Published: -1 / (1 + alpha),
		Statement: "The network size from which facts are learned goes as (1/(r p))^(1/(alpha + 1)), r being their share of the mix.",
		Quantity:  "slope of ln threshold size against ln share, alpha = 0.283", Expect: Near(-1/(1+alpha), 0.01),
		Simulated: func(s *Study) Estimate {
			var share, size []float64
			for _, line := range found(s).Lines {
				// The web has 0.99 before normalization.
				r := line.At[0].(float64)
				share, size = append(share, r/(0.99+r)), append(size, line.Passes[0].Median)
			}
			return stat.Exact(stat.LogSlope(share, size))
		},
	}, {
		Name: "gu-nothing-below", Source: "arXiv:2505.18091, theorem 4.3", Kind: Shape, Published: math.NaN(),
		Statement: "Below the critical size a network learns nothing of the facts.",
		Quantity:  "highest train_accuracy of the facts up to half the threshold (sizes of the paper are a factor of 2 apart)", Expect: Below(0.01),
		Simulated: func(s *Study) Estimate { return stat.Exact(-extremeAgainst(s, found(s), -1, 0, 0.5)) },
	}, {
		Name: "gu-all-above", Source: "arXiv:2505.18091, theorem 4.3", Kind: Shape, Published: math.NaN(),
		Statement: "Above it, by the size that the facts take, it learns them all.",
		Quantity:  "lowest train_accuracy of the facts from twice the threshold on", Expect: Above(0.99),
		Simulated: func(s *Study) Estimate { return stat.Exact(extremeAgainst(s, found(s), 1, 2, math.Inf(1))) },
	}}
}

// extremeAgainst is the least of sign times the facts' accuracy over runs whose size is between two multiples of their line's threshold.
func extremeAgainst(s *Study, found *summary.Thresholds, sign, from, to float64) float64 {
	least := math.Inf(1)
	for _, line := range found.Lines {
		size := line.Passes[0].Median
		f := s.Runs("gu").Where("task", "facts").At("tasks_facts_share", line.At[0].(float64)).
			If("model_params", func(n float64) bool { return n >= from*size && n <= to*size })
		for _, a := range f.Floats("train_accuracy") {
			least = min(least, sign*a)
		}
	}
	return least
}
