package sim

import (
	"math"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"pgregory.net/rapid"
)

// fataler is a test or a property of rapid.
type fataler interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

// watched runs a scenario, and checks at every look that a watcher's metrics fulfil
// the awaited milestones that the present metrics fulfil, and no others, and exceed the
// peak of the test loss where those do. It returns the share of metrics that were
// computed again.
func watched(t fataler, s *scenarios.Scenario) float64 {
	n := newNetwork(s, 1)
	phases, err := stretches(s)
	if err != nil {
		t.Fatal(err)
	}
	f := newFields(n, n.ratesOf(phases[0]), nil)
	m := newSolver(n, f, 1, DefaultTolerance)
	r := newRecorder(n, f, newObserver(n, f, 1), &Result{})
	metrics, computed, steps := 0, 0, 0
	check := func(from, to float64) {
		for i := range r.watchers {
			w, h := r.watchers[i], &r.histories[i]
			before := w.seen
			seen := w.look()
			now := r.o.look(i)
			for _, differs := range []bool{before.trainAccuracy != seen.trainAccuracy, before.testAccuracy != seen.testAccuracy, before.testLoss != seen.testLoss} {
				metrics++
				if differs {
					computed++
				}
			}
			for of := range milestones {
				if h.first[of] == nil && h.holds(of, seen) != h.holds(of, now) {
					t.Fatalf("%s, task %d, step %g: milestone %d with %+v, but %+v", s.Name, i, to, of, seen, now)
				}
			}
			// A loss that is higher than the peak by rounding alone may be noted or not.
			higher := now.testLoss > h.peakLoss*(1+1e-14) || seen.testLoss > h.peakLoss
			if higher && seen.testLoss != now.testLoss {
				t.Fatalf("%s, task %d, step %g: test loss %g, but %g, peak %g", s.Name, i, to, seen.testLoss, now.testLoss, h.peakLoss)
			}
			h.locate(from, to, now, nil)
		}
	}
	for p, phase := range phases {
		f.rates = n.ratesOf(phase)
		m.begin(phase.from, phase.to)
		if p == 0 {
			check(0, 0)
		}
		for now := phase.from; now < phase.to; {
			if err := m.advance(phase.to); err != nil {
				return math.NaN() // diverged: there is nothing more to watch
			}
			from, to := m.span()
			if !m.whole() {
				// Every other time the end is looked at first, as it may be, and its events are noted later.
				if steps++; steps%2 == 0 {
					m.at(to)
					for i := range r.watchers {
						r.watchers[i].look()
					}
				}
				m.at(from + (to-from)/2)
				check(from, from+(to-from)/2)
			}
			m.at(to)
			check(from, to)
			now = to
		}
	}
	return float64(computed) / float64(metrics)
}

func TestWatchersMissNoEvent(t *testing.T) {
	// The shares are of metrics that change, measured and rounded up.
	for name, most := range map[string]float64{
		"grokking": 0.25, "label-noise": 0.2, "emergence": 0.3, "varma": 0.02, "ungrokking": 0.01,
		"grokking-activated": 0.01, "epoch-wise": 0.2, "michaud": 0.2, "forecast-finetune": 0.2,
	} {
		s, _, err := scenarios.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		if share := watched(t, s); !(share <= most) {
			t.Errorf("%s: %.3f of the metrics are computed again, at most %g expected", name, share, most)
		}
	}
}

// Training goes on with the most frequent items alone, which are memorized: the train
// accuracy jumps while no strength moves.
func TestWatchersSeeItemsLeave(t *testing.T) {
	watched(t, parse(t, `
name: leaving
model: {params: 1e7, bits_per_param: 2, leak: 0.5, noise: 0.3}
training: {steps: 4000, learning_rate: 1e-3, weight_decay: 0.1, phases: [{at: 150, set: {tasks.facts.items: 10}}]}
tasks:
  facts:
    classes: 113
    items: 1e5
    frequency: {zipf: 1}
    memorization: {gain: 300, initial: 0.04, cohorts: 20}
record: {circuits: none}
`))
}

// The rule makes its items sure, and half of the others are guessed right. Coverage is such that the last rise of sure labels
// reaches a milestone of 0.9 or 0.99.
func TestWatchersSeeTheLastRiseOfSureLabels(t *testing.T) {
	for _, coverage := range []string{"0.8", "0.80002", "0.80006", "0.98004", "0.9801"} {
		watched(t, parse(t, `
name: sure
model: {params: 1e7, bits_per_param: 2, leak: 0.5, noise: 0.3}
training: {steps: 20000, learning_rate: 1e-3, weight_decay: 0.01}
tasks:
  rule:
    classes: 2
    items: 1e3
    universe: 1e6
    generalization: {gain: 30, initial: 0.04, footprint: 100, tickets: 1}
record: {circuits: none}
`, "tasks.rule.generalization.coverage="+coverage))
	}
}

// Memorization has every label and stands still. The rule, which outvotes it on wrong labels, falls: these become right,
// while the others stay sure.
func TestWatchersSeeARuleFall(t *testing.T) {
	watched(t, parse(t, `
name: falling
model: {params: 1e7, bits_per_param: 2, leak: 0.5, noise: 0.3}
training: {steps: 20000, learning_rate: 1e-3, weight_decay: 0}
tasks:
  facts:
    classes: 10
    items: 1e3
    label_noise: 0.3
    memorization: {gain: 0, initial: 8}
    generalization: {gain: 0.01, initial: 20, footprint: 100, tickets: 1}
record: {circuits: none}
`))
}

func TestWatchersMissNoEventOfRandomScenarios(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		unseen := rapid.SampledFrom([]string{"noise", "wrong-class"}).Draw(rt, "unseen outputs")
		chi := rapid.SampledFrom([]string{"0", "0.5"}).Draw(rt, "interference")
		noise := rapid.SampledFrom([]string{"0", "0.05", "0.3"}).Draw(rt, "label noise")
		coverage := rapid.SampledFrom([]string{"1", "0.8", "0.5"}).Draw(rt, "coverage")
		text := drawn(rt)
		if rapid.IntRange(0, 3).Draw(rt, "memorization") == 0 {
			text = unmemorized(text)
		}
		watched(rt, parse(t, text, "model.unseen_outputs="+unseen, "model.interference="+chi,
			"tasks.task0.label_noise="+noise, "tasks.task0.generalization.coverage="+coverage))
	})
}

// The test loss is highest between the ends of steps. A run of many more steps finds the peak where this one does.
func TestPeaksBetweenStepsAreFound(t *testing.T) {
	for _, name := range []string{"grokking", "emergence"} {
		s, _, err := scenarios.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		found, exact := run(t, s, 1, Options{}).Tasks[0], run(t, s, 1, Options{Tolerance: 1e-9}).Tasks[0]
		if rise, late := found.PeakTestLoss/exact.PeakTestLoss-1, found.StepPeakTestLoss/exact.StepPeakTestLoss-1; !(math.Abs(rise) < 5e-8 && math.Abs(late) < 0.01) {
			t.Errorf("%s: peak %g at step %g, expected %g at %g", name, found.PeakTestLoss, found.StepPeakTestLoss, exact.PeakTestLoss, exact.StepPeakTestLoss)
		}
	}
}
