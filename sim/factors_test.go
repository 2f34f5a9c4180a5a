package sim

import (
	"context"
	"reflect"
	"testing"

	"github.com/circsim/circsim/scenarios"
)

// many has more than parallelAgents agents. A phase drops items of one task, and adds items to the other.
const many = `
name: many
model: {params: 1e7, bits_per_param: 2, leak: 0.5, noise: 0.3}
training: {steps: 600, learning_rate: 1e-3, weight_decay: 5, dynamics: gd, phases: [{at: 250, set: {tasks.facts.items: 2e5, tasks.rule.items: 3000}}]}
tasks:
  facts:
    share: 0.7
    classes: 113
    items: 1e6
    frequency: {zipf: 0.5}
    memorization: {gain: 3e4, initial: 0.04, cohorts: 8000}
  rule:
    share: 0.3
    classes: 113
    universe: 12769
    items: 1000
    memorization: {gain: 100, initial: 0.04, cohorts: 20}
    generalization: {gain: 0.05, gain_spread: 0.35, initial: 1e-2, initial_spread: 0.4, footprint: 150, congestion: 0.3, best: 10}
record: {circuits: all, points: 3}
`

// manyByFactors runs a scenario of many agents as Run does. Either each row is looked over when it has moved, as in a large network,
// or all agents when all have moved.
func manyByFactors(t *testing.T, s *scenarios.Scenario, large bool) (*Result, *factors) {
	t.Helper()
	phases, err := stretches(s)
	if err != nil {
		t.Fatal(err)
	}
	n := newNetwork(s, 1)
	f := newFields(n, n.ratesOf(phases[0]), nil)
	m := newFactors(n, f, 1)
	if !m.large {
		t.Fatalf("%d agents are not many", n.agents)
	}
	if !large {
		m.large, m.moveRow, f.answer = false, func(_ *fields, k int) { m.move(&m.moving[k]) }, n.answer
	}
	r := newRecorder(n, f, newObserver(n, f, 1), &Result{})
	for i, phase := range phases {
		f.rates = n.ratesOf(phase)
		m.begin(phase.from, phase.to)
		if i == 0 {
			r.start()
		}
		if err := live(context.Background(), m, r, phase.to, 0); err != nil {
			t.Fatal(err)
		}
		r.turn(phase.to)
	}
	r.finish(float64(s.Training.Steps))
	return r.result, m
}

// A large network is looked over row by row. Its births and deaths, its curves and its events are the same to the bit; the way that
// its strengths have travelled, which is another sum, is the same but for rounding.
func TestLargeNetworksAreLookedOverAlike(t *testing.T) {
	for _, unseen := range []string{"noise", "wrong-class"} {
		s := parse(t, many, "model.unseen_outputs="+unseen)
		got, large := manyByFactors(t, s, true)
		want, small := manyByFactors(t, s, false)
		if !reflect.DeepEqual(got.Curves, want.Curves) {
			t.Errorf("%s: other curves", unseen)
		}
		if !reflect.DeepEqual(got.Tasks, want.Tasks) {
			t.Errorf("%s: other events", unseen)
		}
		if !reflect.DeepEqual(got.Circuits, want.Circuits) {
			t.Errorf("%s: other circuits", unseen)
		}
		born, died := map[float64]bool{}, map[float64]bool{}
		for _, c := range want.Circuits {
			if c.Born != nil {
				born[*c.Born] = true
			}
			if c.Died != nil {
				died[*c.Died] = true
			}
		}
		if len(born) < 100 || len(died) < 100 || len(large.arrivals) < 5 {
			t.Errorf("%s: births at %d steps, deaths at %d, %d rows: too few to tell", unseen, len(born), len(died), len(large.arrivals))
		}
		if unseen == "wrong-class" {
			near(t, "way of the strengths", large.f.travelled, small.f.travelled, 1e-12*small.f.travelled)
		}
	}
}
