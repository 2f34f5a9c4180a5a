package scenarios

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// An edit changes the value and leaves the rest of the file as it is.
func TestEdit(t *testing.T) {
	const file = "name: a # of mine\n\nmodel:\n  params: 1e6   # many\ntraining: {steps: 'x' , batch: full}\ntasks:\n" +
		"  é: {items: 3, generalization: {gain: 1e-4}}\n  b:\n    generalization:\n      - {gain: 1}\n      - gain: 2\n"
	for _, c := range []struct {
		path     string
		value    any
		old, new string
	}{
		{"model.params", int64(5000), "params: 1e6   # many", "params: 5000   # many"},
		{"model.noise", 0.25, "# many\n", "# many\n  noise: 0.25\n"},
		{"training.steps", int64(10), "'x'", "10"},
		{"training.dynamics", "gd", "{steps", "{dynamics: gd, steps"},
		{"training.cost.weight", 1e-7, "{steps", "{cost: {weight: 1e-07}, steps"},
		{"tasks.é.items", int64(12), "items: 3", "items: 12"},
		{"tasks.é.generalization.gain", 2.5, "gain: 1e-4", "gain: 2.5"},
		{"tasks.é.generalization.0.gain", 2.5, "gain: 1e-4", "gain: 2.5"},
		{"tasks.é.generalization.depth", int64(3), "{gain: 1e-4", "{depth: 3, gain: 1e-4"},
		{"tasks.b.generalization.1.gain", 7.0, "gain: 2\n", "gain: 7\n"},
		{"tasks.b.items", int64(1), "gain: 2\n", "gain: 2\n    items: 1\n"},
		{"record.points", int64(9), "gain: 2\n", "gain: 2\nrecord: {points: 9}\n"},
	} {
		got, err := Edit([]byte(file), c.path, c.value)
		if err != nil {
			t.Errorf("%s: %s", c.path, err)
			continue
		}
		if diff := cmp.Diff(strings.Replace(file, c.old, c.new, 1), string(got)); diff != "" {
			t.Errorf("%s:\n%s", c.path, diff)
		}
	}
	for _, path := range []string{"tasks.none.items", "tasks.b.generalization.2.gain", "tasks.b.generalization.gain", "model", "", "model..params"} {
		if got, err := Edit([]byte(file), path, 1.0); err == nil {
			t.Errorf("%q made\n%s", path, got)
		}
	}
}

// What a phase sets has paths as keys.
func TestEditPhase(t *testing.T) {
	const file = "training:\n  phases:\n    - {at: 5000, set: {tasks.a.items: 1000}}\ntasks: {a: {items: 2000}}\n"
	got, err := Edit([]byte(file), "training.phases.0.set.tasks.a.items", int64(600))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Replace(file, "items: 1000", "items: 600", 1), string(got)); diff != "" {
		t.Error(diff)
	}
}

// An edit of a value that aliases repeat changes it in one place.
func TestEditLeavesAliases(t *testing.T) {
	const file = "tasks:\n  a: {generalization: &g {gain: 1}}\n  b: {generalization: *g}\n  c: {generalization: *g, items: 2}\n"
	for path, want := range map[string]string{
		"tasks.a.generalization.gain": "tasks:\n  a: {generalization: &g {gain: 5}}\n  b: {generalization: {gain: 1}}\n  c: {generalization: {gain: 1}, items: 2}\n",
		"tasks.b.generalization.gain": "tasks:\n  a: {generalization: &g {gain: 1}}\n  b: {generalization: {gain: 5}}\n  c: {generalization: {gain: 1}, items: 2}\n",
		"tasks.c.items":               "tasks:\n  a: {generalization: &g {gain: 1}}\n  b: {generalization: *g}\n  c: {generalization: *g, items: 5}\n",
	} {
		got, err := Edit([]byte(file), path, int64(5))
		if err != nil {
			t.Fatal(path, err)
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("%s:\n%s", path, diff)
		}
	}
}

// A value over several lines is refused and not spoilt.
func TestEditRefusesSeveralLines(t *testing.T) {
	for _, file := range []string{"model:\n  params: >\n    3\n    4\n", "model:\n  params:\n    3\n    4\n"} {
		if got, err := Edit([]byte(file), "model.params", int64(5)); err == nil {
			t.Errorf("%q became %q", file, got)
		}
	}
}

// Editing a file of the library is the same study as a setting beside it.
func TestEditIsASetting(t *testing.T) {
	names := List()
	rapid.Check(t, func(t *rapid.T) {
		s, _, err := Named(rapid.SampledFrom(names).Draw(t, "scenario"))
		if err != nil {
			t.Fatal(err)
		}
		k := rapid.SampledFrom(s.Settings()).Draw(t, "setting")
		var value any
		switch k.Zero.(type) {
		case int64:
			value = rapid.Int64Range(1, 30).Draw(t, "value")
		case float64:
			value = rapid.Float64Range(1e-6, 1).Draw(t, "value")
		default:
			return
		}
		written, err := plain(value)
		if err != nil {
			t.Fatal(err)
		}
		edited, err := Edit([]byte(s.Text), k.Path, value)
		if err != nil {
			t.Fatal(k.Path, err)
		}
		want, _, wantErr := ParseOne(s.Source, []byte(s.Text), []string{k.Path + "=" + written})
		got, _, gotErr := ParseOne(s.Source, edited, nil)
		if (wantErr == nil) != (gotErr == nil) {
			t.Fatalf("%s=%v: %v, but as a setting %v\n%s", k.Path, value, gotErr, wantErr, edited)
		}
		if wantErr != nil {
			return
		}
		for _, other := range want.Settings() {
			if a, b := other.Of(want), other.Of(got); a != b {
				t.Fatalf("%s=%v: %s is %v, but as a setting %v", k.Path, value, other.Path, b, a)
			}
		}
	})
}
