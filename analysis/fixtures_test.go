package analysis

import (
	"path/filepath"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// tables writes the runs of a sweep whose results come from a formula, but for
// the runs that are left out, and gives their folder.
func tables(t *testing.T, axes string, seeds int64, results func(point []any, seed int64) []sim.TaskResult) string {
	t.Helper()
	s, _, err := scenarios.Parse("study.yaml", []byte(`name: study
title: Formulas
model: {params: 1000}
training: {steps: 100}
tasks: {first: {classes: 10, items: 500, memorization: {gain: 1, initial: 0.1}}}
record: {circuits: none}
sweep:
  axes: `+axes+"\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	s.Sweep.Seeds = seeds
	runs, _ := s.Runs()
	m, err := output.NewManifest(s, runs, 8)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "study")
	if err := m.Write(dir); err != nil {
		t.Fatal(err)
	}
	g := newGrid(m)
	for index := range m.Parts {
		part, err := output.NewPart(dir, m, index)
		if err != nil {
			t.Fatal(err)
		}
		first, n := m.Block(index)
		for run := first; run < first+n; run++ {
			values := g.values(g.pointOf(run))
			r := results(values, run%seeds+1)
			if r == nil {
				continue
			}
			if err := part.Add(run, values, &sim.Result{Scenario: s, Seed: run%seeds + 1, Tasks: r}); err != nil {
				t.Fatal(err)
			}
		}
		if err := part.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
