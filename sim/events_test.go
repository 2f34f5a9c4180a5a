package sim

import (
	"math"
	"testing"

	"github.com/circsim/circsim/scenarios"
)

// Events are as exact as locate says, births and deaths of circuits more so. A run of many more steps has them at the same times.
func TestEventsAreExact(t *testing.T) {
	for _, name := range []string{"grokking", "label-noise", "epoch-wise"} {
		s, _, err := scenarios.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		s.Record.Circuits = scenarios.CircuitsFinal
		coarse, fine := run(t, s, 1, Options{}), run(t, s, 1, Options{Tolerance: 1e-9})
		seen := 0
		same := func(event string, a, b *float64, most float64) {
			t.Helper()
			if a == nil || b == nil {
				if a != b {
					t.Errorf("%s: %s is missing", name, event)
				}
				return
			}
			if seen++; !(math.Abs(*a-*b) <= most*max(*b, 1)) {
				t.Errorf("%s: %s at %g, expected %g", name, event, *a, *b)
			}
		}
		for i := range coarse.Tasks {
			a, b := &coarse.Tasks[i], &fine.Tasks[i]
			same("step_train", a.StepTrain, b.StepTrain, 1.5e-4)
			same("step_test", a.StepTest, b.StepTest, 1.5e-4)
			same("step_test_accuracy", a.StepTestAccuracy, b.StepTestAccuracy, 1.5e-4)
			same("the train accuracy's leave of chance", a.Landmarks.TrainLeavesChance, b.Landmarks.TrainLeavesChance, 1.5e-4)
			same("the test accuracy's leave of chance", a.Landmarks.TestLeavesChance, b.Landmarks.TestLeavesChance, 1.5e-4)
		}
		for i := range coarse.Circuits {
			same("birth", coarse.Circuits[i].Born, fine.Circuits[i].Born, 2e-6)
			same("death", coarse.Circuits[i].Died, fine.Circuits[i].Died, 2e-6)
		}
		if seen < 7 {
			t.Errorf("%s: %d events", name, seen)
		}
	}
}
