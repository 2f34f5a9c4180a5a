package emergence

import (
	"math"
	"slices"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// family is a synthetic one: losses fall with tokens, faster and further for
// larger sizes, and scores are some function of the network and its loss.
func family(sizes, seeds, checkpoints int, d *draws, score func(size, tokens, loss float64) float64) Checkpoints {
	c := Checkpoints{Metric: "exact_match", Chance: 0.25}
	for i := range sizes {
		for seed := range seeds {
			for k := range checkpoints {
				size, tokens := 1e8*math.Pow(3, float64(i)), 1e9*math.Pow(1.5, float64(k))
				// Hoffmann's form with round constants, and a run's own wobble.
				loss := 1.2 + math.Pow(size/1e7, -0.34) + math.Pow(tokens/1e8, -0.28) + 0.01*d.normal()
				c.Points = append(c.Points, Checkpoint{
					Size: size, Tokens: tokens, Loss: loss, Score: score(size, tokens, loss), Seed: int64(seed),
					Error: math.NaN(),
				})
			}
		}
	}
	return c
}

// eta is the threshold loss of the synthetic families.
const eta = 1.8

// du is eq. 3 of Du et al. with a linear f.
func du(_, _, loss float64) float64 { return 0.25 + 0.5*max(0, eta-loss) }

func explained(c collapse) map[string]stat.Estimate {
	m := map[string]stat.Estimate{}
	for _, e := range c.Explained {
		m[e.Predictor] = e.Share
	}
	return m
}

func TestScoresOfOnePredictorCollapseOnIt(t *testing.T) {
	for name, score := range map[string]func(size, tokens, loss float64) float64{
		"loss":    du,
		"size":    func(size, _, _ float64) float64 { return 0.1 * math.Log10(size) },
		"tokens":  func(_, tokens, _ float64) float64 { return 0.1 * math.Log10(tokens) },
		"compute": func(size, tokens, _ float64) float64 { return 1 / (1 + 1e19/(size*tokens)) },
	} {
		c := newCloud(family(5, 2, 16, newDraws(t, 0), score)).explain(bootstrap(0))
		for _, e := range c.Explained {
			t.Logf("scores of %s: %s explains %.3f [%.3f, %.3f], loss more by %.3f [%.3f, %.3f]", name, e.Predictor,
				e.Share.Value, e.Share.Low, e.Share.High, e.Lead.Value, e.Lead.Low, e.Lead.High)
			if e.Predictor != name && e.Share.Value >= explained(c)[name].Value {
				t.Errorf("scores of %s: %s explains %g", name, e.Predictor, e.Share.Value)
			}
		}
		if own := explained(c)[name].Value; own < 0.95 {
			t.Errorf("%s explains %g of its own scores", name, own)
		}
	}
}

// Scores that are noise: in sample isotonic regression explains some of it, of
// sizes left out it explains none.
func TestNoiseIsExplainedInSampleOnly(t *testing.T) {
	inSample, outOfSample := 0.0, 0.0
	const families = 50
	for trial := range families {
		d := newDraws(t, trial)
		c := newCloud(family(4, 1, 8, d, func(_, _, _ float64) float64 { return d.normal() })).explain(stat.Bootstrap{})
		inSample += c.InSample / families
		outOfSample += explained(c)["loss"].Value / families
	}
	t.Logf("mean share explained of noise: %.3f in sample, %.3f out of sample", inSample, outOfSample)
	if inSample < 0.05 || outOfSample > 0 {
		t.Errorf("in sample %g, out of sample %g", inSample, outOfSample)
	}
}

func TestCollapseSeesOrderAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &draws{stream: bootstrap(rapid.IntRange(0, 1000).Draw(t, "family")).Stream}
		c := family(3, rapid.IntRange(1, 2).Draw(t, "seeds"), 6, d, func(a, b, l float64) float64 { return du(a, b, l) + 0.01*d.normal() })
		want := newCloud(c).explain(bootstrap(1))
		moved := c
		moved.Points = rapid.Permutation(slices.Clone(c.Points)).Draw(t, "order")
		if diff := cmp.Diff(want, newCloud(moved).explain(bootstrap(1)), cmpopts.EquateNaNs()); diff != "" {
			t.Fatal("the order of the points matters:", diff)
		}
		power := rapid.Float64Range(0.3, 3).Draw(t, "power")
		for i := range moved.Points {
			moved.Points[i].Loss = math.Exp(math.Pow(moved.Points[i].Loss, power))
		}
		if diff := cmp.Diff(want, newCloud(moved).explain(bootstrap(1)), cmpopts.EquateNaNs()); diff != "" {
			t.Fatal("the scale of loss matters:", diff)
		}
		turned := Checkpoints{Metric: c.Metric, Chance: -c.Chance, Lower: true, Points: slices.Clone(c.Points)}
		for i := range turned.Points {
			turned.Points[i].Score *= -1
		}
		if diff := cmp.Diff(want, newCloud(turned).explain(bootstrap(1)), cmpopts.EquateNaNs()); diff != "" {
			t.Fatal("which way is better matters:", diff)
		}
	})
}

// Points of one size are predicted by their mean.
func TestStepsTakeTheMeanOfEqualValues(t *testing.T) {
	c := &cloud{points: []Checkpoint{{Score: 0.1}, {Score: 0.3}, {Score: 0.8}, {Score: 0.4}, {Score: 0.9}}}
	sizes := []float64{1, 1, 2, 1, 2}
	got := c.inSample(sizes, ascending(sizes), []bool{true, true, true, true, false})
	want := []float64{0.8 / 3, 0.8 / 3, 0.8, 0.8 / 3, 0.8}
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-12 {
			t.Errorf("point %d: %g, want %g", i, got[i], want[i])
		}
	}
}
