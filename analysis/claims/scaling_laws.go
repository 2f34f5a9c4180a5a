package claims

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

func scalingLaws() *Row {
	r := &Row{
		Number: 11, Name: "scaling-laws", Title: "Scaling laws of the loss, and the best size for a budget of compute",
		Scenarios: []string{"compute-optimal"}, Fitted: []string{"zipf"},
		Mechanism: "Facts are met with frequencies of rank^-(1 + alpha). The frequent ones are learned first, so that time limits the loss as a power alpha/(1 + alpha), " +
			"and where they have filled the budget of parameters, capacity does as a power alpha. The best size for a budget of compute is where " +
			"both limits meet: it grows as C^(1/(2 + alpha)), more slowly than the tokens, whatever alpha is.",
		Trust: "That the loss is a power law is put in, with the frequencies. There is no noise of seeds here: intervals are those of fits to curves drawn again. One exponent is fitted and the others follow from it, with no freedom left: the exponent in data is always below that in parameters and the best size never " +
			"grows faster than the square root of compute. Both are against some of the published fits. The loss here has no irreducible part, and tokens " +
			"are those of one pass. The parametric form is the sum of two powers, where the loss of this population is closer to the larger of the two; that is why the three " +
			"methods differ by more than they do in the paper, and why the constants of the fit move by a tenth with the range of tokens that it is given.",
	}
	r.Claims = append(r.Claims, Claim{
		Name: "straight-in-parameters", Source: "arXiv:2001.08361, sec 1.1", Kind: Shape, Published: math.NaN(),
		Statement: "The loss is a straight power law of parameters over many orders of magnitude.",
		Quantity:  "spread of the local exponents of L(N), 1e3 to 1e7 parameters, over their mean", Expect: Below(0.1),
		Simulated: func(s *Study) Estimate {
			x, y := s.Runs("compute-optimal").Floats("model_params"), s.Runs("compute-optimal").Floats("train_loss")
			var local []float64
			for i := 1; i < len(x); i++ {
				local = append(local, -stat.LogSlope(x[i-1:i+1], y[i-1:i+1]))
			}
			return stat.Exact((slices.Max(local) - slices.Min(local)) / stat.Mean(local))
		},
	})
	fitted := func(name, source, statement, quantity string, published float64, expect Range, notMet string, of func(*Study) Estimate) {
		r.Claims = append(r.Claims, Claim{
			Name: name, Source: source, Statement: statement, Quantity: quantity, Kind: Value, Published: published, Expect: expect, Simulated: of, NotMet: notMet,
		})
	}
	const hoffmann, besiroglu, form = "arXiv:2203.15556, Table 2", "arXiv:2404.10102", "L = E + A/N^alpha + B/D^beta"
	slow := "Capacity and time meet at N as C^(1/(2 + alpha)) in this population, which is never more than the square root of compute and 0.43 here."
	fitted("exponent-in-tokens-corrected", besiroglu, "A fit of "+form+" gives, corrected, beta = 0.366, between 0.331 and 0.415 (uncorrected: 0.28).", "beta of the same fit", 0.366, Between(0.331, 0.415), "",
		func(s *Study) Estimate { return constantOf(parametricFit(s), "beta") })
	fitted("best-size-parametric", besiroglu, "By the parametric fit, corrected, the best size grows as C^0.513 (uncorrected: 0.46).", "a = beta/(alpha + beta)", 0.5126, Within(0.5126, 0.1), "",
		func(s *Study) Estimate { return constantOf(parametricFit(s), "a") })
	fitted("best-size-isoflop", hoffmann+", approach 2", "By IsoFLOP profiles it grows as C^0.49.", "a of IsoFLOP profiles", 0.49, Within(0.49, 0.1), slow,
		func(s *Study) Estimate { return constantOf(isoFLOPFit(s), "a") })
	fitted("best-size-envelope", hoffmann+", approach 1", "By the envelope of training curves it grows as C^0.50.", "a of the envelope", 0.5, Within(0.5, 0.1), slow+
		" That the steps of the sizes are coarse lowers it further.",
		func(s *Study) Estimate { return constantOf(envelopeFit(s), "a") })
	r.Claims = append(r.Claims, Claim{
		Name: "tokens-grow-with-size", Source: hoffmann, Kind: Order, Published: math.NaN(),
		Statement: "The tokens have to grow at least as fast as the network, against Kaplan's C^0.27 and C^0.73.",
		Quantity:  "b - a of IsoFLOP profiles", Expect: Above(0),
		Simulated: func(s *Study) Estimate {
			a := constantOf(isoFLOPFit(s), "a")
			return stat.Exact(1).Minus(a).Minus(a)
		},
	}, Claim{
		Name: "under-trained-loses", Source: "arXiv:2203.15556, sec 4 (Chinchilla against Gopher)", Kind: Order, Published: math.NaN(),
		Statement: "At equal compute the large network on few tokens, sized by Kaplan's rule, has a higher loss than the small one on many, sized by Hoffmann's.",
		Quantity:  "loss at the size that grows as C^0.73 over that at C^0.50, 1e4 times the compute of a common optimum", Expect: Above(1),
		Simulated: func(s *Study) Estimate {
			const more = 1e4
			best := envelopeOf(s.Curves("compute-optimal"))
			at := func(power float64) float64 {
				return lossAt(s, best.size[0]*math.Pow(more, power), best.compute[0]*more)
			}
			return stat.Exact(at(0.73) / at(0.5))
		},
	})
	r.Picture = func(s *Study) show.Picture {
		p := show.Picture{Title: "Loss against size at equal compute", X: "parameters", Y: "loss, nats", LogX: true, LogY: true}
		best := show.Line{Name: "best of these sizes", Points: true}
		for compute := 1e15; compute <= 1e19; compute *= 10 {
			x := s.Runs("compute-optimal").Values("model_params")
			y := make([]float64, len(x))
			for i := range x {
				y[i] = lossAt(s, x[i], compute)
			}
			p.Lines = append(p.Lines, show.Line{Name: number(compute) + " FLOPs", X: x, Y: y})
			least := slices.Index(y, slices.Min(frames.Never(y)))
			best.X, best.Y = append(best.X, x[least]), append(best.Y, y[least])
		}
		p.Lines = append(p.Lines, best)
		return p
	}
	return r
}
