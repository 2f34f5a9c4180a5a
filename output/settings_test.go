package output

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

const rich = `name: rich
model: {params: 1000, pools: {one: 0.25, two: 0.5}}
training: {steps: 100, dynamics: gd, phases: [{at: 50, set: {training.weight_decay: 0.5}}]}
tasks:
  a-b:
    pool: one
    classes: 10
    items: 300
    memorization: {gain: 1, initial: 0.1}
    generalization:
      - {gain: 0.05, initial: 0.01, footprint: 10, tickets: auto}
      - {gain: 0.07, initial: 0.01, footprint: 20, tickets: 3}
  a_b: {pool: two, classes: 10, items: 50, frequency: {zipf: 1.5}, memorization: {gain: 1, factors: [0.1, 0.2]}}
`

// writeRich writes the part of a scenario with one run for each value of its axis, or a single run.
func writeRich(t *testing.T, text string) (dir string, m *Manifest) {
	t.Helper()
	s, _, err := scenarios.Parse("rich.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	values := []any{nil}
	if len(s.Sweep.Axes) > 0 {
		values = s.Sweep.Axes[0].Values
	}
	if m, err = NewManifest(s, []Round{{int64(len(values)), int64(len(values))}}); err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if err := m.Write(dir); err != nil {
		t.Fatal(err)
	}
	p, err := NewPart(dir, m, 0)
	if err != nil {
		t.Fatal(err)
	}
	for run, v := range values {
		of, axis := s, []any{}
		if v != nil {
			axis = []any{v}
			if of, err = s.With(scenarios.Assignment{Path: s.Sweep.Axes[0].Path, Value: v}); err != nil {
				t.Fatal(err)
			}
		}
		result := &sim.Result{Scenario: of, Seed: 1, Tasks: []sim.TaskResult{{Name: "a-b"}}, Curves: []sim.CurvePoint{{Task: "a-b"}}}
		if err := p.Add(int64(run), axis, result); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	return dir, m
}

func TestEveryScalarKeyIsAColumn(t *testing.T) {
	dir, _ := writeRich(t, rich)
	row := readTable(t, PartPath(dir, Runs, 0))[0]
	for column, want := range map[string]any{
		"model_params": int64(1000), "model_noise": 0.1, "model_bias": "transformer",
		"training_steps": int64(100), "training_batch": nil, "training_weight_decay": 1.0, "training_temperature": 0.0,
		"tasks_a_b_pool": "one", "tasks_a_b_items": int64(300), "tasks_a_b_share": nil, "tasks_a_b_frequency_zipf": nil,
		"tasks_a_b_generalization_0_gain": 0.05, "tasks_a_b_generalization_0_tickets": nil,
		"tasks_a_b_generalization_1_gain": 0.07, "tasks_a_b_generalization_1_tickets": int64(3),
		"tasks_a_b_options": int64(4), "tasks_a_b_format": nil,
		"tasks_a_b_items_2": int64(50), "tasks_a_b_frequency_zipf_2": 1.5, "tasks_a_b_memorization_cohorts_2": int64(64),
		"tasks_a_b_memorization_initial_2": nil,
	} {
		if got, there := row[column]; !there || got != want {
			t.Errorf("%s = %v, there %t, want %v", column, got, there, want)
		}
	}
	for name := range row {
		if strings.HasPrefix(name, "heads_") {
			t.Errorf("column %s of a network without heads", name)
		}
	}
	var config any
	if err := json.Unmarshal([]byte(row["config"].(string)), &config); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"model":    map[string]any{"pools": map[string]any{"one": 0.25, "two": 0.5}},
		"training": map[string]any{"phases": []any{map[string]any{"at": 50.0, "set": map[string]any{"training.weight_decay": 0.5}}}},
		"tasks":    map[string]any{"a_b": map[string]any{"memorization": map[string]any{"factors": []any{0.1, 0.2}}}},
	}
	if diff := cmp.Diff(want, config); diff != "" {
		t.Errorf("config (-want +got):\n%s", diff)
	}
	for name := range readTable(t, PartPath(dir, Curves, 0))[0] {
		if strings.HasPrefix(name, "model_") {
			t.Errorf("curves have the column %s", name)
		}
	}
}

// A column has the same name and type, whether its key is swept or not.
func TestSweptAndUnsweptColumnsAreAlike(t *testing.T) {
	nodes := func(dir string) map[string]string {
		f, err := openTable(PartPath(dir, Runs, 0))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		all := map[string]string{}
		for _, field := range f.Schema().Fields() {
			all[field.Name()] = parquet.NewSchema("", parquet.Group{"x": field}).String()
		}
		return all
	}
	dir, _ := writeRich(t, rich)
	want := nodes(dir)
	for _, axis := range []string{
		"{path: tasks.a_b.items, values: [10, 20]}", "{path: tasks.a-b.generalization.1.gain, values: [0.1, 0.2]}",
		"{path: training.batch, values: [10, full]}", "{path: model.bias, values: [transformer]}", "{path: training.steps, values: [60, 70]}",
	} {
		dir, _ := writeRich(t, rich+"sweep: {axes: ["+axis+"]}\n")
		if diff := cmp.Diff(want, nodes(dir)); diff != "" {
			t.Errorf("%s (-unswept +swept):\n%s", axis, diff)
		}
	}
}

// The word of an integer key is null in the tables and reads back as the value that stands for it.
func TestWordOfAnAxis(t *testing.T) {
	dir, m := writeRich(t, rich+"sweep: {axes: [{path: training.batch, values: [30, full]}]}\n")
	for _, table := range []Table{Runs, Curves} {
		rows := readTable(t, PartPath(dir, table, 0))
		if rows[0]["training_batch"] != int64(30) || rows[1]["training_batch"] != nil {
			t.Errorf("%s: batches %v and %v", table, rows[0]["training_batch"], rows[1]["training_batch"])
		}
		r, err := ReadRecord(PartPath(dir, table, 0), 1)
		if err != nil {
			t.Fatal(err)
		}
		if r.Values[0] != scenarios.BatchFull || r.Axes[0].Shown(r.Values[0]) != "full" {
			t.Errorf("%s: the record has %v, shown as %v", table, r.Values[0], r.Axes[0].Shown(r.Values[0]))
		}
	}
	for r, err := range ReadRuns(dir) {
		if want := m.Axes[0].Values[r.Run]; err != nil || r.Axis[0] != want {
			t.Errorf("run %d has %v, want %v, error %v", r.Run, r.Axis, want, err)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct{ Axes []struct{ Values []any } }
	if err := json.Unmarshal(text, &manifest); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]any{30.0, "full"}, manifest.Axes[0].Values); diff != "" {
		t.Errorf("manifest (-want +got):\n%s", diff)
	}
	back, err := ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m.Axes, back.Axes); diff != "" {
		t.Errorf("axes (-want +got):\n%s", diff)
	}
}
