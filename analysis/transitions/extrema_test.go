package transitions

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
	"gonum.org/v1/gonum/mat"
)

// risk of ridgeless regression on isotropic features, gamma = p/n, signal 5 and noise 1 (Hastie et al., arXiv:1903.08560,
// Theorem 1): infinite at gamma = 1, least beyond it at gamma = 1.809, 3.472.
func risk(gamma float64) float64 {
	if gamma < 1 {
		return gamma / (1 - gamma)
	}
	return 5*(1-1/gamma) + 1/(gamma-1)
}

// optimalRisk is that of the best ridge penalty, 1/5 gamma, which has no peak.
func optimalRisk(gamma float64) float64 {
	l := gamma / 5
	b := 1 - gamma + l
	return gamma * (math.Sqrt(b*b+4*gamma*l) - b) / (2 * gamma * l)
}

// noisy is a curve with seeds that differ by factors exp(noise z).
func noisy(f func(x float64) float64, xs []float64, seeds int, noise float64, draws random.Stream) stat.Series {
	var s stat.Series
	for i, x := range xs {
		for k := range seeds {
			z := draws.Normal(uint64(i*seeds + k))
			s.Observations = append(s.Observations, stat.Observation{X: x, Y: f(x) * math.Exp(noise*z), Seed: int64(k)})
		}
	}
	return s
}

func TestRidgelessRiskHasItsPeakAndItsValley(t *testing.T) {
	got := share(*trials, func(trial int) bool {
		xs := shifted(trial, 0.1, 0.08, 24)
		e := FindExtrema(noisy(risk, xs, 11, 0.1, stream(trial, "risk")), bootstrap(trial, 50))
		if len(e.Found) != 2 || !e.Found[0].Peak || e.Found[1].Peak {
			return false
		}
		peak, valley := e.Found[0].X, e.Found[1].X
		return peak.Low <= 1 && 1 <= peak.High && valley.Low <= 1.809 && 1.809 <= valley.High
	})
	t.Logf("peak at 1 and valley at 1.81 in %.1f%% of %d tables", 100*got, *trials)
	if got < 0.95 {
		t.Error(got)
	}
}

// That of the best ridge penalty has neither.
func TestOptimalRiskHasNoPeak(t *testing.T) {
	rarely(t, func(trial int) bool {
		xs := shifted(trial, 0.1, 0.08, 24)
		return len(FindExtrema(noisy(optimalRisk, xs, 11, 0.1, stream(trial, "risk")), stat.Bootstrap{}).Found) > 0
	})
}

// At the best ridge penalty there is none: real regressions, not a formula.
func TestRegressionsHaveAPeakUnlessPenalized(t *testing.T) {
	const n, seeds = 30, 15
	widths := []int{3, 6, 10, 15, 20, 24, 27, 30, 33, 38, 45, 60, 90, 150}
	losses := func(penalty func(gamma float64) float64) stat.Series {
		var s stat.Series
		for seed := range seeds {
			draws := random.NewStream(int64(seed), "regression")
			for _, p := range widths {
				gamma := float64(p) / n
				y := ridge(draws, n, p, penalty(gamma))
				s.Observations = append(s.Observations, stat.Observation{X: gamma, Y: math.Log(y), Seed: int64(seed)})
			}
		}
		return s
	}
	e := FindExtrema(losses(func(float64) float64 { return 1e-9 }), bootstrap(0, 200))
	if len(e.Found) != 2 || !e.Found[0].Peak || e.Found[1].Peak {
		t.Fatalf("without a penalty: %+v", e.Found)
	}
	for i, truth := range []float64{1, 1.809} {
		x := e.Found[i].X
		t.Logf("gamma = %.3g [%.3g, %.3g], P %.2g", x.Value, x.Low, x.High, e.Found[i].P)
		if !(x.Low <= truth && truth <= x.High) {
			t.Errorf("%g is not within", truth)
		}
	}
	e = FindExtrema(losses(func(gamma float64) float64 { return gamma / 5 }), bootstrap(0, 200))
	if len(e.Found) != 0 {
		t.Errorf("with the best penalty: %+v", e.Found)
	}
}

// ridge is the excess risk of one regression of n points on p features with |beta|^2 = 5 and noise 1.
func ridge(draws random.Stream, n, p int, penalty float64) float64 {
	x, beta := mat.NewDense(n, p, nil), mat.NewVecDense(p, nil)
	k := uint64(p) << 32
	normal := func() float64 { k++; return draws.Normal(k) }
	for i := range n {
		for j := range p {
			x.Set(i, j, normal())
		}
	}
	for j := range p {
		beta.SetVec(j, normal())
	}
	beta.ScaleVec(math.Sqrt(5)/mat.Norm(beta, 2), beta)
	y := mat.NewVecDense(n, nil)
	y.MulVec(x, beta)
	for i := range n {
		y.SetVec(i, y.AtVec(i)+normal())
	}
	// beta = X' (X X' + n penalty)^-1 y
	var gram mat.Dense
	gram.Mul(x, x.T())
	for i := range n {
		gram.Set(i, i, gram.At(i, i)+float64(n)*penalty)
	}
	var dual, fit mat.VecDense
	if err := dual.SolveVec(&gram, y); err != nil && !isCondition(err) {
		panic(err)
	}
	fit.MulVec(x.T(), &dual)
	fit.SubVec(&fit, beta)
	return math.Pow(mat.Norm(&fit, 2), 2)
}

func isCondition(err error) bool { _, ok := err.(mat.Condition); return ok }

func TestHeightsOfPeaksCover(t *testing.T) {
	xs := logs(1, 0.1, 11)
	hill := func(x float64) float64 { return 2 - 2*math.Pow(math.Log10(x)-0.5, 2) - 0.3*math.Abs(math.Log10(x)-0.5) }
	atLeast(t, func(trial int) []known {
		e := FindExtrema(noisy(hill, xs, 7, 0.02, stream(trial, "hill")), bootstrap(trial, 200))
		if len(e.Found) != 1 {
			return []known{{"place", math.Sqrt(10), stat.Undefined("")}, {"height", 2, stat.Undefined("")}, {"left", 0.65, stat.Undefined("")}, {"right", 0.65, stat.Undefined("")}}
		}
		peak := e.Found[0]
		return []known{{"place", math.Sqrt(10), peak.X}, {"height", 2, peak.Height}, {"left", 0.65, peak.Left}, {"right", 0.65, peak.Right}}
	})
}

// Replicates that all agree leave no noise to be tested against; a single one leaves nothing to test.
func TestValleyWithoutNoise(t *testing.T) {
	valley := func(x float64) float64 { return math.Abs(math.Log10(x)-0.5) / 3 }
	e := FindExtrema(noisy(valley, logs(1, 0.1, 11), 3, 0, stream(0, "")), bootstrap(0, 50))
	if len(e.Found) != 1 || e.Found[0].Peak || e.Found[0].P > 1e-3 || math.Abs(e.Found[0].X.Value/math.Sqrt(10)-1) > 1e-6 {
		t.Errorf("three of the same: %+v", e)
	}
	e = FindExtrema(noisy(valley, logs(1, 0.1, 11), 1, 0, stream(0, "")), bootstrap(0, 50))
	if len(e.Found) != 0 || e.Reason == "" {
		t.Errorf("one: %+v", e)
	}
}
