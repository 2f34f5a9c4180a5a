package scalinglaws

import (
	"math"
	"testing"
)

// Besiroglu et al., arXiv:2404.10102, table 1 and the authors' notebook: the runs of Hoffmann et al.
// fitted by their own form.
func TestReplicationOfHoffmann(t *testing.T) {
	fit, err := Hoffmann(chinchilla(t), bootstrap(1000))
	if err != nil {
		t.Fatal(err)
	}
	if fit.Runs != 240 || fit.Objective > 0.001023 {
		t.Errorf("%d runs, objective %.9f, published .00101827", fit.Runs, fit.Objective)
	}
	if fit.AtBest < fit.Starts*9/10 || fit.Converged < fit.AtBest || fit.Failed > 0 || fit.RanAway > 0 || len(fit.Warnings) > 0 {
		t.Errorf("%d of %d starts at best, %d failed, %d ran away, %q", fit.AtBest, fit.Starts, fit.Failed, fit.RanAway, fit.Warnings)
	}
	t.Logf("%d of %d starts at best, condition %.3g", fit.AtBest, fit.Starts, fit.Condition)
	for _, p := range []struct {
		name             string
		value, low, high float64 // published
		within           float64 // share of the published value
	}{
		{"E", 1.8172, 1.769, 1.871, 0.01},
		{"A", 482.01, 285.2, 743.6, 1},
		{"B", 2085.43, 1042.4, 5810.3, 1},
		{"alpha", 0.3478, 0.317, 0.373, 0.01},
		{"beta", 0.3658, 0.331, 0.415, 0.01},
		{"a", 0.5126, 0.5126 - 1.96*0.02, 0.5126 + 1.96*0.02, 0.005 / 0.5126},
	} {
		c, _ := fit.Get(p.name)
		t.Logf("%-5s %9.5g (%.5g, %.5g), published %.5g (%.5g, %.5g)", c.Name, c.Value, c.Low, c.High, p.value, p.low, p.high)
		near(t, c.Name, c.Value/p.value, 1, p.within)
		if c.Value < p.low || c.Value > p.high || !c.Identified {
			t.Errorf("%+v is outside of the published interval, %g to %g", c, p.low, p.high)
		}
		// Both intervals are bootstraps of one fit to one set of runs.
		if width := (c.High - c.Low) / (p.high - p.low); width < 0.8 || width > 1.25 {
			t.Errorf("%s: interval %.3g times as wide as published", c.Name, width)
		}
	}
}

// The objective of published constants on these runs: the replication's maximum likelihood estimate
// and its rounded table, and those of Hoffmann et al. in their TeX source, which fit a fifth worse.
func TestPublishedObjectives(t *testing.T) {
	f := hoffmannForm(placed(inSizeAndData(chinchilla(t))))
	objective := func(e, a, b, alpha, beta float64) float64 {
		theta := vector{math.Log(e), math.Log(a) - alpha*f.points.mu, math.Log(b) - beta*f.points.mv, alpha, beta}
		var q quadratic
		objectiveOf(f.law, f.points, f.points.once()).expand(&theta, math.Inf(1), &q)
		return q.value
	}
	near(t, "maximum likelihood", objective(1.817236, 477.84, 2143.86, 0.347313, 0.367183)/0.00101827, 1, 1e-5)
	near(t, "table", objective(1.8172, 482.01, 2085.43, 0.3478, 0.3658)/0.0010228, 1, 5e-5)
	if tex := objective(math.Exp(0.5267228), math.Exp(6.0073404), math.Exp(6.0179186), 0.33917084, 0.2849083); tex < 1.2*0.00101827 {
		t.Errorf("the constants of Hoffmann et al. give %.7f", tex)
	}
}

// Allocations that follow from the replication: tokens per parameter at the compute of Chinchilla, and
// the exponent by the other two approaches within the 80% intervals of Hoffmann et al., table 2, or
// by an interval that overlaps them.
func TestAllocationOfHoffmann(t *testing.T) {
	runs := chinchilla(t)
	law, err := Hoffmann(runs, bootstrap(200))
	if err != nil {
		t.Fatal(err)
	}
	best, err := law.Optimum(5.76e23)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("5.76e23 FLOPs: N %.3g (%.3g, %.3g), D %.3g, D/N %.3g, published 18.4 from rounded constants", best.Params.Value, best.Params.Low, best.Params.High, best.Tokens.Value, best.Tokens.Value/best.Params.Value)
	near(t, "D/N", best.Tokens.Value/best.Params.Value/18.4, 1, 0.05)
	isoflop, budgets, err := IsoFLOP(runs, bootstrap(1000))
	if err != nil {
		t.Fatal(err)
	}
	envelope, err := Envelope(runs, bootstrap(1000))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []struct {
		fit       Fit
		low, high float64
	}{{isoflop, 0.462, 0.534}, {envelope, 0.488, 0.502}} {
		a := p.fit.Constants[0]
		t.Logf("%s: a %.4f (%.3f, %.3f), published interval (%.3f, %.3f); %q", p.fit.Form, a.Value, a.Low, a.High, p.low, p.high, p.fit.Warnings)
		if a.Low > p.high || a.High < p.low || !a.Identified {
			t.Errorf("%s: %+v", p.fit.Form, a)
		}
	}
	for _, b := range budgets {
		t.Logf("%.3g FLOPs, %d runs: N %.3g (%.3g, %.3g) %s", b.FLOPs, b.Runs, b.Params.Value, b.Params.Low, b.Params.High, b.Reason)
	}
}
