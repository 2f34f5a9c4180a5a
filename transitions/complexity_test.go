package transitions

import (
	"math"
	"testing"
)

// Training error of a model that interpolates 2 N items, and errs on the rest; the peak of test error where it is 2 N = n.
func TestEffectiveComplexityAndItsPeak(t *testing.T) {
	const seeds, items = 9, 6000
	covers(t, func(trial int) []known {
		noise := stream(trial, "noise")
		var runs []Run
		peak := synthetic{}
		peak.xs, peak.ys = logs(500, 0.25, 9), shifted(trial, 200, 0.06, 45)
		for _, x := range peak.xs {
			for _, y := range peak.ys {
				for seed := range int64(seeds) {
					e := max(0, 1-2*x/y) + 0.03*math.Abs(noise.Normal(uint64(len(runs))))
					runs = append(runs, Run{X: x, Y: y, Value: e, Seed: seed})
				}
			}
		}
		line := EffectiveComplexity(runs, 0.1, bootstrap(trial, 100))
		// Mean noise is 0.03 sqrt(2/pi), so that 0.1 is reached where 1 - 2 x/y is what is left.
		ratio := 2 / (1 - 0.1 + 0.03*math.Sqrt(2/math.Pi))
		return []known{
			{"complexity", ratio * line.X[4], line.Y[4]},
			{"size that holds the items", items / ratio, line.Reach(items)},
		}
	})
}

func TestPeakAgainstComplexity(t *testing.T) {
	c := synthetic{seeds: 11, width: -0.05, noise: 0.05, at: func(x float64) float64 { return 2 * x }, xs: logs(500, 0.25, 9), ys: logs(200, 0.08, 40)}
	var errors []Run
	for _, r := range c.runs(0) {
		r.Value = 1 - r.Value
		errors = append(errors, r)
	}
	// The logistic is 0.9 two logits and a fifth below its middle.
	at := 3000 / math.Pow(10, -0.05*math.Log(9))
	line := EffectiveComplexity(errors, 0.1, bootstrap(0, 200))
	loss := noisy(func(x float64) float64 {
		return 1 + math.Exp(-math.Pow(math.Log(x/at)/0.5, 2)) - 0.3*math.Log10(x/1000)
	}, logs(500, 0.15, 20), 11, 0.02, stream(0, "loss"))
	e := FindExtrema(loss, bootstrap(0, 200))
	if len(e.Found) == 0 {
		t.Fatal("no peak")
	}
	var peak Extremum
	for _, x := range e.Found {
		if x.Peak {
			peak = x
		}
	}
	got := Against(peak, line, 6000)
	t.Logf("peak %.4g, complexity is 6000 at %.4g: ratio %.3f [%.3f, %.3f]", peak.X.Value, line.Reach(6000).Value, got.Value, got.Low, got.High)
	if got.Low > 1 || got.High < 1 || math.Abs(got.Value-1) > 0.15 {
		t.Errorf("%+v", got)
	}
	if got := Against(peak, line, 1e9); !math.IsNaN(got.Value) || got.Reason == "" {
		t.Errorf("beyond all sizes: %+v", got)
	}
}
