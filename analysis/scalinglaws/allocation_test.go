package scalinglaws

import (
	"math"
	"testing"

	"github.com/circsim/circsim/internal/random"
)

// profiles are budgets of 12 sizes about N = 0.1 (C/6)^0.5, with the loss a parabola in ln N.
func profiles(budgets int, noise scatter) []Run {
	var runs []Run
	for i := range budgets {
		c := 6 * between(1e18, 1e21, i, budgets)
		for j := range 12 {
			x := math.Ln10 * (-0.5 + 1.2*float64(j)/11)
			runs = append(runs, Run{
				Params: 0.1 * math.Sqrt(c/6) * math.Exp(x), FLOPs: c,
				Loss: math.Pow(c/1e21, -0.05) * (2 + 0.07*x*x) * noise(len(runs)),
			})
		}
	}
	return runs
}

// cloud is runs scattered around the same valley.
func cloud(n int, noise scatter, s random.Stream) []Run {
	runs := make([]Run, n)
	for i := range runs {
		c := 6 * math.Pow(10, 18+3*s.Uniform(uint64(2*i)))
		x := math.Ln10 * (-0.6 + 1.2*s.Uniform(uint64(2*i+1)))
		runs[i] = Run{
			Params: 0.1 * math.Sqrt(c/6) * math.Exp(x), FLOPs: c,
			Loss: math.Pow(c/1e21, -0.05) * (2 + 0.07*x*x) * noise(i),
		}
	}
	return runs
}

func TestIsoFLOPFindsMinima(t *testing.T) {
	fit, budgets, err := IsoFLOP(profiles(8, exactly), bootstrap(100))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0.5, 0.5, 0.1} {
		c := fit.Constants[i]
		near(t, c.Name, c.Value, want, 1e-9)
		if !c.Identified || math.Abs(c.High-c.Low) > 1e-6 {
			t.Errorf("%+v", c)
		}
	}
	if len(budgets) != 8 || fit.Runs != 96 {
		t.Fatalf("%d budgets, %d runs", len(budgets), fit.Runs)
	}
	for _, b := range budgets {
		near(t, "N", b.Params.Value/(0.1*math.Sqrt(b.FLOPs/6)), 1, 1e-9)
		near(t, "loss", b.Loss.Value, 2*math.Pow(b.FLOPs/1e21, -0.05), 1e-9)
		if b.Runs != 12 || b.Reason != "" {
			t.Errorf("%+v", b)
		}
	}
	best, err := fit.Optimum(6e24)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "N", best.Params.Value/1e11, 1, 1e-6)
	near(t, "D", best.Tokens.Value/1e13, 1, 1e-6)
	if !math.IsNaN(best.Loss) || !math.IsNaN(fit.Predict(Run{Params: 1, Tokens: 1}).Value) {
		t.Error("a law of sizes has a loss")
	}
}

// Runs are grouped by compute, and budgets without a minimum say why.
func TestBudgetsWithoutMinimum(t *testing.T) {
	runs := profiles(4, exactly)
	for i := range 12 {
		runs[i].Loss = 4 - runs[i].Loss                            // curves downwards
		runs[12+i].Loss = 3 - 0.01*math.Log(runs[12+i].Params/1e6) // a straight line, of no curvature but rounding
	}
	runs = append(runs, Run{Params: 1e9, FLOPs: 1e25, Loss: 1.9}) // a budget of one run is none
	fit, budgets, err := IsoFLOP(runs, bootstrap(100))
	if err != nil {
		t.Fatal(err)
	}
	if len(budgets) != 4 || budgets[0].Reason == "" || budgets[1].Reason == "" || budgets[2].Reason != "" || budgets[3].Reason != "" {
		t.Fatalf("%+v", budgets)
	}
	if len(fit.Warnings) != 1 || fit.Runs != 24 {
		t.Errorf("%d runs, %q", fit.Runs, fit.Warnings)
	}
	if _, _, err := IsoFLOP(runs[:36], bootstrap(100)); err == nil {
		t.Error("one budget with a minimum gives a power")
	}
}

// Envelope finds the valley of a dense cloud, to the width of its bins.
func TestEnvelopeFindsValley(t *testing.T) {
	fit, err := Envelope(cloud(4000, exactly, random.NewStream(1, "cloud")), bootstrap(200))
	if err != nil {
		t.Fatal(err)
	}
	a := fit.Constants[0]
	if math.Abs(a.Value-0.5) > 0.02 || a.Low > 0.5 || a.High < 0.5 {
		t.Errorf("%+v", a)
	}
}

// A million rows are thinned evenly, whatever their order.
func TestThin(t *testing.T) {
	list := make([]int, 1_000_000)
	for i := range list {
		list[i] = i
	}
	kept := thin(list, 1000)
	within := 0.0 // mean place in a stretch: sorted runs of one size would otherwise be thinned to their least losses
	for i, k := range kept {
		if k/1000 != i {
			t.Fatalf("%d stands for stretch %d", k, i)
		}
		within += float64(k%1000) / 1000 / 1000
	}
	// The mean of 1000 uniform draws has a standard deviation of 0.009.
	if math.Abs(within-0.5) > 0.04 {
		t.Errorf("runs kept lie at %.3f of their stretches", within)
	}
	if short := thin(list[:999], 1000); len(short) != 999 {
		t.Errorf("%d of 999 kept", len(short))
	}
}
