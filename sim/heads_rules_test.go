package sim

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/circuits"
)

const fewHeads = `
name: few
model: {params: 1e6, noise: 1}
training: {steps: 400, learning_rate: 0.01, weight_decay: 0.1, dynamics: gd}
tasks:
  copying: {share: 0.8, classes: 100, items: 1}
  functions: {share: 0.2, classes: 100, items: 1}
heads:
  {layers: 4, per_layer: 3, copy: copying, abstract: functions, gain: 0.1, initial: 0.01, initial_spread: 1, norm: 2,
   representation_gain: 0.02, representation_initial: 0.1, copy_share: 0.1}
`

// begun is a network of fewHeads before its first step.
func begun(t *testing.T, sets ...string) (*network, *fields, *factors) {
	t.Helper()
	s := parse(t, fewHeads, sets...)
	n := newNetwork(s, 1)
	f := newFields(n, n.ratesOf(beginning(s)), nil)
	m := newFactors(n, f, 1)
	m.begin(0, 0)
	return n, f, m
}

// Heads of one layer are alike: which of them starts how does not matter.
func TestHeadsOfALayerMayChangePlaces(t *testing.T) {
	n, f, m := begun(t)
	n2, f2, m2 := begun(t)
	h, h2 := n.kinds[2].(*heads), n2.kinds[2].(*heads)
	var factors []circuits.Head
	var sites []circuits.Site
	for i := range h2.lives {
		turned := i/3*3 + 2 - i%3
		factors = append(factors, h2.all.Head(turned))
		sites = append(sites, circuits.SiteAt(h2.depth(i), h2.rules.CopyDepth, h2.rules.FunctionDepth, h2.rules.DepthWidth))
	}
	h2.all = circuits.NewHeads(factors, sites, h2.all.Representation, circuits.NormBudgetOf(h2.rules.Norm))
	m2.begin(0, 0)
	for range 400 {
		if m.advance(0) != nil || m2.advance(0) != nil {
			t.Fatal("diverged")
		}
	}
	near(t, "representation", h2.all.Representation, h.all.Representation, 1e-9)
	near(t, "logit of copying", f2.general[0], f.general[0], 1e-9)
	near(t, "logit of functions", f2.general[1], f.general[1], 1e-9)
	near(t, "a head's induction strength", h2.all.Induction[3], h.all.Induction[5], 1e-9)
	if f.general[1] < 1 {
		t.Errorf("nothing is learned: %g", f.general[1])
	}
}

// Heads descend the loss that the tables have, with the norm of docs/model.md,
// section 3: at every recorded step it is lower.
func TestHeadsDescendLossAndNorm(t *testing.T) {
	s := parse(t, fewHeads, "heads.norm=1000", "training.steps=3000")
	r := run(t, s, 1, Options{})
	before := math.Inf(1)
	for _, c := range r.Curves {
		if c.Task != "copying" {
			continue
		}
		now := c.Loss + s.Training.WeightDecay/2*c.Norm*c.Norm
		if now > before {
			t.Fatalf("step %g: from %g to %g", c.Step, before, now)
		}
		before = now
	}
	if r.Network.Loss > 0.5 {
		t.Errorf("nothing is learned: %g", r.Network.Loss)
	}
}

// The logits of both tasks are the sums of what the table of circuits says.
func TestHeadsAddUpToTheLogits(t *testing.T) {
	r := run(t, parse(t, fewHeads), 1, Options{})
	var induction, function float64
	for i, c := range r.Circuits {
		if c.Kind != headKind || c.Task != "" || c.Index != int64(i) || c.Strength != c.Head.Induction+c.Head.FunctionVector {
			t.Fatalf("%+v", c)
		}
		if want := float64(i/3+1) / 4; c.Head.RelativeDepth != want {
			t.Errorf("head %d: depth %g, want %g", i, c.Head.RelativeDepth, want)
		}
		induction += c.Head.Induction
		function += c.Head.FunctionVector
	}
	if len(r.Circuits) != 12 {
		t.Fatalf("%d heads", len(r.Circuits))
	}
	near(t, "copying", r.Tasks[0].Generalization, induction, 1e-9)
	near(t, "functions", r.Tasks[1].Generalization, function+0.1*induction, 1e-9)
}

// Heads that ablations remove are back afterwards, and a task that heads do not
// serve has no such ablation and learns as without them.
func TestHeadAblationIsUndone(t *testing.T) {
	third := "tasks.other={share: 0.1, classes: 10, items: 10, generalization: {gain: 0.5, initial: 1e-3}}"
	s := parse(t, fewHeads, third)
	n := newNetwork(s, 1)
	f := newFields(n, n.ratesOf(beginning(s)), nil)
	m := newSolver(n, f, 1, DefaultTolerance)
	r := newRecorder(n, f, newObserver(n, f, 1), &Result{Scenario: s, Seed: 1})
	m.begin(0, 400)
	r.start()
	if err := live(context.Background(), m, r, 400, 0); err != nil {
		t.Fatal(err)
	}
	h := n.kinds[2].(*heads)
	state := func() []float64 {
		return slices.Concat(h.all.Induction, h.all.FunctionVector, f.general, f.pull, n.general().felt, f.free)
	}
	before := state()
	r.finish(400)
	if !slices.Equal(before, state()) {
		t.Error("strengths or fields are others than before")
	}
	copying, other := r.result.Tasks[0], r.result.Tasks[2]
	if other.WithoutHeads != nil || copying.WithoutHeads == nil || copying.WithoutHeads.FunctionVector >= copying.TestAccuracy {
		t.Errorf("copying %+v, other %+v", copying, other)
	}
}

// Steps that are too long end in an error, not in numbers that are none.
func TestHeadsThatDiverge(t *testing.T) {
	for _, set := range []string{"heads.gain=1e300", "heads.norm=0.001"} {
		if _, err := Run(context.Background(), parse(t, fewHeads, set, "heads.initial=1"), 1, Options{}); err == nil || !strings.Contains(err.Error(), "training diverged at step") {
			t.Errorf("%s: %v", set, err)
		}
	}
}
