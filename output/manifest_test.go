package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/circsim/circsim/scenarios"
)

func TestManifestRoundTrip(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "study")
	m := study(10, 4, scenarios.CircuitsFinal)
	if err := m.Write(dir); err != nil {
		t.Fatal(err)
	}
	got, err := ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, got, cmpopts.IgnoreUnexported(Column{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if first, runs := m.Block(2); m.Parts != 3 || first != 8 || runs != 2 {
		t.Errorf("%d parts, the last of runs %d+%d", m.Parts, first, runs)
	}
}

func TestReadManifestOfAnotherFormat(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, ManifestName)
	if err := os.WriteFile(path, []byte(`{"format": 99}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadManifest(dir); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("error is %v", err)
	}
}

func TestPlanHashTellsPlansApart(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range []*Manifest{
		study(10, 4, scenarios.CircuitsFinal), study(10, 5, scenarios.CircuitsFinal),
		study(11, 4, scenarios.CircuitsFinal), study(10, 4, scenarios.CircuitsNone),
	} {
		seen[m.PlanHash] = true
	}
	if len(seen) != 4 || !seen[study(10, 4, scenarios.CircuitsFinal).PlanHash] {
		t.Errorf("%d hashes of 4 plans", len(seen))
	}
}

// A key that is left out may follow a swept one, and one that is written does not,
// though both have the same value before the sweep.
func TestPlanHashKnowsWhichKeysWereLeftOut(t *testing.T) {
	const text = `name: study
model: {params: 1000}
training: {steps: 60}
tasks:
  a: {classes: 10, items: 500, memorization: {gain: 1, initial: 0.1}, generalization: {gain: 1, initial: 0.1}}
sweep: {axes: [{path: tasks.a.frequency, values: [uniform, {zipf: 1.3}]}]}
`
	seen := map[string]string{}
	for _, set := range []string{
		"name=study", "tasks.a.memorization.cohorts=1", "tasks.a.options=4",
		"tasks.a.generalization.tickets=1", "tasks.a.generalization.depth=2",
	} {
		s, _, err := scenarios.Parse("study.yaml", []byte(text), []string{set})
		if err != nil {
			t.Fatal(err)
		}
		hash, err := PlanHash(s, nil, 2, 8)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := seen[hash]; ok {
			t.Errorf("%s has the plan of %s", set, other)
		}
		seen[hash] = set
	}
}

// DuckDB does not tell columns apart by case.
func TestAxisColumnsAreUnique(t *testing.T) {
	one := []any{1.5}
	axes, err := NewAxes([]scenarios.Axis{
		{Path: "tasks.A.items", Values: one}, {Path: "tasks.a.items", Values: one}, {Path: "tasks.a-items", Values: one},
		{Path: "norm", Values: one}, {Path: "pools.größe", Values: one},
	})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, a := range axes {
		names = append(names, a.Column)
	}
	want := []string{"tasks_A_items", "tasks_a_items_2", "tasks_a_items_3", "norm_2", "pools_gr__e"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := NewAxes([]scenarios.Axis{{Path: "x", Values: []any{int64(1), "full"}}}); err == nil {
		t.Error("an axis of two types: no error")
	}
}

func TestEveryColumnIsDocumented(t *testing.T) {
	for _, table := range tables {
		seen := map[string]bool{}
		for _, c := range Columns(table, study(1, 1, scenarios.CircuitsFinal).Axes) {
			if c.Meaning == "" || c.Source == "" || c.Type == "" || seen[c.Name] {
				t.Errorf("%s: column %+v lacks something or stands twice", table, c)
			}
			seen[c.Name] = true
		}
	}
}
