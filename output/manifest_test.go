package output

import (
	"fmt"
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
	if err := m.Extend(Round{6, 2}); err != nil {
		t.Fatal(err)
	}
	if err := m.Write(dir); err != nil {
		t.Fatal(err)
	}
	got, err := ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, got, cmpopts.IgnoreUnexported(Manifest{}), cmpopts.IgnoreFields(Column{}, "Null", "Score", "Repeats", "Hex")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadManifestRefuses(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, ManifestName)
	for name, text := range map[string]string{
		"another format":         `{"format": 99}`,
		"no JSON":                `name: study`,
		"a round without parts":  fmt.Sprintf(`{"format": %d, "runs": 3, "parts": 1, "rounds": [{"runs": 3, "runs_per_part": 0}]}`, Format),
		"totals of other rounds": fmt.Sprintf(`{"format": %d, "runs": 4, "parts": 1, "rounds": [{"runs": 3, "runs_per_part": 3}]}`, Format),
	} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadManifest(dir); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: error is %v", name, err)
		}
	}
}

// How runs are cut into rounds and parts is not in the hash; all else of the scenario is.
func TestPlanHashTellsPlansApart(t *testing.T) {
	plain := study(10, 4, scenarios.CircuitsFinal).PlanHash
	if other := study(11, 5, scenarios.CircuitsFinal).PlanHash; other != plain {
		t.Error("other parts are another plan")
	}
	if other := study(10, 4, scenarios.CircuitsNone).PlanHash; other == plain {
		t.Error("other tables are the same plan")
	}
	for _, design := range []scenarios.Design{scenarios.Sobol, scenarios.Adaptive, scenarios.LatinHypercube} {
		hash := func(points, seeds int64) string {
			s := scenarios.Scenario{Name: "study", Sweep: scenarios.Sweep{Design: design, Points: points, Seeds: seeds}}
			return planHash(&s, nil)
		}
		if hash(64, 1) == hash(128, 1) {
			t.Errorf("%s with more points is the same plan", design)
		}
		if hash(64, 1) == hash(64, 2) {
			t.Errorf("%s with more seeds is the same plan", design)
		}
	}
	missing, empty := parse(t, plainText), parse(t, plainText)
	missing.Model.Pools, empty.Model.Pools = nil, []scenarios.Pool{}
	missing.Cites, empty.Cites = nil, []string{}
	if planHash(missing, nil) != planHash(empty, nil) {
		t.Error("an empty list is not a missing one")
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
		hash := planHash(s, nil)
		if other, ok := seen[hash]; ok {
			t.Errorf("%s has the plan of %s", set, other)
		}
		seen[hash] = set
	}
}

// DuckDB does not tell columns apart by case.
func TestAxisColumnsAreUnique(t *testing.T) {
	one := []any{1.5}
	axes, err := axesOf([]scenarios.Axis{
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
	if _, err := axesOf([]scenarios.Axis{{Path: "x", Values: []any{int64(1), "full"}}}); err == nil {
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
