package main

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/scenarios"
)

// mixed has everything that the programs know: two pools, tasks with and without memorization, with and without
// generalization, uniform and Zipf items, decay, and stated shares.
const mixed = `
name: mixed
model:
  params: 4000
  pools: {left: 0.6, right: 0.4}
training: {steps: 2000, learning_rate: 1e-3, weight_decay: 1}
tasks:
  rule:
    share: 0.5
    pool: left
    classes: 113
    items: 900
    memorization: {gain: 20, initial: 0.01}
    generalization: {gain: 0.05, gain_spread: 0.2, initial: 1e-3, initial_spread: 0.3, footprint: 90, best: 5}
  facts:
    share: 0.3
    pool: right
    classes: 50
    items: 3000
    frequency: {zipf: 1.3}
    memorization: {gain: 40, initial: 0.02, cohorts: 12}
  skill:
    share: 0.2
    pool: right
    classes: 4
    items: 1e4
    generalization: {gain: 0.2, gain_spread: 0.2, initial: 1e-2, initial_spread: 0.3, footprint: 150, congestion: 0.9, best: 3}
record: {points: 40}
`

func parsed(t *testing.T, text string, sets ...string) *scenarios.Scenario {
	t.Helper()
	s, _, err := scenarios.Parse("mixed.yaml", []byte(text), sets)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The exported numbers alone, and the equations of docs/model.md in their most obvious form, give the engine's strengths.
func TestExportedNumbersAreTheWholeRun(t *testing.T) {
	n, err := numbersOf(parsed(t, mixed), 1)
	if err != nil {
		t.Fatal(err)
	}
	y := make([]float64, len(n.Initial))
	for i, s := range n.Initial {
		y[i] = math.Log(s)
	}
	const h = 0.5
	for range int(n.At[len(n.At)-1] / h) {
		k1 := n.rate(y)
		k2 := n.rate(moved(y, k1, h/2))
		k3 := n.rate(moved(y, k2, h/2))
		k4 := n.rate(moved(y, k3, h))
		for i := range y {
			y[i] += h / 6 * (k1[i] + 2*k2[i] + 2*k3[i] + k4[i])
		}
	}
	grown := 0
	for i, want := range n.Exact[len(n.Exact)-1] {
		if got := math.Exp(y[i]); want > leastStrength && math.Abs(got/want-1) > 1e-4 {
			t.Errorf("circuit %d ends at %g, the engine's at %g", i, got, want)
		}
		if want > 1 {
			grown++
		}
	}
	if grown < 5 {
		t.Errorf("only %d circuits grew: the run tests little", grown)
	}
}

func moved(y, k []float64, h float64) []float64 {
	z := slices.Clone(y)
	for i := range z {
		z[i] += h * k[i]
	}
	return z
}

// rate is d ln s/dt of every circuit.
func (n *numbers) rate(y []float64) []float64 {
	cohorts := len(n.Items)
	general, load := make([]float64, len(n.Pool)), make([]float64, len(n.Params))
	for k, task := range n.TicketTask {
		s, s0 := math.Exp(y[cohorts+k]), n.Initial[cohorts+k]
		general[task] += s
		load[n.Pool[task]] += n.Footprint[task] * max(math.Exp(-s0)-math.Exp(-s), 0) / n.Params[n.Pool[task]]
	}
	loss := func(task int, m float64) float64 {
		return math.Log1p(float64(n.Classes[task]-1) * math.Exp(-general[task]-m))
	}
	pull, residual := make([]float64, len(n.Pool)), make([]float64, cohorts)
	for task, share := range n.Silent {
		pull[task] = share * -math.Expm1(-loss(task, 0))
	}
	for c, task := range n.CohortTask {
		m, m0 := math.Exp(y[c]), n.Initial[c]
		residual[c] = -math.Expm1(-loss(task, m))
		pull[task] += n.Weight[c] * residual[c]
		bits := n.Items[c] * max(loss(task, m0)-loss(task, m), 0) / math.Ln2
		load[n.Pool[task]] += bits / n.BitsPerParam / n.Params[n.Pool[task]]
	}
	d := make([]float64, len(y))
	for c, task := range n.CohortTask {
		d[c] = 2 * (n.Gain[c]*residual[c]*(1-load[n.Pool[task]]) - n.Decay)
	}
	for k, task := range n.TicketTask {
		price := math.Pow(1-load[n.Pool[task]], n.Congestion[task])
		d[cohorts+k] = 2 * (n.Gain[cohorts+k]*pull[task]*price - n.Decay)
	}
	return d
}

// The exported numbers of the compared scenarios are those of their files.
func TestExportedNumbersOfScenarios(t *testing.T) {
	for _, c := range comparisons {
		s, err := c.open()
		if err != nil {
			t.Fatal(err)
		}
		if s, err = with(s, "record.points=10"); err != nil {
			t.Fatal(err)
		}
		n, err := numbersOf(s, 1)
		if err != nil {
			t.Fatal(err)
		}
		sampled, items := 0.0, make([]float64, len(s.Tasks))
		for i, share := range n.Silent {
			sampled += share
			if share > 0 {
				items[i] = float64(s.Tasks[i].Items)
			}
		}
		for k, task := range n.CohortTask {
			sampled += n.Weight[k]
			items[task] += n.Items[k]
		}
		if math.Abs(sampled-1) > 1e-12 {
			t.Errorf("%s: shares of all samples add up to %g", c.scenario, sampled)
		}
		for i, number := range items {
			if want := float64(s.Tasks[i].Items); math.Abs(number/want-1) > 1e-9 {
				t.Errorf("%s, %s: %g items, want %g", c.scenario, s.Tasks[i].Name, number, want)
			}
		}
		if n.Params[0] != float64(s.Model.Params) || len(n.Params) != 1 {
			t.Errorf("%s: pools of %v parameters, want one of %d", c.scenario, n.Params, s.Model.Params)
		}
		if len(n.At) != len(n.Strengths) || len(n.At) != len(n.Exact) || !slices.Equal(n.Strengths[0], n.Initial) {
			t.Errorf("%s: %d recorded steps, %d and %d of strengths, the first of which are the initial ones: %v",
				c.scenario, len(n.At), len(n.Strengths), len(n.Exact), slices.Equal(n.Strengths[0], n.Initial))
		}
		if circuits := len(n.Gain); len(n.Initial) != circuits || len(n.Exact[0]) != circuits || len(n.Items)+len(n.TicketTask) != circuits {
			t.Errorf("%s: %d gains, %d initial and %d exact strengths, %d cohorts, %d tickets",
				c.scenario, circuits, len(n.Initial), len(n.Exact[0]), len(n.Items), len(n.TicketTask))
		}
	}
}

func TestExport(t *testing.T) {
	var out bytes.Buffer
	b := bench{out: &out, effort: effort{rounds: 1}, seed: 1}
	if err := b.export(parsed(t, mixed)); err != nil {
		t.Fatal(err)
	}
	var n numbers
	if err := json.Unmarshal(out.Bytes(), &n); err != nil {
		t.Fatal(err)
	}
	if n.EngineFull.Median <= 0 || n.EngineLean.Best <= 0 || n.EngineSteps <= 0 || n.EngineEvaluations <= n.EngineSteps {
		t.Errorf("the engine's run took %v, without curves %v, %d steps and %d evaluations", n.EngineFull, n.EngineLean, n.EngineSteps, n.EngineEvaluations)
	}
}

func TestRulesThatOtherSolversLack(t *testing.T) {
	for _, c := range []struct{ set, want string }{
		{"training.dynamics=gd", "mixed.yaml: training.dynamics is gd, expected flow: the other solvers have no other rule"},
		{"training.loss=mse", "mixed.yaml: training.loss is mse, expected cross-entropy: the other solvers have no other rule"},
		{"training.normalization=0.5", "mixed.yaml: training.normalization is 0.5, expected 0: the other solvers have no other rule"},
		{"training.phases=[{at: 100, set: {training.weight_decay: 0.5}}]", "mixed.yaml: training.phases is 1, expected none: the other solvers have no other rule"},
		{"tasks.rule.label_noise=0.1", "mixed.yaml: tasks.rule.label_noise is 0.1, expected 0: the other solvers have no other rule"},
		{"tasks.facts.memorization.congestion=2", "mixed.yaml: tasks.facts.memorization.congestion is 2, expected 1: the other solvers have no other rule"},
		{"tasks.skill.generalization.depth=3", "mixed.yaml: tasks.skill.generalization.depth is 3, expected 2: the other solvers have no other rule"},
		{"tasks.skill.generalization.coverage=0.5", "mixed.yaml: tasks.skill.generalization.coverage is 0.5, expected 1: the other solvers have no other rule"},
		{"tasks.skill.generalization=[{gain: 1, initial: 1e-3}, {gain: 2, initial: 1e-3}]", "mixed.yaml: tasks.skill.generalization is 2 kinds of circuit, expected at most one: the other solvers have no other rule"},
	} {
		if err := refuse(parsed(t, mixed, c.set)); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", c.set, err, c.want)
		}
	}
	if err := refuse(parsed(t, mixed)); err != nil {
		t.Error(err)
	}
	if _, err := (&comparison{scenario: "heads"}).open(); err == nil || !strings.Contains(err.Error(), "training.dynamics is gd") {
		t.Errorf("heads: %v", err)
	}
}
