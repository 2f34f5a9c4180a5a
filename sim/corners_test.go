package sim

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/circsim/circsim/circuits"
)

// corner is one task with both kinds of circuit and room to spare.
const corner = `
name: corner
model: {params: 1e6, noise: 0.5, leak: 0.5, interference: 0.04}
training: {steps: 3000, weight_decay: 1}
tasks:
  a: {classes: 50, items: 1000, memorization: {gain: 30, initial: 1e-3}, generalization: {gain: 0.1, initial: 1e-3, footprint: 500, best: 1}}
record: {points: 30, circuits: final}
`

// Guessing among two classes costs ln 2 = 0.69 nats, which is no event. A network
// that learns is there after the start, one that only memorizes never.
func TestGuessingAmongTwoClassesIsNoEvent(t *testing.T) {
	learns := run(t, parse(t, corner, "tasks.a.classes=2"), 1, Options{}).Tasks[0]
	if learns.StepTest == nil || *learns.StepTest < 1 || !(learns.TestLoss < math.Ln2/2) {
		t.Errorf("a network that generalizes: step_test %v, test loss %g", learns.StepTest, learns.TestLoss)
	}
	memorizes := run(t, parse(t, corner, "tasks.a.classes=2", "tasks.a.generalization.gain=1e-9"), 1, Options{}).Tasks[0]
	if memorizes.StepTest != nil || memorizes.StepTrain == nil {
		t.Errorf("a network that only memorizes: step_test %v, step_train %v", memorizes.StepTest, memorizes.StepTrain)
	}
}

// Chance is below the level of every number of classes.
func TestLowLossIsBelowGuessing(t *testing.T) {
	for classes := 2.0; classes < 1e9; classes *= 1.5 {
		classes = math.Round(classes)
		if low := LowLoss(classes); !(low <= 1 && low < math.Log(classes)) {
			t.Errorf("%g classes: %g nats, guessing costs %g", classes, low, math.Log(classes))
		}
	}
}

// With nearly all labels wrong, a network that learns nothing stays in confusion, and
// one that stores all labels memorizes.
func TestLabelNoiseNearAllLabels(t *testing.T) {
	for _, noise := range []float64{0.9, 0.97, 0.98, 0.99} {
		set := fmt.Sprintf("tasks.a.label_noise=%g", noise)
		if r := run(t, parse(t, corner, set, "tasks.a.memorization.gain=0", "tasks.a.generalization.gain=1e-9"), 1, Options{}); r.Tasks[0].Regime != Confusion {
			t.Errorf("label noise %g, nothing learned: %s", noise, r.Tasks[0].Regime)
		}
		if r := run(t, parse(t, corner, set), 1, Options{}); r.Tasks[0].Regime != MemorizeRegime {
			t.Errorf("label noise %g, all stored: %s", noise, r.Tasks[0].Regime)
		}
	}
}

// More than 1 - 1/V wrong labels push generalization down: its strength is never
// negative, so that accuracy stays at chance (docs/model.md, section 2).
func TestNoCircuitLearnsAFlippedRule(t *testing.T) {
	r := run(t, parse(t, corner, "tasks.a.classes=2", "tasks.a.label_noise=0.8"), 1, Options{})
	if c := r.Circuits[len(r.Circuits)-1]; c.Kind != GeneralizationKind || !(c.Strength >= 0 && c.Strength < 1e-3) {
		t.Errorf("generalization has strength %g, expected less than its initial 1e-3", c.Strength)
	}
	within(t, "test accuracy", r.Tasks[0].TestAccuracy, 0.5, 1e-3)
}

// Between initialization and step 1 nothing is reported, however fast the flow.
func TestNoEventBetweenTheStartAndStepOne(t *testing.T) {
	r := run(t, parse(t, corner, "tasks.a.memorization.gain=1", "tasks.a.generalization.gain=100", "training.steps=100"), 1, Options{})
	a := r.Tasks[0]
	for name, step := range map[string]*float64{"step_train": a.StepTrain, "step_test": a.StepTest, "step_test_accuracy": a.StepTestAccuracy, "born": r.Circuits[1].Born} {
		if step == nil || *step != 1 {
			t.Errorf("%s: %v, expected step 1", name, step)
		}
	}
	if p := a.StepPeakTestLoss; p > 0 && p < 1 {
		t.Errorf("peak of the test loss at step %g", p)
	}
}

// A strong decay holds logits so low that right answers come with little confidence:
// accuracy is there and loss is not (docs/model.md, section 7).
func TestStrongDecayKeepsLossAboveOne(t *testing.T) {
	a := run(t, parse(t, corner, "tasks.a.generalization.gain=0.06", "training.weight_decay=40", "tasks.a.classes=113", "model.noise=0.2"), 1, Options{}).Tasks[0]
	if !(a.TestAccuracy > 0.97 && a.TestLoss > 1) || a.StepTest != nil || a.StepTestAccuracy == nil {
		t.Errorf("test accuracy %g at %v, test loss %g at %v", a.TestAccuracy, a.StepTestAccuracy, a.TestLoss, a.StepTest)
	}
}

// Without decay nothing frees a full network. The interpolation noise is then as
// large as the smallest free share lets it be, and no larger (docs/model.md, section 5).
func TestTestLossOfAFullNetworkIsBounded(t *testing.T) {
	full := []string{"model.params=1000", "tasks.a.label_noise=0.5", "tasks.a.generalization.gain=1e-9"}
	a := run(t, parse(t, corner, append(full, "training.weight_decay=0")...), 1, Options{})
	m2 := 0.0
	for _, c := range a.Circuits {
		if c.Kind == MemorizationKind {
			m2 = max(m2, c.Strength*c.Strength)
		}
	}
	sigma := math.Sqrt(0.5 + m2*(0.5+0.04/1e-4))
	// The expected maximum of V normals is at most sigma sqrt(2 ln V).
	if most := math.Log(50) + sigma*math.Sqrt(2*math.Log(50)); !(a.Tasks[0].TestLoss < most) {
		t.Errorf("test loss %g, expected less than %g", a.Tasks[0].TestLoss, most)
	}
	if decays := run(t, parse(t, corner, full...), 1, Options{}); !(decays.Tasks[0].PeakTestLoss < a.Tasks[0].PeakTestLoss) {
		t.Errorf("peak with decay %g, without %g", decays.Tasks[0].PeakTestLoss, a.Tasks[0].PeakTestLoss)
	}
}

// Explicit steps overshoot the budget by less, the smaller they are (docs/model.md, section 4).
func TestSmallStepsOvershootTheBudgetLess(t *testing.T) {
	over := func(slower float64) (most float64) {
		s := parse(t, corner, "model.params=1000", "training.dynamics=gd", "training.weight_decay=0",
			fmt.Sprintf("tasks.a.memorization.gain=%g", 3000/slower), fmt.Sprintf("training.steps=%g", 100*slower), "record.points=101", "record.spacing=linear")
		for _, c := range run(t, s, 1, Options{}).Curves {
			most = max(most, c.Load-1)
		}
		return most
	}
	big, small := over(1), over(100)
	if !(big > 0.1) {
		t.Errorf("steps that are too large overshoot by %g, expected more than 0.1", big)
	}
	if !(small <= 1e-3) {
		t.Errorf("steps a hundredth as large overshoot by %g", small)
	}
}

// Noise may carry a product of three factors below 0. The gradient then raises it,
// and so does decay (docs/model.md, section 3).
func TestNegativeStrengthsRise(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		u := make([]float64, rapid.IntRange(2, 5).Draw(rt, "depth"))
		for j := range u {
			u[j] = rapid.Float64Range(0.01, 2).Draw(rt, "factor")
			if rapid.Bool().Draw(rt, "negative") {
				u[j] = -u[j]
			}
		}
		before := circuits.Strength(u)
		if before > 0 {
			u[0], before = -u[0], -before
		}
		circuits.Step(u, rapid.Float64Range(0, 1e-6).Draw(rt, "drive"), rapid.Float64Range(1e-9, 1e-6).Draw(rt, "decay"))
		if after := circuits.Strength(u); !(after > before) {
			rt.Fatalf("strength %g becomes %g", before, after)
		}
	})
}

// The noise is that of the gradient, so a learning rate a tenth as high kicks factors
// a tenth as far.
func TestNoiseFollowsTheLearningRate(t *testing.T) {
	spread := func(rate string) float64 {
		s := parse(t, corner, "training.dynamics=sgd", "training.temperature=1e-6", "training.gain_learning_rate=1e-3", "training.learning_rate="+rate,
			"tasks.a.memorization.gain=0", "tasks.a.memorization.initial=1", "tasks.a.memorization.cohorts=500", "tasks.a.generalization.gain=1e-12",
			"tasks.a.frequency.zipf=1", "training.weight_decay=0", "training.steps=1")
		sum, n := 0.0, 0.0
		for _, c := range run(t, s, 1, Options{}).Circuits {
			if c.Kind == MemorizationKind {
				sum, n = sum+(c.Strength-1)*(c.Strength-1), n+1
			}
		}
		return math.Sqrt(sum / n)
	}
	within(t, "noise at a tenth of the rate", spread("1e-4"), spread("1e-3")/10, 1e-2)
	within(t, "noise of two factors", spread("1e-3"), math.Sqrt(2*2*1e-6), 0.15)
}

// Gains are per step, so that a batch twice as large doubles tokens and moves no
// onset (docs/model.md, section 12).
func TestOnsetsOfHeadsAreInSteps(t *testing.T) {
	const steps = "training.steps=4000"
	small, large := run(t, parse(t, fewHeads, steps, "training.batch=1000"), 1, Options{}), run(t, parse(t, fewHeads, steps, "training.batch=2000"), 1, Options{})
	for i := range small.Tasks {
		if a, b := small.Tasks[i].StepTest, large.Tasks[i].StepTest; a == nil || b == nil || *a != *b {
			t.Errorf("onset of %s: %v and %v", small.Tasks[i].Name, a, b)
		}
	}
	within(t, "tokens", large.Network.Tokens, 2*small.Network.Tokens, 1e-12)
}

// The pace multiplies the gains of heads as all others (docs/model.md, equation 10).
func TestHeadsFollowTheOptimizersPace(t *testing.T) {
	move := func(nu string) (moved, pace float64) {
		n, f, m := begun(t, "training.normalization="+nu, "training.weight_decay=0")
		h := n.kinds[2].(*heads)
		before, pace := h.all.Representation, f.pace
		if err := m.advance(0); err != nil {
			t.Fatal(err)
		}
		return h.all.Representation - before, pace
	}
	plain, one := move("0")
	faster, pace := move("0.8")
	if one != 1 || !(pace > 1) {
		t.Fatalf("paces %g and %g", one, pace)
	}
	near(t, "first step of the representation", faster, pace*plain, 1e-9*faster)
}

// Normalized gradients end where there is none: strengths without decay stay finite.
func TestNormalizedGradientsVanishWithTheLoss(t *testing.T) {
	for _, dynamics := range []string{"flow", "gd"} {
		a := run(t, parse(t, corner, "training.normalization=1", "training.weight_decay=0", "training.dynamics="+dynamics), 1, Options{}).Tasks[0]
		if !(a.TrainLoss >= 0 && a.TrainLoss < 1e-6) || !(a.Memorization < 1000) {
			t.Errorf("%s: training loss %g, memorization %g", dynamics, a.TrainLoss, a.Memorization)
		}
	}
}

// A rule that dies in a full network gives its items back to memorization, which takes load beyond 1 for a while: a property of the
// equations and not of the integrator. Nothing grows meanwhile.
func TestDyingRuleFillsANetwork(t *testing.T) {
	const text = `
name: dying
model: {params: 100, bits_per_param: 4, leak: 2}
training: {steps: 1200, weight_decay: 1}
record: {points: 100, circuits: final}
tasks:
  sums:
    classes: 4
    items: 356
    memorization: {gain: 90.02, initial: 0.001, congestion: 1.016}
    generalization: {gain: 0.08208, gain_spread: 0.3, initial: 0.01, footprint: 10, congestion: 0.7788, depth: 2, best: 4}
`
	var full [2]float64 // the highest load
	for i, tolerance := range []float64{1e-5, 1e-8} {
		last := CurvePoint{}
		for _, c := range run(t, parse(t, text), 1, Options{Tolerance: tolerance}).Curves {
			if full[i] = max(full[i], c.Load); c.Load > 1 && c.Generalization >= last.Generalization {
				t.Errorf("tolerance %g, step %g: load %g while generalization grows", tolerance, c.Step, c.Load)
			}
			last = c
		}
	}
	if full[1] < 1.001 || math.Abs(full[0]-full[1]) > 2e-4 {
		t.Errorf("load reaches %.9g at a tolerance of 1e-5, and %.9g at 1e-8", full[0], full[1])
	}
}
