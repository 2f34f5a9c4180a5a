package scenarios

import (
	"strings"
	"testing"
)

const withHeads = `name: few
model: {params: 1e6}
training: {steps: 400, dynamics: gd}
tasks:
  copying: {classes: 100, items: 1}
  functions: {classes: 100, items: 1}
heads:
  layers: 4
  per_layer: 3
  copy: copying
  abstract: functions
  gain: 0.1
  initial: 0.01
  norm: 2
  representation_gain: 0.02
  representation_initial: 0.1
`

// Every way to write heads wrongly, and the line that it gives.
func TestBadHeads(t *testing.T) {
	if _, _, err := Parse("few.yaml", []byte(withHeads), nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new, want string }{
		{"heads:\n", "sweep: {axes: [{path: heads, values: [{layers: 5}]}]}\nheads:\n", "few.yaml:7:23: sweep.axes.0.path is heads, a whole section, expected one of its keys"},
		{", dynamics: gd", "", "few.yaml:7:1: heads are written, expected dynamics gd: heads take explicit steps"},
		{"dynamics: gd", "dynamics: sgd", "few.yaml:7:1: heads are written, expected dynamics gd: heads take explicit steps"},
		{"  layers: 4\n", "", "few.yaml:7:1: heads.layers is missing, expected an integer from 1 to 1000"},
		{"  layers: 4", "  layers: 0", "few.yaml:8:11: heads.layers is 0, expected an integer from 1 to 1000"},
		{"  layers: 4", "  layers: 1e9", "few.yaml:8:11: heads.layers is 1e9, expected an integer from 1 to 1000"},
		{"  gain: 0.1", "  gain: .nan", "few.yaml:12:9: heads.gain is .nan, not finite, expected a number above 0"},
		{"  gain: 0.1", "  gain: -1", "few.yaml:12:9: heads.gain is -1, expected a number above 0"},
		{"copy: copying", "copy: coping", "few.yaml:10:9: heads.copy is coping, which names no task, did you mean copying?"},
		{"abstract: functions", "abstract: copying", "few.yaml:11:13: heads.abstract is copying, expected another task than heads.copy"},
		{"layers: 4\n  per_layer: 3", "layers: 1000\n  per_layer: 101", "few.yaml:9:14: heads.layers * per_layer is 101000, expected at most 100000 heads"},
		{"steps: 400", "steps: 1e8, batch: 9", ""},
		{"layers: 4\n  per_layer: 3", "layers: 100\n  per_layer: 100", ""},
		{"  norm: 2", "  norm: 1e-300", "few.yaml:14:9: heads.norm is 1e-300, expected a number from 0.001 to 1000"},
		{"  norm: 2", "  norm: 2\n  depht: 1", "few.yaml:15:3: unknown key \"depht\" in heads"},
	} {
		if strings.Count(withHeads, c.old) != 1 {
			t.Fatalf("%q stands %d times", c.old, strings.Count(withHeads, c.old))
		}
		_, _, err := Parse("few.yaml", []byte(strings.Replace(withHeads, c.old, c.new, 1)), nil)
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != c.want && !(c.want != "" && strings.HasPrefix(got, c.want)) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.new, got, c.want)
		}
	}
	for set, want := range map[string]string{
		"heads.layers=1000 heads.per_layer=100 training.steps=1e7":  "heads.layers * per_layer * training.steps is 1e+12, expected at most 1e+11: fewer steps, each of a larger batch",
		"sweep.axes=[{path: heads.layers, values: [4, 2000]}]":      "heads.layers is 2000, expected an integer from 1 to 1000",
		"sweep.axes=[{path: heads.copy, values: [copying, other]}]": "heads.copy is other, which names no task, expected one of copying, functions",
	} {
		sets := []string{set}
		if !strings.HasPrefix(set, "sweep") {
			sets = strings.Fields(set)
		}
		if _, _, err := Parse("few.yaml", []byte(withHeads), sets); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got\n%v\nwant\n%s", set, err, want)
		}
	}
}

// A sweep of heads in a scenario without them is told what is missing.
func TestHeadsSweptAlone(t *testing.T) {
	text := strings.Split(withHeads, "heads:")[0] + "sweep: {axes: [{path: heads.gain, values: [1, 2]}]}\n"
	if _, _, err := Parse("few.yaml", []byte(text), nil); err == nil || !strings.Contains(err.Error(), "heads.layers is missing, expected a number of layers beside the other keys of heads") {
		t.Error(err)
	}
}
