package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
)

// siteClaims are where the heads sit, and which they are.
func siteClaims() []Claim {
	return []Claim{{
		Name: "deeper", Source: yin + ", as its reviewers read the figures", Kind: Value, Published: 1.5,
		Statement: "Function-vector heads are one to two layers deeper than induction heads in most models.",
		Quantity:  "mean layer of the top 2% by function vector minus that by induction, median over seven models and seeds; half a layer is allowed for reading", Expect: Between(0.5, 2.5),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(medianModel(s.Circuits("heads"), func(f *frames.Frame) float64 {
				end := atEnd(f)
				return meanLayer(topOf(end, "function_vector")) - meanLayer(topOf(end, "induction"))
			}))
		},
	}, {
		Name: "were-induction-heads", Source: yin + ", training dynamics", Kind: Order, Published: math.NaN(),
		Statement: "Many function-vector heads start as induction heads; the share was not published.",
		Quantity:  "share of the top 2% by function vector at the end that were in the top 2% by induction between the two onsets, minus that of all heads, mean over seven models", Expect: Above(0),
		Simulated: func(s *Study) Estimate { return Mean(eachSeed(s.Circuits("heads"), stat.Mean, were)) },
	}, {
		Name: "few-heads-are-both", Source: yin + ", abstract and head scores", Kind: Order, Published: math.NaN(),
		Statement: "At the end the two kinds are mostly different heads, with correlated scores; the shares were not published (the norm budget was chosen for it).",
		Quantity:  "share of the top 2% by function vector that are among the top 2% by induction at the end, mean over seven models", Expect: Below(0.5),
		Simulated: func(s *Study) Estimate { return Mean(eachSeed(s.Circuits("heads"), stat.Mean, both)) },
	}}
}

// headAblationClaims are what the tasks lose without heads.
func headAblationClaims() []Claim {
	functions := func(s *Study) *frames.Frame { return s.Runs("heads").Where("task", "functions") }
	gap := func(f *frames.Frame) float64 { return lostWithout(f, "function_vector") - lostWithout(f, "induction") }
	return []Claim{{
		Name: "ablation-of-function-vectors", Source: yin + ", ablations", Kind: Order, Published: math.NaN(),
		Statement: "Few-shot accuracy suffers far more without the top function-vector heads than without induction heads that are none of them.",
		Quantity:  "accuracy on functions lost without the former / without the latter, means over seven models", Expect: Above(2),
		Simulated: func(s *Study) Estimate {
			return Mean(functions(s).BySeed(func(f *frames.Frame) float64 {
				return meanLost(f, "function_vector") / meanLost(f, "induction")
			}))
		},
	}, {
		Name: "ablation-grows-with-size", Source: yin + ", ablations", Kind: Sign, Published: math.NaN(),
		Statement: "The gap between the two ablations grows with the size of the model.",
		Quantity:  "rank correlation of that gap with the number of heads, over seven models", Expect: Above(0),
		Simulated: func(s *Study) Estimate {
			return Mean(functions(s).BySeed(func(f *frames.Frame) float64 {
				_, heads := f.Curve("model_params", headsOf)
				_, gaps := f.Curve("model_params", gap)
				return concordance(heads, gaps)
			}))
		},
	}, {
		Name: "ablation-of-induction-is-random", Source: yin + ", ablations", Kind: Order, Published: math.NaN(),
		Statement: "In models above 1B, removing induction heads that are no function-vector heads is comparable to removing random ones.",
		Quantity:  "accuracy on functions lost beyond that without random heads, without induction heads / without function-vector heads", Expect: Below(0.1),
		Simulated: func(s *Study) Estimate {
			return Mean(functions(s).If("model_params", func(n float64) bool { return n > 1e9 }).BySeed(func(f *frames.Frame) float64 {
				random := meanLost(f, "random")
				return (meanLost(f, "induction") - random) / (meanLost(f, "function_vector") - random)
			}))
		},
	}, {
		Name: "ablation-on-copying", Source: yin + ", token-loss difference", Kind: Sign, Published: math.NaN(),
		Statement: "On the gain from context over plain text induction heads still matter more than function-vector heads.",
		Quantity:  "share of the logit of copying that goes with the top 2% by induction without function-vector heads, minus that with the top 2% by function vector, mean over seven models", Expect: Above(0),
		Simulated: func(s *Study) Estimate { return Mean(eachSeed(s.Circuits("heads"), stat.Mean, carried)) },
		NotMet:    "In large models few heads carry copying, those that started with most, and function vectors grow in the same ones before they have given up copying, which nothing makes them do once functions are learned; with a norm budget of 1 it is met, as many heads have to share copying, and ablations then cost nearly nothing.",
	}, {
		Name: "few-shot-from-160M", Source: pythia + " on SciQ, five examples against none", Kind: Value, Published: -0.008,
		Statement: "Examples in context gain nothing at 70M (-0.008), and 0.038 at 160M.",
		Quantity:  "final accuracy on functions minus guessing, at 70M", Expect: Below(0.01),
		Simulated: func(s *Study) Estimate {
			return Mean(functions(s).At("model_params", smallestModel).BySeed(func(f *frames.Frame) float64 {
				return f.Only("test_accuracy") - 1./1000
			}))
		},
		NotMet: "48 heads are enough for both tasks, only later; with a norm budget of 1 they are not, since copying takes all their output, and ablations then cost nearly nothing.",
	}}
}
