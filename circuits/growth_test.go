package circuits

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/circsim/circsim/circuits/lanes"
)

func TestPriceIsContinuousRisingAndStopsAtAFullNetwork(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.Float64Range(0.01, 3).Draw(t, "q")
		free := rapid.Float64Range(1e-8, 1).Draw(t, "free")
		price, slope := Growth{Congestion: q}.Price(free)
		const h = 1e-7
		above, _ := Growth{Congestion: q}.Price(free * (1 + h))
		below, _ := Growth{Congestion: q}.Price(free * (1 - h))
		if above <= below {
			t.Fatalf("price falls from %g to %g", below, above)
		}
		// At the joint the slope is one-sided.
		if math.Abs(free/freeFloor-1) > 2*h && math.Abs((above-below)/(2*h*free)/slope-1) > 1e-4 {
			t.Fatalf("slope %g, difference quotient %g", slope, (above-below)/(2*h*free))
		}
		if math.Abs(price-math.Pow(free, q)) > 1e-9 && free >= freeFloor {
			t.Fatalf("price %g, want free^q = %g", price, math.Pow(free, q))
		}
	})
	if price, slope := (Growth{Congestion: 0.3}).Price(-0.1); price != 0 || slope != 0 {
		t.Errorf("a full network prices growth at %g, slope %g", price, slope)
	}
}

// rate is the growth rate of one circuit.
func rate(g Growth, gain, earned, strength, decay float64) float64 {
	var rate [1]float64
	lanes.RatesOfPower(rate[:], []float64{gain}, []float64{math.Pow(strength, g.Elasticity())}, earned, decay, float64(g.Depth))
	return rate[0]
}

// For balanced factors, d ln s/dt is the sum of the factors' own rates
// d ln u/dt = a r s/u^2 - lambda at u = s^(1/l).
func TestGrowthIsThatOfBalancedFactors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		depth := rapid.IntRange(2, 6).Draw(t, "depth")
		gain, residual := rapid.Float64Range(0, 1).Draw(t, "gain"), rapid.Float64Range(-1, 1).Draw(t, "residual")
		s, decay := rapid.Float64Range(1e-6, 20).Draw(t, "s"), rapid.Float64Range(0, 0.1).Draw(t, "decay")
		g := Growth{Depth: depth}
		u := math.Pow(s, 1/float64(depth))
		want := float64(depth) * (gain*residual*s/(u*u) - decay)
		if got := rate(g, gain, residual, s, decay); math.Abs(got-want) > 1e-12*(1+math.Abs(want)) {
			t.Fatalf("growth %g, want %g", got, want)
		}
	})
}

// A small explicit step of balanced factors moves ln s as the rate has it.
func TestSmallStepsFollowTheRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := Growth{Depth: rapid.IntRange(2, 6).Draw(t, "depth")}
		gain, decay := rapid.Float64Range(0, 1).Draw(t, "gain"), rapid.Float64Range(0, 0.1).Draw(t, "decay")
		s := rapid.Float64Range(1e-3, 20).Draw(t, "s")
		const dt, earned = 1e-7, 0.5
		u := g.Balanced(s)
		Step(u, dt*gain*earned, dt*decay)
		want := rate(g, gain, earned, s, decay)
		if got := math.Log(Strength(u)/s) / dt; math.Abs(got-want) > 1e-4*(1+math.Abs(want)) {
			t.Fatalf("a step moves ln s at rate %g, want %g", got, want)
		}
	})
}

// At equal logits the norm of D memorization circuits exceeds that of one
// generalization circuit exactly above the critical data size a_m/a_g: the
// efficiency of Varma et al. and the fitness of equation 3 agree.
func TestCriticalDataSizeIsWhereNormsAreEqual(t *testing.T) {
	const memory, general, logit, rate = 100.0, 0.04, 7.0, 1e-3
	critical := memory / general
	two := Growth{Depth: 2}
	if m, g := critical*two.Norm2(logit, memory, rate), two.Norm2(logit, general, rate); math.Abs(m/g-1) > 1e-12 {
		t.Errorf("norms %g and %g at the critical data size", m, g)
	}
}

// The price of a nearly empty network is a series, that of others a power.
func TestPriceIsAPower(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.Float64Range(0.01, 10).Draw(t, "q")
		free := 1 - math.Exp(rapid.Float64Range(-40, -0.01).Draw(t, "ln used"))
		price, slope := Growth{Congestion: q}.Price(free)
		if want := math.Pow(free, q); math.Abs(price/want-1) > 1e-14 {
			t.Fatalf("%.17g, want %.17g", price, want)
		}
		if near := (Growth{Congestion: q}).PriceNear(free, new(NearPower)); math.Abs(near/price-1) > 1e-14 {
			t.Fatalf("near %.17g, want %.17g", near, price)
		}
		if want := q * math.Pow(free, q-1); q != 1 && math.Abs(slope/want-1) > 1e-14 {
			t.Fatalf("slope %.17g, want %.17g", slope, want)
		}
	})
}
