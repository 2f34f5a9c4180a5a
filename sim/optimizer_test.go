package sim

import (
	"fmt"
	"math"
	"testing"
)

// lone is one memorization circuit for each of items items, with room to spare.
const lone = `
name: lone
model: {params: 1e14}
training: {steps: 250, weight_decay: 0.5, normalization: %v}
tasks:
  a: {classes: 50, items: %v, memorization: {gain: 0.3, initial: 1e-6}}
record: {points: 2, circuits: final}
`

// At nu = 1 the pace cancels the residual: ln s grows by 2 (gain / sqrt(items) -
// lambda) a step, whatever the loss (docs/model.md, equation 10).
func TestNormalizedGradientsAreSignDescent(t *testing.T) {
	for _, items := range []float64{100, 400, 2500} {
		r := run(t, parse(t, fmt.Sprintf(lone, 1, items)), 1, Options{})
		want := 1e-6 * math.Exp(2*250*(0.3/math.Sqrt(items)-0.5e-3))
		within(t, fmt.Sprintf("strength of one of %g items", items), r.Circuits[0].Strength, want, 1e-3)
	}
}

// Where growth and decay balance, a r rho^-nu / items = lambda with rho = r /
// sqrt(items), so r follows from the constants.
func TestResidualAtBalance(t *testing.T) {
	const items, nu, lambda = 400, 0.7, 0.5e-3
	r := run(t, parse(t, fmt.Sprintf(lone, nu, items), "training.steps=1e6"), 1, Options{})
	residual := math.Pow(lambda*items/0.3*math.Pow(items, -nu/2), 1/(1-nu))
	within(t, "training loss at balance", r.Tasks[0].TrainLoss, -math.Log1p(-residual), 1e-3)
}

// Three times the learning rate is the same training in a third of the steps.
func TestLearningRateScalesTime(t *testing.T) {
	const rate = "training.gain_learning_rate=1e-3"
	slow := run(t, parse(t, rich, rate, "training.steps=6000", "training.normalization=0.6"), 1, Options{})
	fast := run(t, parse(t, rich, rate, "training.steps=2000", "training.normalization=0.6", "training.learning_rate=3e-3"), 1, Options{})
	for i := range slow.Circuits {
		within(t, "strength of circuit "+fmt.Sprint(i), fast.Circuits[i].Strength, slow.Circuits[i].Strength, 1e-3)
	}
}

// A network twice as large has 2^gain_exponent times the gain, and a universe twice
// as large half of it (docs/model.md, equation 11).
func TestGainsFollowSizeAndUniverse(t *testing.T) {
	const task = `
name: gains
model: {params: 2000, gain_params: 1000, gain_exponent: 0.5}
training: {steps: 10}
tasks:
  a:
    {classes: 5, items: 10, universe: 200, memorization: {gain: 0.3, initial: 1e-3},
     generalization: {gain: 0.2, initial: 1e-3, gain_universe: 100}}
record: {points: 2, circuits: final}
`
	r := run(t, parse(t, task), 1, Options{})
	within(t, "gain of memorization", r.Circuits[0].Gain, 0.3*math.Sqrt2/10, 1e-12)
	within(t, "gain of generalization", r.Circuits[1].Gain, 0.2*math.Sqrt2/2, 1e-12)
}

func TestRunsOfTooManyStepsEnd(t *testing.T) {
	s := parse(t, fmt.Sprintf(lone, 0.5, 100))
	if _, err := Run(t.Context(), s, 1, Options{MaxSteps: 2}); err == nil {
		t.Error("no error after 2 steps of the integrator")
	}
	if _, err := Run(t.Context(), s, 1, Options{MaxSteps: 10000}); err != nil {
		t.Error(err)
	}
}
