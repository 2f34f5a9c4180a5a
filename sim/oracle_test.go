package sim

import (
	"math"
	"os"
	"testing"
)

func varma(t *testing.T, sets ...string) *Result {
	t.Helper()
	text, err := os.ReadFile("../scenarios/varma.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return run(t, parse(t, string(text), sets...), 1, Options{})
}

func within(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got/want-1) <= tolerance) {
		t.Errorf("%s: %.6g, published model %.6g (tolerance %g)", what, got, want, tolerance)
	}
}

// Varma et al. (arXiv:2309.02390), sec 3 and App. C: docs/model.md, "Exact special cases".
func TestVarmaToyNetwork(t *testing.T) {
	r := varma(t, "record.circuits=all", "record.spacing=linear", "record.points=4001", "training.steps=40000")
	curves := r.Curves
	within(t, "initial training loss", curves[0].TrainLoss, math.Log(113), 1e-6)
	at400 := curves[40]
	// The task's training loss includes the cost term, as the paper's does; the
	// published 0.131 and 0.03171 are its cross-entropy.
	within(t, "training cross-entropy at step 400", at400.TrainLoss-at400.Penalty, 0.131, 0.005)
	within(t, "test loss at step 400", at400.TestLoss, 6.81, 0.005)
	overtakes := 0.0
	for i := 0; i+1 < len(r.Circuits); i += 2 {
		if memory, general := r.Circuits[i].Strength, r.Circuits[i+1].Strength; general > memory {
			overtakes = r.Circuits[i].Step
			break
		}
	}
	within(t, "step at which generalization overtakes", overtakes, 5010, 0.01)
	task := r.Tasks[0]
	if task.StepTest == nil {
		t.Fatal("test loss never falls below 1")
	}
	within(t, "step at which test loss falls below 1", *task.StepTest, 5258, 0.01)
	last := r.Circuits[len(r.Circuits)-2:]
	within(t, "final training cross-entropy", task.TrainLoss-task.Penalty, 0.03171, 0.001)
	within(t, "final test loss", task.TestLoss, 0.07767, 0.001)
	within(t, "final w_g", last[1].Strength, 7.248, 0.001)
	within(t, "final w_m", last[0].Strength, 0.906, 0.001)
	within(t, "final ratio (P_m/P_g)^(2 kappa/(2-kappa))", last[1].Strength/last[0].Strength, 8, 0.001)
}

func TestVarmaTimeGoesAsOneOverDecay(t *testing.T) {
	for weight, want := range map[string]float64{"0.0005": 40830, "0.001": 21705, "0.0025": 9576, "0.01": 2966, "0.02": 1751} {
		r := varma(t, "training.cost.weight="+weight, "training.steps=60000", "record.points=2")
		if r.Tasks[0].StepTest == nil {
			t.Errorf("alpha %s: test loss never falls below 1", weight)
			continue
		}
		within(t, "alpha "+weight, *r.Tasks[0].StepTest, want, 0.01)
	}
}

// The three ingredients of grokking: take one away and it is gone.
func TestVarmaControls(t *testing.T) {
	same := varma(t, "tasks.addition.generalization.factors=[0, 1]", "training.steps=5000")
	if same.Tasks[0].StepTest == nil || math.Abs(*same.Tasks[0].StepTest/389-1) > 0.01 {
		t.Errorf("equal speeds: test loss < 1 at %v, want step 389, no delay", same.Tasks[0].StepTest)
	}
	for name, sets := range map[string][]string{
		"memorization the efficient one": {"tasks.addition.generalization.norm=2", "tasks.addition.memorization.norm=1"},
		"no decay":                       {"training.cost.weight=0"},
	} {
		if r := varma(t, append(sets, "training.steps=100000", "record.points=2")...); r.Tasks[0].StepTest != nil {
			t.Errorf("%s: test loss < 1 at step %g, want never", name, *r.Tasks[0].StepTest)
		}
	}
}

// Nam et al. (arXiv:2404.17563), eq. for the time emergence of skill k: two-layer
// circuits under squared error learn along an exact logistic,
// R(T)/S = 1/(1 + (S/R(0) - 1) exp(-2 eta S T P_s)).
func TestNamLogisticEmergence(t *testing.T) {
	const target, initial, gain, share = 5.0, 1e-3, 0.01, 0.3
	r := run(t, parse(t, `
name: nam
model: {params: 1e15}
training: {steps: 3000, weight_decay: 0, loss: mse}
tasks:
  skill:
    share: 0.3
    classes: 2
    items: 10
    target: 5
    generalization: {gain: 0.01, initial: 1e-3, best: 1}
  rest: {share: 0.7, classes: 2, items: 10, target: 5}
record: {spacing: linear, points: 61, circuits: none}
`), 1, Options{})
	for _, c := range r.Curves {
		if c.Task != "skill" {
			continue
		}
		want := target / (1 + (target/initial-1)*math.Exp(-2*gain*share*target*c.Step))
		within(t, "strength", c.Generalization, want, 1e-4)
	}
}
