package claims

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/show"
)

const passUntil = "arXiv:2310.03262"

// resolution is what 1e5 samples of an answer, the most that PassUntil takes, tell from passing always.
const resolution = 1e-5

// failure is -ln of the probability that the rule is right, against size. PassUntil's law is that its logarithm is linear in that of the size.
func failure(f *frames.Frame) (size, y []float64) {
	size, y = f.Where("task", "rule").Curve("model_params", func(f *frames.Frame) float64 { return f.Only("test_accuracy") })
	for i := range y {
		y[i] = max(-math.Log(y[i]), resolution)
	}
	return size, y
}

// bend is the quadratic coefficient of ln y against ln x: above 0 where the curve is convex.
func bend(x, y []float64) float64 {
	u, v := logs(x), logs(y)
	mean := stat.Mean(u)
	a := make([][]float64, len(u))
	for i := range u {
		d := u[i] - mean
		a[i] = []float64{1, d, d * d}
	}
	return leastSquares(a, v)[2]
}

// lawBelow is the forecast of PassUntil's law, fitted below a size, for the larger ones.
func lawBelow(x, y []float64, below float64) thresholds.Forecast {
	s := stat.Series{Chance: math.NaN()}
	for i := range x {
		s.Observations = append(s.Observations, stat.Observation{X: x[i], Y: y[i], Seed: stat.NoSeed, Error: math.NaN()})
	}
	for _, f := range thresholds.Extrapolate(s, below) {
		if f.Form == "power" {
			return f
		}
	}
	panic("claims: no power form")
}

// untilSolved cuts a curve after the first size at which 99% of the answers are right.
func untilSolved(x, y []float64) ([]float64, []float64) {
	for i := range y {
		if y[i] < 0.01 {
			return x[:i+1], y[:i+1]
		}
	}
	return x, y
}

func forecast() *Row {
	r := &Row{
		Number: 16, Name: "forecast", Title: "Forecasts: what small networks tell of large ones",
		Scenarios: []string{"forecast", "forecast-finetune"}, Fitted: []string{"gain of the rule", "gain of the finetuned rule", "share of the rule", "sigma_a", "s_0", "sigma_s", "c", "q"},
		Mechanism: "Of knowledge, what is not stored thins out as a power of size, so that small networks tell of large ones. An answer that needs two kinds of it fails by the sum of two powers, which is convex. " +
			"A generalization circuit grows in proportion to itself once the price of parameters lets it: for most sizes nothing, then all, which no curve below tells. " +
			"Finetuning pays the same price with a larger share, so that smaller networks show the ability.",
		Trust: "Nothing is fitted to these papers. Gains and shares of the scenarios are chosen so that the rise is within the range of sizes; where it is, is not claimed. That " +
			"knowledge is forecast and that an answer of several kinds of it is convex follow from the Zipf frequencies, and are not claimed. Sizes are compared, not pre-training losses as by Snell et al.: their errors in nats have no counterpart here, only the ratio of failing to succeeding ones. Networks of half the size were first read as at most half: with the first that is smaller, 2.3 times in two of three seeds, the forecast is 1.44 times too large already, so that what is met is met narrowly.",
		Claims: append(passClaims(), finetuneClaims()...),
	}
	r.Picture = func(s *Study) show.Picture {
		p := show.Picture{Title: "What finetuning tells of few-shot emergence, one seed", X: "steps of finetuning", Y: "parameters where solved", LogX: true, LogY: true}
		steps, size := finetuned(s.Runs("forecast-finetune").At("seed", 1))
		p.Lines = append(p.Lines, show.Line{Name: "simulated", X: steps, Y: size, Points: true})
		for _, e := range []struct {
			name string
			from int
		}{{"law fitted to networks of about half the size and less", lead(size, 2)}, {"without the three strongest", lead(size, 2) + 3}} {
			law := fitLogPower(steps[e.from:], size[e.from:])
			y := make([]float64, len(steps))
			for i, f := range steps {
				y[i] = law.at(f)
			}
			p.Lines = append(p.Lines, show.Line{Name: e.name, X: steps, Y: y})
		}
		return p
	}
	return r
}

func passClaims() []Claim {
	return []Claim{{
		Name: "competing-circuits-are-concave", Source: passUntil + ", Theorem 3", Kind: Sign, Published: math.NaN(),
		Statement: "Where circuits compete, ln(-ln passes) against ln size is concave: accelerated emergence.",
		Quantity:  "quadratic coefficient of the rule, up to the size that solves it", Expect: Below(0),
		Simulated: func(s *Study) Estimate {
			return Mean(s.Runs("forecast").BySeed(func(f *frames.Frame) float64 { return bend(untilSolved(failure(f))) }))
		},
	}, {
		Name: "emergence-is-not-forecast", Source: passUntil + ", Definition 1; arXiv:2206.07682, sec 2", Kind: Shape, Published: math.NaN(),
		Statement: "Accelerated emergence exceeds what the law says from smaller networks.",
		Quantity:  "share of passes at 2.4e9 parameters minus the upper end of the 95% interval of the law, fitted to networks before the onset of the rule", Expect: Above(0),
		Simulated: func(s *Study) Estimate {
			return Mean(s.Runs("forecast").BySeed(func(f *frames.Frame) float64 {
				x, y := failure(f)
				solved, _ := untilSolved(x, y)
				law := lawBelow(x, y, solved[len(solved)-2])
				last := len(law.At) - 1
				return math.Exp(-law.Observed[last]) - math.Exp(-law.Low[last])
			}))
		},
	}}
}
