package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

func dataMix() *Row {
	r := &Row{
		Number: 15, Name: "data-mix", Title: "Data mixes: facts and rules that are learned from a share of the mix on",
		Scenarios: []string{"data-mix-ratio", "data-mix-subsample", "data-mix-popularity", "data-mix-rule"},
		Fitted:    []string{"gain of facts against that of web text", "gain of the rule", "sigma_a", "s_0", "sigma_s", "c", "q"},
		Mechanism: "Web text is a Zipf population of facts. All circuits pay one price for a full network (equation 4 of docs/model.md), and the price is what the rarest " +
			"web fact still stored earns. A fact of frequency r/S is stored where it earns more than that: from a size on that goes as (S/r)^(1/(1+alpha)), and all facts of " +
			"equal frequency at once. A full network freezes, so that longer training changes nothing below the threshold, while fewer facts, each met more often, pass it.",
		Trust: "One constant was fitted, to where 4.1e8 parameters with 1.28M biographies pass, so that only the width of the jump in the share is a test and not its place. The frozen state and what is known of parts that are kept " +
			"are predictions. The exponent against popularity follows from the published exponent of web text. The gain of the rule was chosen so that its threshold is in range. The jump is not as abrupt as measured, and the size of the network counts more than it does " +
			"between the two published pairs: 7e7 parameters with 320k biographies are asked for more than half of the mix.",
		Claims: append(mixSizeClaims(), mixTimeClaims()...),
	}
	r.Picture = func(s *Study) show.Picture {
		p := show.Picture{Title: "Facts known against their share of the mix", X: "share of facts in the mix", Y: "share known"}
		for _, n := range []struct {
			params float64
			name   string
		}{{4.1e8, "4.1e8 parameters, 1.28M biographies"}, {7e7, "7e7 parameters, 320k biographies"}} {
			x, y := mixCurve(s, n.params)
			p.Lines = append(p.Lines, show.Line{Name: n.name, X: x, Y: y})
		}
		x, y := s.Runs("data-mix-rule").Where("task", "rule").Curve("tasks_rule_share", func(f *frames.Frame) float64 { return stat.Mean(f.Floats("test_accuracy")) })
		p.Lines = append(p.Lines, show.Line{Name: "7e7 parameters, a rule", X: x, Y: y},
			show.Line{Name: "published, 4.1e8 parameters (Gu et al.)", X: []float64{0.3, 0.4}, Y: []float64{0, 0.8}, Points: true})
		return p
	}
	return r
}

// mixCurve is the share of facts known at the end, against their share of the mix.
func mixCurve(s *Study, params float64) (x, y []float64) {
	return s.Runs("data-mix-ratio").Where("task", "facts").At("model_params", params).
		Curve("tasks_facts_share", func(f *frames.Frame) float64 { return f.Only("train_accuracy") })
}

func mixSizeClaims() []Claim {
	return []Claim{{
		Name: "popularity-against-size", Source: "arXiv:2505.18091, power-law experiment", Kind: Value, Published: -1.152,
		Statement: "The frequency from which on a fact is learned falls with the size of the network with exponent -1.152 (theory -1.283).",
		Quantity:  "slope of ln frequency of the rarest fact with a logit of 1 against ln size, 7e7 to 4.1e8 parameters", Expect: Within(-1.152, 0.15),
		Simulated: func(s *Study) Estimate {
			size, rarest := s.Circuits("data-mix-popularity").Where("task", "facts").Curve("model_params", rarestStored)
			return stat.Exact(stat.LogSlope(size, rarest))
		},
	}, {
		Name: "jump-in-share", Source: "arXiv:2505.18091, sec 3", Kind: Value, Published: 0.8,
		Statement: "At 4.1e8 parameters next to nothing of 1.28M biographies is known at r = 0.3, about 80% at 0.4 (the place is fitted).",
		Quantity:  "facts known at r = 0.4 minus those at 0.3", Expect: Within(0.8, 0.25),
		Simulated: func(s *Study) Estimate {
			x, y := mixCurve(s, 4.1e8)
			return stat.Exact(readAt(x, y, 0.4) - readAt(x, y, 0.3))
		},
	}, {
		Name: "part-worth-keeping", Source: "arXiv:2505.18091, sec 6", Kind: Value, Published: 0.594,
		Statement: "At r = 0.2 the facts are learned when 56.25% of them are kept, not when 62.5% are.",
		Quantity:  "kept part below which 40% of what is kept is known", Expect: Within(0.594, 0.25),
		Simulated: func(s *Study) Estimate {
			kept, known := keptParts(s)
			return stat.Exact(Reaches(-0.4)(kept, minus(make([]float64, len(known)), known)))
		},
	}, {
		Name: "known-with-a-quarter-kept", Source: "arXiv:2505.18091, sec 6", Kind: Value, Published: 0.2353,
		Statement: "When a quarter of the facts is kept, 23.53% of all facts are known.",
		Quantity:  "share of all facts known, r = 0.2", Expect: Within(0.2353, 0.25),
		Simulated: func(s *Study) Estimate { return stat.Exact(knownOfAll(s, 0.25)) },
	}, {
		Name: "known-with-half-kept", Source: "arXiv:2505.18091, sec 6", Kind: Value, Published: 0.3746,
		Statement: "When half of them is kept, 37.46% of all facts are known.",
		Quantity:  "share of all facts known, r = 0.2", Expect: Within(0.3746, 0.25),
		Simulated: func(s *Study) Estimate { return stat.Exact(knownOfAll(s, 0.5)) },
		NotMet:    "The best part to keep is smaller than the published one, and half is beyond it.",
	}, {
		Name: "best-mix-found", Source: "arXiv:2505.18091, sec 6", Kind: Value, Published: 0.3981,
		Statement: "Of five mixes that keep parts of the facts the best gives 39.81% of all facts, where the whole of them gives none.",
		Quantity:  "most of all facts known over ten kept parts, minus those known of the whole", Expect: Within(0.3981, 0.25),
		Simulated: func(s *Study) Estimate {
			kept, known := keptParts(s)
			best := 0.0
			for i := range kept {
				best = max(best, kept[i]*known[i])
			}
			return stat.Exact(best - known[len(known)-1])
		},
	}}
}

// keptParts are the parts of 1.28M biographies that mixes keep, and what is known of each part.
func keptParts(s *Study) (kept, known []float64) {
	items, known := s.Runs("data-mix-subsample").Where("task", "facts").Curve("tasks_facts_items", func(f *frames.Frame) float64 { return f.Only("train_accuracy") })
	for _, n := range items {
		kept = append(kept, n/items[len(items)-1])
	}
	return kept, known
}

// knownOfAll is the share of all facts that is known where a part is kept.
func knownOfAll(s *Study, part float64) float64 {
	kept, known := keptParts(s)
	return part * readAt(kept, known, part)
}

// rarestStored is the gain per item, which goes as its frequency, from which on cohorts have a logit of 1: above the noise of
// the other classes.
func rarestStored(f *frames.Frame) float64 {
	gain, strength := f.Floats("gain"), f.Floats("strength")
	slices.Reverse(gain) // cohorts come from the most frequent on
	slices.Reverse(strength)
	return math.Exp(Reaches(1)(logs(gain), strength))
}
