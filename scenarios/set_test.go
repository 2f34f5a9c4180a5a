package scenarios

import (
	"reflect"
	"testing"
)

func TestSet(t *testing.T) {
	for _, c := range []struct {
		sets []string
		path string
		want any
	}{
		{[]string{"tasks.first.items=400"}, "tasks.first.items", int64(400)},
		{[]string{"tasks.first.items=400", "tasks.first.items=2.5e2"}, "tasks.first.items", int64(250)},
		{[]string{"sweep.seeds=3"}, "sweep.seeds", int64(3)},
		{[]string{"record.points=50"}, "record.points", int64(50)},
		{[]string{"record={points: 30, circuits: none}"}, "record.circuits", CircuitsNone},
		{[]string{"training.batch=full"}, "training.batch", BatchFull},
		{[]string{"title=A title"}, "title", "A title"},
		{[]string{"cites=[a, b]"}, "cites.1", "b"},
		{[]string{"cites.0=a", "cites.1=b"}, "cites.1", "b"},
		{[]string{"model.pools={a: 0.5, b: 0.5}", "tasks.first.pool=b"}, "model.pools.b", 0.5},
		{[]string{"model.pools.a=0.5", "tasks.first.pool=a"}, "model.pools.a", 0.5},
		{[]string{"tasks.first.frequency={zipf: 1.34}"}, "tasks.first.frequency.zipf", 1.34},
		{[]string{"tasks.first.frequency=uniform", "tasks.first.frequency.zipf=1.2"}, "tasks.first.memorization.cohorts", int64(64)},
		{[]string{"tasks.first.generalization.gain=0.5"}, "tasks.first.generalization.0.gain", 0.5},
		{[]string{"tasks.first.generalization.0.gain=0.5"}, "tasks.first.generalization.gain", 0.5},
		{[]string{"tasks.first.generalization=[{gain: 1, initial: 1}, {gain: 2, initial: 1}]", "tasks.first.generalization.1.gain=3"}, "tasks.first.generalization.1.gain", 3.0},
		{[]string{"training.phases=[{at: 5, set: {tasks.first.items: 9}}]", "training.phases.0.at=7"}, "training.phases.0.at", int64(7)},
		{[]string{"training.phases.0.at=7", "training.phases.0.set.tasks.first.items=9"}, "training.phases.0.at", int64(7)},
		{[]string{"tasks.second={classes: 2, items: 3, overlap: {first: 0.5}}"}, "tasks.second.overlap.first", 0.5},
		{[]string{"sweep.axes.0.values=[1, 2, 3]"}, "sweep.seeds", int64(2)},
	} {
		s, _, err := Parse("x.yaml", []byte(small), c.sets)
		if err != nil {
			t.Errorf("%q: %s", c.sets, err)
			continue
		}
		at, err := s.find(c.path)
		if err != nil {
			t.Errorf("%q: %s", c.sets, err)
			continue
		}
		if got := at.value.Interface(); got != c.want {
			t.Errorf("%q: %s is %v, not %v", c.sets, c.path, got, c.want)
		}
		again, _, err := Parse(s.Source, []byte(s.Text), s.Sets)
		if err != nil || !reflect.DeepEqual(s, again) {
			t.Errorf("%q: source, text and sets do not give the scenario again: %v", c.sets, err)
		}
	}
}

func TestBadSet(t *testing.T) {
	for set, want := range map[string]string{
		"tasks.first.items":           "--set tasks.first.items: not a setting, expected PATH=VALUE",
		"=3":                          "--set =3: not a setting, expected PATH=VALUE",
		"model.params=":               "--set model.params=: no value, expected PATH=VALUE",
		"model.params=~":              "--set model.params=~: model.params has no value, expected an integer from 1 to 1e15",
		"model.params=x":              "--set model.params=x: model.params is x, expected an integer from 1 to 1e15",
		"model.parms=5":               `--set model.parms=5: unknown key "parms" in model, did you mean model.params?`,
		"modell.params=5":             `--set modell.params=5: unknown key "modell", did you mean model?`,
		"model..params=5":             "--set model..params=5: model..params has an empty part, expected keys joined by dots",
		"tasks.frist.items=5":         `--set tasks.frist.items=5: tasks has no "frist", did you mean first?`,
		"tasks.first.items=5000":      "--set tasks.first.items=5000: tasks.first.items is 5000, expected fewer than universe (1000): test accuracy is over the rest",
		"tasks.first.items=[1":        "--set tasks.first.items=[1: not valid YAML: did not find expected ',' or ']'",
		"model={params: 5, noise: 0}": "--set model={params: 5, noise: 0}: model.noise is 0, expected a number above 0 and at most 10000",
		"training.phases.1.at=5":      "--set training.phases.1.at=5: training.phases is a list of 0, expected training.phases followed by a number from 0",
		"sweep.axes.0.values=[1, 1]":  "--set sweep.axes.0.values=[1, 1]: tasks.first.items takes the value 1 twice, expected different values",
		"title=a\nb: c":               "--set title=a b: c: not valid YAML: mapping values are not allowed in this context",
	} {
		_, _, err := Parse("x.yaml", []byte(small), []string{set})
		if err == nil || err.Error() != want {
			t.Errorf("%q\n got %v\nwant %s", set, err, want)
		}
	}
}
