package circuits

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestPriceIsContinuousRisingAndStopsAtAFullNetwork(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.Float64Range(0.01, 3).Draw(t, "q")
		free := rapid.Float64Range(1e-8, 1).Draw(t, "free")
		price, slope := Price(free, q)
		const h = 1e-7
		above, _ := Price(free*(1+h), q)
		below, _ := Price(free*(1-h), q)
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
	if price, slope := Price(-0.1, 0.3); price != 0 || slope != 0 {
		t.Errorf("a full network prices growth at %g, slope %g", price, slope)
	}
}

// For balanced factors, d ln s/dt is the sum of the factors' own rates
// d ln u/dt = a r s/u^2 - lambda at u = s^(1/l).
func TestGrowthIsThatOfBalancedFactors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		depth := rapid.IntRange(2, 6).Draw(t, "depth")
		gain, residual := rapid.Float64Range(0, 1).Draw(t, "gain"), rapid.Float64Range(-1, 1).Draw(t, "residual")
		s, decay := rapid.Float64Range(1e-6, 20).Draw(t, "s"), rapid.Float64Range(0, 0.1).Draw(t, "decay")
		u := math.Pow(s, 1/float64(depth))
		want := float64(depth) * (gain*residual*s/(u*u) - decay)
		if got := Growth(gain, residual, s, decay, depth); math.Abs(got-want) > 1e-12*(1+math.Abs(want)) {
			t.Fatalf("growth %g, want %g", got, want)
		}
	})
}

// At equal logits the norm of D memorization circuits exceeds that of one
// generalization circuit exactly above the critical data size a_m/a_g: the
// efficiency of Varma et al. and the fitness of equation 3 agree.
func TestCriticalDataSizeIsWhereNormsAreEqual(t *testing.T) {
	const memory, general, logit, rate = 100.0, 0.04, 7.0, 1e-3
	critical := memory / general
	if m, g := critical*Norm2(logit, memory, rate, 2), Norm2(logit, general, rate, 2); math.Abs(m/g-1) > 1e-12 {
		t.Errorf("norms %g and %g at the critical data size", m, g)
	}
}

func TestPenaltySlope(t *testing.T) {
	const h = 1e-6
	for _, s := range []float64{0.1, 1, 7} {
		want := (PenaltyCost(s+h, 1.2, 2) - PenaltyCost(s-h, 1.2, 2)) / (2 * h)
		if got := PenaltySlope(s, 1.2, 2); math.Abs(got/want-1) > 1e-6 {
			t.Errorf("slope at %g: %g, want %g", s, got, want)
		}
	}
}
