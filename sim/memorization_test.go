package sim

import (
	"fmt"
	"math"
	"testing"

	"github.com/circsim/circsim/circuits"
	"pgregory.net/rapid"
)

const crowded = `
name: crowded
model: {params: 1500}
training: {steps: 300, weight_decay: 1, dynamics: %s}
tasks:
  facts: {classes: 64, items: 2000, memorization: {gain: 100, initial: 0.04, congestion: %g}}
record: {points: 21, spacing: linear, circuits: all}
`

// Memorization grows as equation 3 has it at its own congestion: each explicit
// step of the table of circuits is the one that the load of the table of curves
// asks for.
func TestCongestionOfMemorizationIsThePowerOfItsFreeBudget(t *testing.T) {
	for _, q := range []float64{0.3, 1, 2.5} {
		s := parse(t, fmt.Sprintf(crowded, "gd", q), "training.steps=40", "record.points=41")
		r := run(t, s, 1, Options{})
		most := 0.0
		for k := 1; k < len(r.Circuits); k++ {
			before, after, curve := r.Circuits[k-1], r.Circuits[k], r.Curves[k-1]
			residual := 1 - circuits.Clean(0, 64).Right(before.Strength)
			u := math.Sqrt(before.Strength)
			u += before.Gain*residual*math.Pow(1-curve.Load, q)*u - 1e-3*u
			if math.Abs(after.Strength/(u*u)-1) > 1e-9 {
				t.Fatalf("congestion %g, step %g: strength %.12g, want %.12g", q, after.Step, after.Strength, u*u)
			}
			most = max(most, curve.Load)
		}
		if most < 0.3 {
			t.Errorf("congestion %g: load is %.3g at most, crowding shows nothing", q, most)
		}
	}
}

// The more crowding slows it, the less a small network has memorized at any time.
func TestCongestionSlowsMemorization(t *testing.T) {
	var before []CurvePoint
	for _, q := range []float64{0.01, 0.3, 1, 3, 10} {
		r := run(t, parse(t, fmt.Sprintf(crowded, "flow", q)), 1, Options{})
		for k, c := range r.Curves {
			if before != nil && k > 0 && c.MemorizedBits >= before[k].MemorizedBits {
				t.Errorf("congestion %g, step %g: %g bits, at the lower congestion before %g", q, c.Step, c.MemorizedBits, before[k].MemorizedBits)
			}
		}
		before = r.Curves
	}
}

// Memorization that crowding hardly slows fills a network up to a free share
// below the integrator's tolerance: load may pass 1, by less than a hundredth,
// and by less than a ten-thousandth at a tolerance of 1e-8. More than that takes a
// rule that is there to fall.
func TestLittleCongestionOverspendsByTheToleranceAtMost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		q := rapid.Float64Range(0.01, 1).Draw(rt, "congestion of memorization")
		s := parse(t, drawn(rt), fmt.Sprintf("tasks.task0.memorization.congestion=%.3g", q))
		for tolerance, most := range map[float64]float64{DefaultTolerance: 1.01, 1e-8: 1.0001} {
			curves := run(t, s, 1, Options{Tolerance: tolerance}).Curves
			for i, c := range curves {
				if !(c.Load < most || ruleThere(curves, i)) {
					rt.Fatalf("tolerance %g, step %g: load %g", tolerance, c.Step, c.Load)
				}
			}
		}
	})
}
