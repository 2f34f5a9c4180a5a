package summary

import (
	"path/filepath"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/circsim/circsim/sweep"
)

// study is a scenario with the given keys of its sweep, as a YAML mapping.
func study(t *testing.T, keys string) *scenarios.Scenario {
	t.Helper()
	s, _, err := scenarios.Parse("study.yaml", []byte(`name: study
title: Formulas
model: {params: 1000}
training: {steps: 100}
tasks: {first: {classes: 10, items: 500, memorization: {gain: 1, initial: 0.1}}}
record: {circuits: none}
sweep: `+keys+"\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tables writes the runs of a grid whose results come from a formula, and gives their
// folder. A part ends where the formula gives nothing.
func tables(t *testing.T, axes string, seeds int64, results func(point []any, seed int64) []sim.TaskResult) string {
	t.Helper()
	s := study(t, "{axes: "+axes+"}")
	s.Sweep.Seeds = seeds
	return planned(t, s, results)
}

// planned writes the runs of any design's first batch.
func planned(t *testing.T, s *scenarios.Scenario, results func(point []any, seed int64) []sim.TaskResult) string {
	t.Helper()
	plan, err := sweep.NewPlan(s)
	if err != nil {
		t.Fatal(err)
	}
	return written(t, s, plan.Runs(), plan.Point, results)
}

// written writes any runs as one round.
func written(t *testing.T, s *scenarios.Scenario, runs int64, point func(run int64) sweep.Point, results func(point []any, seed int64) []sim.TaskResult) string {
	t.Helper()
	m := manifest(t, s, runs)
	dir := filepath.Join(t.TempDir(), "study")
	if err := m.Write(dir); err != nil {
		t.Fatal(err)
	}
	for index := range m.Parts {
		part, err := output.NewPart(dir, m, index)
		if err != nil {
			t.Fatal(err)
		}
		first, n := m.Block(index)
		for run := first; run < first+n; run++ {
			p := point(run)
			r := results(p.Values, p.Seed)
			if r == nil {
				break
			}
			if err := part.Add(run, p.Values, &sim.Result{Scenario: s, Seed: p.Seed, Steps: s.Training.Steps, Tasks: r}); err != nil {
				t.Fatal(err)
			}
		}
		if err := part.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func manifest(t *testing.T, s *scenarios.Scenario, runs int64) *output.Manifest {
	t.Helper()
	m, err := output.NewManifest(s, []output.Round{{Runs: runs, RunsPerPart: max(8, runs/8)}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}
