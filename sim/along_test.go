package sim

import (
	"math"
	"testing"

	"github.com/circsim/circsim/scenarios"
)

// All of them turn stiff. Explicit steps and implicit ones alike must be as short as the tolerance asks, and as exact between their
// ends, where most recorded steps lie.
func TestErrorAlongRunIsSmall(t *testing.T) {
	for _, name := range []string{"grokking", "regimes", "label-noise"} {
		base, _, err := scenarios.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		base.Record.Circuits = scenarios.CircuitsAll
		exact := run(t, base, 1, Options{Tolerance: 1e-10})
		if worst := errorAlong(run(t, base, 1, Options{}), exact); !(worst < 2e-6) {
			t.Errorf("%s: a log strength is off by %.2g, at most 2e-6 expected", name, worst)
		}
	}
}

// BenchmarkErrorAlongRun reports the largest error of a log strength above 1e-6 at a thousand steps of each
// shipped scenario's base point, in millionths, against the same integrator at a tolerance of 1e-10. A scenario may record
// its end alone, where an error that changed its sign on the way can be small by chance.
func BenchmarkErrorAlongRun(b *testing.B) {
	for _, name := range scenarios.List() {
		base, _, err := scenarios.Named(name)
		if err != nil {
			b.Fatal(err)
		}
		if base.Training.Dynamics != scenarios.Flow {
			continue
		}
		base.Record.Circuits, base.Record.Points = scenarios.CircuitsAll, 1000
		b.Run(name, func(b *testing.B) {
			exact := run(b, base, 1, Options{Tolerance: 1e-10})
			worst, agents := 0.0, 0.0
			for b.Loop() {
				r := run(b, base, 1, Options{})
				agents = float64(r.Cost.AgentUpdates)
				worst = max(worst, errorAlong(r, exact))
			}
			b.ReportMetric(worst*1e6, "err-e-6")
			b.ReportMetric(agents, "updates/run")
		})
	}
}

// errorAlong is the largest error of a log strength above 1e-6 at any recorded step.
func errorAlong(r, exact *Result) (worst float64) {
	for i, c := range r.Circuits {
		if s := exact.Circuits[i].Strength; s > 1e-6 {
			worst = max(worst, math.Abs(math.Log(c.Strength/s)))
		}
	}
	return worst
}
