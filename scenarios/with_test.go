package scenarios

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// asWritten writes a swept value as the file would.
func asWritten(path string, value any) string {
	if n, ok := value.(int64); ok && n == 0 {
		switch last(path) {
		case "batch":
			return "full"
		case "tickets":
			return "auto"
		}
	}
	return fmt.Sprint(value)
}

// drawn gives random values to some keys, now and then values that no file may hold.
func drawn(t *rapid.T) Assignment {
	whole := func(low, high int64) any { return rapid.Int64Range(low, high).Draw(t, "integer") }
	real := func(low, high float64) any { return rapid.Float64Range(low, high).Draw(t, "number") }
	word := func(words ...string) any { return rapid.SampledFrom(words).Draw(t, "word") }
	path := rapid.SampledFrom([]string{
		"model.params", "model.noise", "model.bias", "model.pools", "training.batch", "training.steps",
		"training.weight_decay", "training.dynamics", "tasks.first.items", "tasks.first.classes",
		"tasks.first.options", "tasks.first.frequency", "tasks.first.memorization.cohorts",
		"tasks.first.generalization.gain", "tasks.first.generalization.footprint",
		"tasks.first.generalization.tickets", "tasks.first.generalization.depth", "tasks.first.generalization",
	}).Draw(t, "path")
	switch last(path) {
	case "params", "steps", "items", "classes", "cohorts", "depth", "options":
		return Assignment{path, whole(-1, 1200)}
	case "tickets", "batch":
		return Assignment{path, whole(0, 20)}
	case "bias":
		return Assignment{path, word("transformer", "recurrent", "none")}
	case "dynamics":
		return Assignment{path, word("flow", "gd", "sgd")}
	case "pools":
		return Assignment{path, word("{}", "{a: 0.5, b: 0.5}", "{a: 0.9, b: 0.5}", "{b: 1}")}
	case "frequency":
		return Assignment{path, word("uniform", "{zipf: 1.34}", "{zipf: 7}")}
	case "generalization":
		return Assignment{path, word("[]", "{gain: 1, initial: 0.1, footprint: 3}", "{gain: 1}", "[{gain: 1, initial: 1}, {gain: 2, initial: 1}]")}
	}
	return Assignment{path, real(-0.5, 2)}
}

// withoutOrigin drops what tells a changed scenario from one that was written so.
func withoutOrigin(s *Scenario) *Scenario {
	c := s.clone()
	c.Source, c.Text, c.Sets, c.places = "", "", nil, nil
	for i := range c.Tasks {
		t := &c.Tasks[i]
		if len(t.Generalization) == 0 {
			t.Generalization = nil
		}
	}
	if len(c.Model.Pools) == 0 {
		c.Model.Pools = nil
	}
	return c
}

func TestWithEqualsTheFileWithThatValue(t *testing.T) {
	text := edited(t, "    classes: 10", "    pool: a\n    classes: 10")
	base, _, err := Parse("x.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	before := fmt.Sprintf("%+v", base)
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawn(t), drawn(t)
		if overlap(a.Path, b.Path) {
			t.Skip()
		}
		changed, err := base.With(a, b)
		sets := []string{a.Path + "=" + asWritten(a.Path, a.Value), b.Path + "=" + asWritten(b.Path, b.Value)}
		written, _, fileErr := Parse("x.yaml", []byte(text), append(sets, "sweep.axes=[]"))
		if (err == nil) != (fileErr == nil) {
			t.Fatalf("%q: With says %v, the file %v", sets, err, fileErr)
		}
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Fatalf("more than one line: %s", err)
			}
			return
		}
		written.Sweep = changed.Sweep
		if !reflect.DeepEqual(withoutOrigin(changed), withoutOrigin(written)) {
			t.Fatalf("%q\nWith %+v\nfile %+v", sets, changed, written)
		}
		if fmt.Sprintf("%+v", base) != before {
			t.Fatalf("%q changed the scenario itself", sets)
		}
	})
}

func TestWithRefuses(t *testing.T) {
	base, _, err := Parse("x.yaml", []byte(small), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		a    Assignment
		want string
	}{
		{Assignment{"model.params", int64(0)}, "x.yaml:3:11: model.params is 0, expected an integer from 1 to 1e15"},
		{Assignment{"model.params", 5.0}, "x.yaml:3:11: model.params is given a Go float64, expected an int64"},
		{Assignment{"model.leak", math.NaN()}, "x.yaml:2:1: model.leak is NaN, expected a number of at least 0"},
		{Assignment{"model.leak", math.Inf(1)}, "x.yaml:2:1: model.leak is +Inf, expected a number of at least 0"},
		{Assignment{"model.bias", 3}, "x.yaml:2:1: model.bias is given a Go int, expected a string"},
		{Assignment{"training.batch", "all"}, `x.yaml:4:1: training.batch is "all", expected full or an integer from 1 to 1e12`},
		{Assignment{"tasks.first.items", int64(1000)}, "x.yaml:10:12: tasks.first.items is 1000, expected fewer than universe (1000): test accuracy is over the rest"},
		{Assignment{"tasks.first.item", int64(10)}, "x.yaml:7:3: unknown path tasks.first.item, did you mean tasks.first.items?"},
		{Assignment{"", int64(10)}, `x.yaml:1:1: unknown path "", expected keys joined by dots`},
		{Assignment{"model.pools", "{a: ["}, "x.yaml:2:1: model.pools: not valid YAML: did not find expected node content"},
	} {
		if _, err := base.With(c.a); err == nil || err.Error() != c.want {
			t.Errorf("%v\n got %v\nwant %s", c.a, err, c.want)
		}
	}
}

func TestWithReachesPhases(t *testing.T) {
	base, _, err := Parse("x.yaml", []byte(small), []string{"training.phases=[{at: 5, set: {tasks.first.items: 9}}]"})
	if err != nil {
		t.Fatal(err)
	}
	changed, err := base.With(Assignment{"training.phases.0.set.tasks.first.items", int64(8)}, Assignment{"training.phases.0.at", int64(6)})
	if err != nil {
		t.Fatal(err)
	}
	want := []Phase{{6, []Assignment{{"tasks.first.items", int64(8)}}}}
	if !reflect.DeepEqual(changed.Training.Phases, want) {
		t.Errorf("phases %v", changed.Training.Phases)
	}
	if base.Training.Phases[0].Set[0].Value != int64(9) {
		t.Error("With changed the scenario itself")
	}
}

func BenchmarkWith(b *testing.B) {
	s, _, err := Parse("x.yaml", []byte(small), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.With(Assignment{"tasks.first.items", int64(400)}, Assignment{"model.params", int64(10)}); err != nil {
			b.Fatal(err)
		}
	}
}
