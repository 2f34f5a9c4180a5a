package sim

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/scenarios"
)

// flowBegun is the flow of a scenario before its first step, and who records it.
func flowBegun(s *scenarios.Scenario) (*flowSolver, *recorder) {
	n := newNetwork(s, 1)
	f := newFields(n, n.ratesOf(beginning(s)), nil)
	m := newFlowSolver(n, f, DefaultTolerance)
	m.begin(0, float64(s.Training.Steps))
	return m, newRecorder(n, f, newObserver(n, f, 1), &Result{})
}

// A milestone has the metric of all fields at its time inside a step, to the bit. To ask for it changes neither the fields at the
// end of the step nor the steps that follow.
func TestMilestonesInsideStepsHaveTheFieldsThere(t *testing.T) {
	implicit := 0
	for _, s := range []*scenarios.Scenario{
		shipped(t, "grokking"), shipped(t, "label-noise"), shipped(t, "emergence"),
		parse(t, rich, "training.steps=2000"),
		parse(t, rich, "training.steps=2000", "training.loss=mse", "tasks.noisy.label_noise=0"),
	} {
		asked, recorder := flowBegun(s)
		plain, other := flowBegun(s)
		end := float64(s.Training.Steps)
		for steps, now := 1, 0.0; now < end; steps++ {
			if err := cmp.Or(asked.advance(end), plain.advance(end)); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(asked.y, plain.y) || asked.t != plain.t {
				t.Fatalf("%s, step %d of the flow is another after a look inside the one before", s.Name, steps)
			}
			if !asked.ends() {
				implicit++
			}
			from, to := asked.span()
			inside := from + (to-from)*math.Mod(float64(steps)*math.Phi, 1)
			plain.at(to)
			for i := range recorder.n.tasks {
				at := recorder.between(i, asked)
				for of := range milestones {
					asked.at(inside)
					want := recorder.o.lookFor(of, i)
					asked.at(to)
					if got := at(of, inside); got != want {
						t.Fatalf("%s, task %d, time %g: milestone %d with %+v, of all fields %+v", s.Name, i, inside, of, got, want)
					}
					asked.at(to)
					if got, want := recorder.o.look(i), other.o.look(i); got != want {
						t.Fatalf("%s, task %d, time %g: %+v after a look at time %g, want %+v", s.Name, i, to, got, inside, want)
					}
				}
				at(trainAll, inside) // the next step follows
			}
			now = to
		}
	}
	if implicit < 100 {
		t.Errorf("%d implicit steps: too few to tell", implicit)
	}
}

// A phase begins with the rates of its own items and shares, though the fields at the end of the phase before are known.
func TestPhasesBeginWithTheirOwnRates(t *testing.T) {
	for _, set := range []string{"tasks.addition.items: 500", "tasks.facts.share: 0.6"} {
		s := parse(t, strings.Replace(rich, "weight_decay: 1}", "weight_decay: 1, phases: [{at: 200, set: {"+set+"}}]}", 1), "tasks.addition.frequency={zipf: 1}")
		phases, err := stretches(s)
		if err != nil {
			t.Fatal(err)
		}
		m, r := flowBegun(s)
		if err := live(context.Background(), m, r, phases[0].to, 0); err != nil {
			t.Fatal(err)
		}
		before, want := make([]float64, len(m.y)), make([]float64, len(m.y))
		rateAt(m.w, m.y, before)
		m.at(m.t) // as for a point of the curves there
		r.f.rates = r.n.ratesOf(phases[1])
		m.begin(phases[1].from, phases[1].to)
		got := slices.Clone(m.stage[0])
		rateAt(m.w, m.y, want)
		if slices.Equal(want, before) {
			t.Fatalf("%s: the phase changes no rate", set)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: the phase does not begin with its own rates", set)
		}
	}
}
