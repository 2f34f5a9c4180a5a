package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

func emergenceByScale() *Row {
	r := &Row{
		Number: 7, Name: "emergence-by-scale", Title: "Emergence by scale: six abilities above chance from six sizes on",
		Scenarios: []string{"emergence-by-scale", "emergence-by-mix"}, Fitted: append([]string{"gain of the tasks"}, sharesOfAbilities()...),
		Mechanism: "Knowledge fills every network, and its marginal fact sets the price of parameters (equation 4 of docs/model.md), which falls with size as N^-(1+alpha). " +
			"A task with a small share of the mix pays that price with what little it is trained; its circuit grows from 5e-9 to a logit of 10 in proportion to itself, so that a " +
			"little more growth is the difference between nothing and all.",
		Trust: "The shares of the tasks in real mixes are not known. Here they follow from the published thresholds by the law of Gu et al., with one fitted gain, so that order-of-abilities and onsets-follow-shares test " +
			"this law and nothing else: the six shares are fitted to the six onsets, and which ability comes at which scale is not predicted. That the rise is sudden, and how thresholds move with the share, are predictions. Real curves rise over a decade or more, " +
			"and the loss of a task falls before its accuracy rises; here both rise within a factor of two. Luck of the seed is smaller than among published " +
			"models, where a larger one can be worse.",
		Claims: append(scaleClaims(), mixShiftClaims()...),
	}
	r.Picture = func(s *Study) show.Picture {
		p := show.Picture{Title: "Six abilities against training compute", X: "training FLOPs", Y: "score above chance", LogX: true}
		for _, a := range abilities {
			x, y := a.rise(s.Runs("emergence-by-scale"))
			p.Lines = append(p.Lines, show.Line{Name: a.task, X: x, Y: y})
		}
		published := show.Line{Name: "published onsets (Wei et al.)", Points: true}
		for _, a := range abilities {
			published.X, published.Y = append(published.X, a.flops), append(published.Y, 0)
		}
		p.Lines = append(p.Lines, published)
		return p
	}
	return r
}

func scaleClaims() []Claim {
	return []Claim{{
		Name: "order-of-abilities", Source: "arXiv:2206.07682, Table 1", Kind: Order, Published: math.NaN(),
		Statement: "Toxicity, addition, instruction following, MMLU, TruthfulQA and Word in Context are above chance in this order (the shares of the mix were chosen for it).",
		Quantity:  "least ratio of the onset of an ability to that of the one before it", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(s.Runs("emergence-by-scale").BySeed(func(f *frames.Frame) float64 {
				least := math.Inf(1)
				for i, a := range abilities[1:] {
					least = min(least, a.onset(f)/abilities[i].onset(f))
				}
				return least
			}))
		},
	}, {
		Name: "onsets-follow-shares", Source: "arXiv:2206.07682, Table 1; arXiv:2505.18091, eq 4", Kind: Shape, Published: math.NaN(),
		Statement: "Toxicity, addition, instruction following, MMLU, TruthfulQA and Word in Context are above chance from 1.3e22, 2.3e22, 1.3e23, 3.1e23, 5.0e23 and 2.5e24 FLOPs (the shares of the mix were chosen for it, by the law share^(-1/(1+alpha)) of thresholds).",
		Quantity:  "largest factor between simulated and published onset", Expect: Below(2),
		Simulated: func(s *Study) Estimate {
			return stat.MedianOf(s.Runs("emergence-by-scale").BySeed(func(f *frames.Frame) float64 {
				worst := 1.0
				for _, a := range abilities {
					worst = max(worst, math.Exp(math.Abs(math.Log(a.onset(f)/a.flops))))
				}
				return worst
			}))
		},
	}, {
		Name: "not-foretold", Source: "arXiv:2206.07682, sec 2", Kind: Shape, Published: math.NaN(),
		Statement: "All are at chance in small models and cannot be foretold by extrapolating them.",
		Quantity:  "abilities emergent by performance: at chance on three sizes at least, then above it and above four extrapolations", Expect: Between(6, 6),
		Simulated: func(s *Study) Estimate {
			n := 0.0
			for _, a := range abilities {
				b := stat.Bootstrap{Resamples: resamples, Stream: random.NewStream(1, "claims", a.task)}
				if emergence.Performance(a.series(s.Runs("emergence-by-scale")), b).Verdict == emergence.Emergent {
					n++
				}
			}
			return stat.Exact(n)
		},
	}, {
		Name: "loss-improves-before", Source: "arXiv:2206.07682, App A.1", Kind: Shape, Published: math.NaN(),
		Statement: "For all six tasks examined the loss on the answers falls at scales where the score is still at chance.",
		Quantity:  "abilities whose log-likelihood has made 1% of its rise in the largest network at chance", Expect: Between(6, 6),
		NotMet: "A circuit that starts at 5e-9 is as far from giving any logit as from giving the right answer: loss and accuracy rise in the same factor of two.",
		Simulated: func(s *Study) Estimate {
			n := 0.0
			for _, a := range abilities {
				f := s.Runs("emergence-by-scale")
				at := thresholds.FindOnset(a.series(f), stat.Bootstrap{}).LastAtChance
				x, y := f.Where("task", a.task).Curve("flops", func(f *frames.Frame) float64 { return stat.Mean(f.Floats("log_likelihood")) })
				if (readAt(x, y, at)-y[0])/(y[len(y)-1]-y[0]) >= 0.01 {
					n++
				}
			}
			return stat.Exact(n)
		},
	}}
}

func mixShiftClaims() []Claim {
	half := func(s *Study) []float64 { // slope of ln FLOPs at half accuracy against ln share, by seed
		return s.Runs("emergence-by-mix").Where("task", "addition").BySeed(func(f *frames.Frame) float64 {
			return stat.LogSlope(f.Curve("tasks_addition_share", halfRise))
		})
	}
	return []Claim{{
		Name: "onset-against-share", Source: "arXiv:2505.18091, eq 4", Kind: Value, Published: -1 / 1.34,
		Statement: "The size from which something is learned goes as share^(-1/(1+alpha)), alpha = 0.34.",
		Quantity:  "slope of ln FLOPs at half exact match against ln share", Expect: Within(-1/1.34, 0.1),
		Simulated: func(s *Study) Estimate { return Mean(half(s)) },
	}}
}
