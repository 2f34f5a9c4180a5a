package sim

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/circsim/circsim/sim/metrics"
	"pgregory.net/rapid"
)

func near(t rapid.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %.15g, want %.15g", what, got, want)
	}
}

// Without generalization unseen items are guessed, however noisy the guesses;
// without memorization there is no less accuracy on them than there was.
func TestRemovalAndUnseenItems(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := parse(t, drawn(rt))
		for i, r := range run(t, s, 1, Options{}).Tasks {
			near(rt, "test accuracy without generalization", r.WithoutGeneralization.TestAccuracy, 1/float64(s.Tasks[i].Classes), 1e-9)
			if r.WithoutMemorization.TestAccuracy < r.TestAccuracy-1e-9 {
				rt.Errorf("test accuracy without memorization: %g, with it %g", r.WithoutMemorization.TestAccuracy, r.TestAccuracy)
			}
		}
	})
}

// A grokked network cannot do without generalization, and can without
// memorization; a memorizing one the other way round, and then on what it was
// trained on alone.
func TestRemovalFromGrokkedAndMemorizingNetworks(t *testing.T) {
	const chance = 1. / 113
	s := shipped(t, "grokking")
	for _, r := range overSeeds(t, s, items(3831)) {
		if r.Regime != Grokking || r.TestAccuracy < 0.999 {
			t.Fatalf("%s, test accuracy %g", r.Regime, r.TestAccuracy)
		}
		near(t, "grokked, test accuracy without generalization", r.WithoutGeneralization.TestAccuracy, chance, 1e-9)
		near(t, "grokked, train accuracy without generalization", r.WithoutGeneralization.TrainAccuracy, chance, 1e-3)
		near(t, "grokked, test accuracy without memorization", r.WithoutMemorization.TestAccuracy, r.TestAccuracy, 1e-3)
		if r.WithoutMemorization.TestAccuracy < r.TestAccuracy-1e-12 {
			t.Errorf("grokked, test accuracy without memorization: %g, with it %g", r.WithoutMemorization.TestAccuracy, r.TestAccuracy)
		}
	}
	for _, r := range overSeeds(t, s, items(1500)) {
		if r.Regime != MemorizeRegime || r.TrainAccuracy < 0.999 {
			t.Fatalf("%s, train accuracy %g", r.Regime, r.TrainAccuracy)
		}
		near(t, "memorizing, train accuracy without memorization", r.WithoutMemorization.TrainAccuracy, chance, 1e-3)
		near(t, "memorizing, train accuracy without generalization", r.WithoutGeneralization.TrainAccuracy, r.TrainAccuracy, 1e-3)
	}
}

// Every ablation against equation 5, from what the tables say: a task with
// wrong labels whose tests another task's memorization disturbs, in its pool,
// and which is removed from after that other one was.
func TestRemovalLeavesAllElse(t *testing.T) {
	s := parse(t, rich, "training.steps=100", "tasks.noisy.generalization.gain=0.2", "tasks.noisy.overlap={addition: 1}")
	r := run(t, s, 1, Options{})
	addition, noisy := r.Tasks[0], r.Tasks[1]
	pool, trained := 0.6*60000, math.Sqrt(s.Model.Noise)

	var general, square, items float64
	var labels []float64 // strengths at the true and at the wrong labels
	for _, c := range r.Circuits {
		switch {
		case c.Task == "noisy" && c.Kind == GeneralizationKind:
			general += c.Strength
		case c.Task == "noisy":
			labels = append(labels, c.Strength)
		case c.Task == "addition" && c.Kind == MemorizationKind:
			square += c.Multiplicity * c.Strength * c.Strength
			items += c.Multiplicity
		}
	}
	stored := addition.MemorizedBits / s.Model.BitsPerParam / pool
	load := stored + (addition.GeneralizationLoad+noisy.GeneralizationLoad)*60000/pool
	sigma := math.Sqrt(s.Model.Noise + square/items*(s.Model.Leak+s.Model.Interference*stored/(1-load)))

	accuracy := metrics.NewAccuracy(10)
	got := noisy.WithoutMemorization
	near(t, "test accuracy without memorization", got.TestAccuracy, accuracy.At(general/sigma), 1e-9)
	near(t, "train accuracy without memorization", got.TrainAccuracy,
		0.8*accuracy.At(general/trained)+0.2*metrics.NewAgainst(10).Accuracy(0, general, trained), 1e-9)
	near(t, "train accuracy without generalization", noisy.WithoutGeneralization.TrainAccuracy,
		0.8*accuracy.At(labels[0]/trained)+0.2*metrics.NewAgainst(10).Accuracy(labels[1], 0, trained), 1e-9)
	if got.TestAccuracy > 0.999 || got.TestAccuracy < noisy.TestAccuracy+1e-3 || noisy.WithoutGeneralization.TrainAccuracy > 0.9 {
		t.Errorf("the case shows nothing: %+v", noisy)
	}
}

// Where memorization answers unseen items with one wrong class, a network
// without generalization is wrong more often than one that guesses, and a cost
// on circuits has no part in accuracies.
func TestRemovalFromVarmaToyNetwork(t *testing.T) {
	r := varma(t)
	task, sigma := r.Tasks[0], math.Sqrt(0.1)
	memory, general := r.Circuits[0].Strength, r.Circuits[1].Strength
	near(t, "test accuracy without generalization", task.WithoutGeneralization.TestAccuracy, metrics.NewAgainst(113).Accuracy(0, memory, sigma), 1e-9)
	near(t, "train accuracy without generalization", task.WithoutGeneralization.TrainAccuracy, metrics.NewAccuracy(113).At(memory/sigma), 1e-9)
	near(t, "test accuracy without memorization", task.WithoutMemorization.TestAccuracy, metrics.NewAgainst(113).Accuracy(general, 0, sigma), 1e-9)
	near(t, "train accuracy without memorization", task.WithoutMemorization.TrainAccuracy, metrics.NewAccuracy(113).At(general/sigma), 1e-9)
	if chance := 1. / 113; task.WithoutGeneralization.TestAccuracy > chance/2 {
		t.Errorf("test accuracy without generalization: %g, chance is %g", task.WithoutGeneralization.TestAccuracy, chance)
	}
}

// Under squared error nothing counts as stored, and logits answer as ever.
func TestRemovalUnderSquaredError(t *testing.T) {
	r := run(t, parse(t, `
name: squared
model: {params: 1e6}
training: {steps: 300, weight_decay: 0, loss: mse}
tasks:
  skill:
    classes: 2
    items: 10
    target: 1
    memorization: {gain: 0.1, initial: 0.01}
    generalization: {gain: 0.01, initial: 0.01, footprint: 1000, tickets: 1}
`), 1, Options{})
	task, accuracy, sigma := r.Tasks[0], metrics.NewAccuracy(2), math.Sqrt(0.1)
	if task.MemorizationLoad != 0 || task.GeneralizationLoad != r.Network.Load || task.Memorization < 0.1 || task.Generalization < 0.1 {
		t.Errorf("%+v", task)
	}
	near(t, "train accuracy without generalization", task.WithoutGeneralization.TrainAccuracy, accuracy.At(task.Memorization/sigma), 1e-9)
	near(t, "train accuracy without memorization", task.WithoutMemorization.TrainAccuracy, accuracy.At(task.Generalization/sigma), 1e-9)
}

// A network is whole again after its ablations.
func TestRemovalIsUndone(t *testing.T) {
	s := parse(t, rich, "training.steps=500")
	slices.Reverse(s.Tasks) // the last removal takes something away
	n := newNetwork(s, 1)
	phase := beginning(s)
	f := newFields(n, n.ratesOf(phase), nil)
	m := newSolver(n, f, 1, DefaultTolerance)
	r := newRecorder(n, f, newObserver(n, f, 1), &Result{Scenario: s})
	end := float64(s.Training.Steps)
	m.begin(0, end)
	r.start()
	if err := live(context.Background(), m, r, end, 0); err != nil {
		t.Fatal(err)
	}
	state := func() []float64 {
		return slices.Concat(f.strength, f.grown, f.residual, f.general, f.pull, n.general().felt, f.stored, f.used, f.free)
	}
	before := state()
	r.finish(end)
	if !slices.Equal(before, state()) {
		t.Error("strengths or fields are others than before")
	}
}
