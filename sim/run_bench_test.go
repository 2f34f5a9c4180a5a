package sim

import (
	"fmt"
	"math"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/circsim/circsim/scenarios"
)

// populated is a network of exactly so many agents, nearly all of them cohorts.
func populated(t testing.TB, agents int, sets ...string) *scenarios.Scenario {
	t.Helper()
	const best = 10
	return parse(t, fmt.Sprintf(`
name: population
model: {params: 1e7, bits_per_param: 2, leak: 0.5}
training: {steps: 10000, learning_rate: 1e-3, weight_decay: 0.1}
tasks:
  addition:
    classes: 113
    items: 1e6
    memorization: {gain: 1e4, initial: 0.04, cohorts: %d}
    generalization: {gain: 0.01, gain_spread: 0.35, initial: 1e-3, initial_spread: 0.4, footprint: 150, congestion: 0.3, best: %d}
record: {circuits: none}
`, agents-best, best), sets...)
}

// BenchmarkAgentUpdate is the cost of one agent: of its growth rate with all
// fields (rate), of its share in a whole step of the flow without observation
// (step), and of one optimizer step of gradient descent (gd).
func BenchmarkAgentUpdate(b *testing.B) {
	for _, agents := range []int{20, 1000, 100_000} {
		perAgent := func(b *testing.B) {
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(agents), "ns/agent")
		}
		b.Run(fmt.Sprintf("rate/agents=%d", agents), func(b *testing.B) {
			w, y := middle(b, agents)
			derivative := make([]float64, len(y))
			for b.Loop() {
				rateAt(w, y, derivative)
			}
			perAgent(b)
		})
		b.Run(fmt.Sprintf("step/agents=%d", agents), func(b *testing.B) {
			w, y := middle(b, agents)
			g := newIntegrator(w, nil, y, DefaultTolerance)
			g.restart(0, 1)
			for b.Loop() {
				g.now.begin()
				g.now.try(1)
			}
			perAgent(b)
		})
		b.Run(fmt.Sprintf("gd/agents=%d", agents), func(b *testing.B) {
			n := newNetwork(populated(b, agents, "training.dynamics=gd"), 1)
			m := newFactors(n, newFields(n, n.ratesOf(beginning(n.spec)), nil), 1)
			m.begin(0, 0)
			for b.Loop() {
				if err := m.advance(0); err != nil {
					b.Fatal(err)
				}
			}
			perAgent(b)
		})
	}
}

// middle is a population's flow at strengths of all sizes, as in the middle of a run.
func middle(b *testing.B, agents int) (*flow, []float64) {
	n := newNetwork(populated(b, agents), 1)
	w := newFlow(n, newFields(n, n.ratesOf(beginning(n.spec)), nil))
	y := newFlowSolver(n, w.f, DefaultTolerance).y
	for i := range y {
		y[i] += 4 * math.Mod(float64(i)*math.Phi, 1)
	}
	return w, y
}

// BenchmarkRun is one run with everything that it observes and records: of each
// shipped scenario's base point, and the mean over corners of its sweep.
func BenchmarkRun(b *testing.B) {
	for _, name := range scenarios.List() {
		base, _, err := scenarios.Named(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name+"/base", func(b *testing.B) { benchmarkRuns(b, []*scenarios.Scenario{base}) })
		if len(base.Sweep.Axes) > 0 {
			b.Run(name+"/corners", func(b *testing.B) { benchmarkRuns(b, corners(b, base)) })
		}
	}
}

func benchmarkRuns(b *testing.B, points []*scenarios.Scenario) {
	var updates, steps int64
	before := processorTime(b)
	for b.Loop() {
		updates, steps = 0, 0
		for _, p := range points {
			cost := run(b, p, 1, Options{}).Cost
			updates += cost.AgentUpdates
			steps += cost.AcceptedSteps
		}
	}
	n := float64(len(points))
	b.ReportMetric((processorTime(b)-before).Seconds()*1e3/float64(b.N)/n, "cpu-ms/run")
	b.ReportMetric(float64(steps)/n, "steps/run")
	b.ReportMetric(float64(updates)/n, "updates/run")
}

// processorTime is what this process has used of all processors, which others at work change less than the time that
// passes.
func processorTime(b *testing.B) time.Duration {
	var use unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &use); err != nil {
		b.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

// corners are points of a sweep with every axis at its first or last value, at
// most so many, evenly drawn from all of them.
func corners(b *testing.B, base *scenarios.Scenario) []*scenarios.Scenario {
	const most = 16
	axes := base.Sweep.Axes
	total := 1 << min(len(axes), 20)
	var points []*scenarios.Scenario
	for k := range min(total, most) {
		corner := k * total / min(total, most)
		values := make([]scenarios.Assignment, len(axes))
		for i, a := range axes {
			values[i] = scenarios.Assignment{Path: a.Path, Value: a.Values[0]}
			if corner>>(len(axes)-1-i)&1 == 1 {
				values[i].Value = a.Values[len(a.Values)-1]
			}
		}
		p, err := base.With(values...)
		if err != nil {
			b.Fatal(err)
		}
		points = append(points, p)
	}
	return points
}
