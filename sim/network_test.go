package sim

import (
	"context"
	"math"
	"testing"

	"github.com/circsim/circsim/scenarios"
)

// parse reads a scenario that a test states in full.
func parse(t testing.TB, text string, sets ...string) *scenarios.Scenario {
	t.Helper()
	s, _, err := scenarios.Parse("test.yaml", []byte(text), sets)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func run(t testing.TB, s *scenarios.Scenario, seed int64, o Options) *Result {
	t.Helper()
	r, err := Run(context.Background(), s, seed, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// general is the network's generalization.
func (n *network) general() *generalization { return n.kinds[1].(*generalization) }

// rich has every mechanism at once: two pools, nested coverage, depth 3, label
// noise, Zipf items, overlap, three tasks.
const rich = `
name: rich
model: {params: 60000, bits_per_param: 2, noise: 0.1, leak: 0.5, interference: 0.1, pools: {left: 0.6, right: 0.4}}
training: {steps: 20000, learning_rate: 1e-3, weight_decay: 1}
tasks:
  addition:
    share: 0.5
    pool: left
    classes: 113
    universe: 12769
    items: 3000
    memorization: {gain: 100, initial: 0.04, cohorts: 3}
    generalization:
      - {gain: 0.01, gain_spread: 0.35, initial: 1e-3, initial_spread: 0.4, footprint: 150, coverage: 0.6, congestion: 0.3, best: 4}
      - {gain: 0.05, gain_spread: 0.2, initial: 1e-2, initial_spread: 0.4, footprint: 200, depth: 3, congestion: 0.5, best: 3}
  noisy:
    share: 0.3
    pool: left
    classes: 10
    items: 2000
    label_noise: 0.2
    memorization: {gain: 100, initial: 0.04}
    generalization: {gain: 0.02, initial: 1e-3, footprint: 50, tickets: 5, best: 2}
    overlap: {addition: 0.4}
  facts:
    share: 0.2
    pool: right
    classes: 64
    items: 1e6
    frequency: {zipf: 1.3}
    memorization: {gain: 2000, initial: 0.04, cohorts: 20}
`

// The analytic Jacobian, in the form that the steps use it, against difference
// quotients of the rates: (shift I - J) x must give back what solve was given.
func TestJacobianAgreesWithDifferences(t *testing.T) {
	t.Run("cross-entropy", func(t *testing.T) { checkJacobian(t, parse(t, rich)) })
	t.Run("congestion of memorization", func(t *testing.T) {
		checkJacobian(t, parse(t, rich, "tasks.noisy.memorization.congestion=0.4", "tasks.facts.memorization.congestion=2"))
	})
	t.Run("normalized gradients", func(t *testing.T) { checkJacobian(t, parse(t, rich, "training.normalization=0.7")) })
	t.Run("mse", func(t *testing.T) {
		checkJacobian(t, parse(t, rich, "training.loss=mse", "tasks.noisy.label_noise=0"))
	})
}

func checkJacobian(t *testing.T, s *scenarios.Scenario) {
	n := newNetwork(s, 1)
	f := newFields(n, n.ratesOf(beginning(n.spec)), nil)
	w := newFlow(n, f)
	agents := n.agents
	y := newFlowSolver(n, f, DefaultTolerance).y
	for i := range y {
		y[i] += 3 + 0.3*math.Sin(float64(i))
	}
	const shift = 0.03
	derivative := make([]float64, agents)
	rateAt(w, y, derivative)
	w.differentiate()
	w.factor(shift)
	b := make([]float64, agents)
	for i := range b {
		b[i] = math.Cos(float64(3 * i))
	}
	x := append([]float64(nil), b...)
	w.solve(x)
	product := make([]float64, agents)
	w.multiply(x, product)
	for i := range x {
		if got := shift*x[i] - product[i]; math.Abs(got-b[i]) > 1e-9 {
			t.Errorf("agent %d: (shift - J) x = %g by the product J x, want %g", i, got, b[i])
		}
	}

	// J x by a central difference along x.
	const h = 1e-6
	up, down := make([]float64, agents), make([]float64, agents)
	moved := make([]float64, agents)
	for i := range y {
		moved[i] = y[i] + h*x[i]
	}
	rateAt(w, moved, up)
	for i := range y {
		moved[i] = y[i] - h*x[i]
	}
	rateAt(w, moved, down)
	for i := range y {
		got := shift*x[i] - (up[i]-down[i])/(2*h)
		if math.Abs(got-b[i]) > 1e-6 {
			t.Errorf("agent %d: (shift - J) x = %g, want %g", i, got, b[i])
		}
	}
}

// Depth 2 and others add to one norm, in which circuits without a positive strength do not count.
func TestNormIsThatOfEveryCircuit(t *testing.T) {
	n := newNetwork(parse(t, rich), 1)
	f := newFields(n, n.ratesOf(beginning(n.spec)), nil)
	for i := range f.strength {
		f.strength[i] = 2 + 3*math.Sin(float64(i))
	}
	got, want := 0.0, 0.0
	for _, k := range n.kinds {
		got = k.addNorm2(f, got)
	}
	for _, task := range n.tasks {
		for i := task.cohorts.first; i < task.cohorts.end; i++ {
			want += f.rates.items[i] * task.memory.growth.Norm2(f.strength[i], task.memory.gain, f.rates.learningRate)
		}
	}
	for i, ticket := range n.general().tickets {
		law := n.general().groups[ticket.group].growth
		want += law.Norm2(f.strength[n.general().first+i], ticket.gain, f.rates.learningRate)
	}
	if !(math.Abs(got/want-1) < 1e-13) {
		t.Errorf("squared norm %.15g, want %.15g", got, want)
	}
}
