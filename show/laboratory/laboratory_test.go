package laboratory

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// asked answers a request, and reads the answer.
func asked[A any](t rapid.TB, l *Laboratory, method string, request any) (A, error) {
	t.Helper()
	var a A
	line, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := l.Answer(context.Background(), method, line)
	if err != nil {
		return a, err
	}
	if err := json.Unmarshal(answer, &a); err != nil {
		t.Fatalf("%s answers %.200s: %s", method, answer, err)
	}
	return a, nil
}

// must is the answer to a request that has one.
func must[A any](t rapid.TB, l *Laboratory, method string, request any) A {
	t.Helper()
	a, err := asked[A](t, l, method, request)
	if err != nil {
		t.Fatal(method, err)
	}
	return a
}

type object = map[string]any

func textOf(t rapid.TB, scenario string) string {
	t.Helper()
	s, _, err := scenarios.Named(scenario)
	if err != nil {
		t.Fatal(err)
	}
	return s.Text
}

// Every scenario of the library opens and runs, its sliders hold its values, and its views are complete.
func TestLibrary(t *testing.T) {
	l := New(Options{})
	for _, e := range must[library](t, l, "library", object{}).Scenarios {
		o := must[opened](t, l, "open", object{"yaml": e.YAML})
		if len(o.Controls) == 0 || o.Controls[0].Path != "model.params" {
			t.Errorf("%s: controls %v", e.Name, o.Controls)
		}
		for _, c := range o.Controls {
			if c.Value != 0 && (c.Value < c.Min || c.Value > c.Max) || c.Min >= c.Max || c.Scale == "log" && c.Min <= 0 {
				t.Errorf("%s: slider %+v", e.Name, c)
			}
		}
		r := must[run](t, l, "run", object{"yaml": e.YAML, "seed": 1})
		points := len(r.Curves.Step)
		for task, columns := range r.Curves.Tasks {
			for name, column := range columns {
				if len(column) != points {
					t.Errorf("%s: %d values of %s of %s, not %d", e.Name, len(column), name, task, points)
				}
			}
		}
		if len(r.Tasks) != len(o.Tasks) || len(r.Circuits) == 0 || len(r.Circuits) > maxLines || points < 50 {
			t.Errorf("%s: %d tasks, %d circuits, %d points", e.Name, len(r.Tasks), len(r.Circuits), points)
		}
		for _, c := range r.Circuits {
			if len(c.Strength) != points {
				t.Errorf("%s: circuit %s %d has %d strengths, not %d", e.Name, c.Kind, c.Index, len(c.Strength), points)
			}
		}
		for i := range points {
			b := r.Budget
			if sum := b.Memorization[i] + b.Generalization[i] + b.Free[i]; math.Abs(sum-1) > 1e-9 {
				t.Errorf("%s: the budget adds up to %v at step %v", e.Name, sum, r.Curves.Step[i])
				break
			}
		}
	}
}

// The laboratory looks at a run and changes nothing of it.
func TestRunIsTheRun(t *testing.T) {
	l := New(Options{})
	for _, name := range []string{"grokking", "ungrokking", "heads", "chain-of-thought"} {
		s, _, err := scenarios.OpenOne(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		want, err := sim.Run(t.Context(), s, 7, sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := must[run](t, l, "run", object{"yaml": s.Text, "seed": 7})
		for i, task := range want.Tasks {
			if end := got.Tasks[i]; end.Regime != task.Regime || *end.FinalTestAccuracy != task.TestAccuracy || *end.PeakTestLoss != task.PeakTestLoss || *end.Final["brier"] != task.Brier {
				t.Errorf("%s: %+v, not %+v", name, end, task)
			}
		}
	}
}

// A slider's value is the value of the scenario that set gives, which opens with it.
func TestSetAndOpenAgree(t *testing.T) {
	l := New(Options{})
	names := scenarios.List()
	rapid.Check(t, func(t *rapid.T) {
		source := textOf(t, rapid.SampledFrom(names).Draw(t, "scenario"))
		before := must[opened](t, l, "open", object{"yaml": source})
		c := rapid.SampledFrom(before.Controls).Draw(t, "control")
		x := rapid.Float64Range(c.Min, c.Max).Draw(t, "value")
		if c.Integer {
			x = math.Round(x)
		}
		changed := must[edited](t, l, "set", object{"yaml": source, "values": object{c.Path: x}})
		after, err := asked[opened](t, l, "open", object{"yaml": changed.YAML})
		if err != nil {
			return // a contradiction of keys, which open reports at its line
		}
		for _, now := range after.Controls {
			if now.Path == c.Path && now.Value != x {
				t.Fatalf("%s is %v, not %v", c.Path, now.Value, x)
			}
			if now.Path == c.Path && (now.Min < c.Min || now.Max > c.Max) {
				t.Fatalf("the slider of %s grows from %+v to %+v", c.Path, c, now)
			}
		}
	})
}

// A cell is the end of the network that run shows at its values.
func TestCellsAreRuns(t *testing.T) {
	l := New(Options{})
	source := textOf(t, "regimes")
	x := object{"path": "tasks.addition.items", "values": []any{1000, 4000, 1e9}}
	y := object{"path": "training.weight_decay", "values": []any{0.5, 2}}
	type end struct {
		I, J              int
		Error             string
		Regime            sim.Regime          `json:"regime"`
		FinalTestAccuracy *float64            `json:"final_test_accuracy"`
		Final             map[string]*float64 `json:"final"`
	}
	got := must[struct{ Cells []end }](t, l, "cells", object{"yaml": source, "x": x, "y": y, "points": [][2]int{{1, 1}, {0, 0}, {2, 0}}, "seed": 2})
	if len(got.Cells) != 3 || got.Cells[0].I != 1 || got.Cells[0].J != 1 {
		t.Fatalf("%+v", got)
	}
	if got.Cells[2].Final != nil || !strings.Contains(got.Cells[2].Error, "items") {
		t.Errorf("more items than there are: %+v", got.Cells[2])
	}
	changed := must[edited](t, l, "set", object{"yaml": source, "values": object{"tasks.addition.items": 4000, "training.weight_decay": 2}})
	want := must[run](t, l, "run", object{"yaml": changed.YAML, "seed": 2}).Tasks[0]
	if c := got.Cells[0]; c.Regime != want.Regime || *c.FinalTestAccuracy != *want.FinalTestAccuracy || *c.Final["test_loss"] != *want.Final["test_loss"] {
		t.Errorf("%+v, not %+v", c, want)
	}
}

// The file of a study is a scenario whose sweep has the axes and seeds, and else that of the page.
func TestStudy(t *testing.T) {
	l := New(Options{})
	for _, name := range scenarios.List() {
		source := textOf(t, name)
		got := must[studyFile](t, l, "study", object{
			"yaml": source, "x": object{"path": "model.params", "values": []any{100000, 1e6}}, "y": object{"path": "training.weight_decay", "values": []any{0.25, 1}}, "seeds": 3,
		})
		s, _, err := scenarios.Parse(got.File, []byte(got.YAML), nil)
		if err != nil {
			t.Fatalf("%s: %s\n%s", name, err, got.YAML)
		}
		runs, err := s.Runs()
		if err != nil {
			t.Fatal(err)
		}
		if runs != 12 || got.Runs != 12 || s.Name != name+"-study" || got.Command != "circsim sweep "+name+"-study.yaml" {
			t.Errorf("%s: %d runs of %s, %s", name, runs, s.Name, got.Command)
		}
		var kept, was []string
		for line := range strings.Lines(got.YAML) {
			kept = append(kept, line)
		}
		for line := range strings.Lines(source) {
			if strings.HasPrefix(line, "#") {
				was = append(was, line)
			}
		}
		for _, comment := range was {
			if !strings.Contains(strings.Join(kept, ""), comment) {
				t.Errorf("%s: lost %s", name, comment)
			}
		}
	}
}

// What asks for hours, or for more than memory holds, is one line within the bounds; so is what is no request.
func TestBounds(t *testing.T) {
	l := New(Options{})
	l.patience = time.Second
	changed := func(scenario, path string, value any) string {
		return must[edited](t, l, "set", object{"yaml": textOf(t, scenario), "values": object{path: value}}).YAML
	}
	x := object{"path": "model.params", "values": []any{1000}}
	for _, c := range []struct {
		name, method string
		request      any
		says         string
	}{
		{"hours of gd", "run", object{"yaml": changed("heads", "training.steps", 100_000_000)}, "the laboratory takes at most"},
		{"minutes of gd", "run", object{"yaml": changed("heads", "training.steps", 20_000_000)}, "longer than 1s"},
		{"circuits", "run", object{"yaml": changed("grokking", "tasks.addition.memorization.cohorts", 1_000_000)}, "circuits, the laboratory takes at most 50000"},
		{"a sweep of 1e9 runs", "study", object{"yaml": textOf(t, "grokking"), "x": x, "seeds": 2_000_000_000}, "expected at most 1000000000"},
		{"points", "cells", object{"yaml": textOf(t, "grokking"), "x": x, "points": make([][2]int, 401)}, "expected at most 400"},
		{"point outside", "cells", object{"yaml": textOf(t, "grokking"), "x": x, "points": [][2]int{{1, 0}}}, "none of the 1 values"},
		{"unknown key", "cells", object{"yaml": textOf(t, "grokking"), "x": object{"path": "model.size", "values": []any{1}}, "points": [][2]int{}}, "model.size is not a key that can vary"},
		{"no axis", "cells", object{"yaml": textOf(t, "grokking"), "points": [][2]int{}}, "x is missing"},
		{"one axis twice", "cells", object{"yaml": textOf(t, "grokking"), "x": x, "y": x, "points": [][2]int{}}, "expected two keys"},
		{"seed", "run", object{"yaml": textOf(t, "grokking"), "seed": -1}, "seed is below 1"},
		{"seed of cells", "cells", object{"yaml": textOf(t, "grokking"), "x": x, "points": [][2]int{}, "seed": -1}, "seed is below 1"},
		{"no scenario", "open", object{"yaml": ""}, "1:1: empty"},
		{"broken YAML", "open", object{"yaml": "name: a\n\tmodel: b\n"}, "2:1: a tab"},
		{"wrong value", "open", object{"yaml": strings.Replace(textOf(t, "grokking"), "noise: 0.53", "noise: many", 1)}, "16:10: model.noise is many"},
		{"wrong type", "set", object{"yaml": textOf(t, "grokking"), "values": object{"model.params": []int{1}}}, "neither a number nor a text"},
		{"no object", "open", 3, "not a request"},
		{"unknown field", "open", object{"yam": "x"}, "not a request"},
		{"a line break", "open", object{"yaml": "a: \"\\\n"}, ":"},
	} {
		began := time.Now()
		_, err := asked[object](t, l, c.method, c.request)
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", c.name, err)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s took %s", c.name, took)
		}
	}
	if _, err := l.Answer(t.Context(), "open", make([]byte, MaxRequest+1)); err == nil {
		t.Error("a request of more than a megabyte")
	}
	if _, unknown := errors.AsType[*UnknownMethodError](func() error { _, err := l.Answer(t.Context(), "shell", []byte("{}")); return err }()); !unknown {
		t.Error("an unknown method")
	}
}

// The end of a network does not hold what the scenario records, however much that is.
func TestRecordsTakeNoMemory(t *testing.T) {
	l := New(Options{})
	source := textOf(t, "grokking")
	much := must[edited](t, l, "set", object{"yaml": source, "values": object{"record.points": 40_000, "record.circuits": "all"}}).YAML
	want := must[map[string]any](t, l, "run_json", object{"yaml": source})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := must[map[string]any](t, l, "run_json", object{"yaml": much})
	runtime.ReadMemStats(&after)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 256<<20 {
		t.Errorf("it took %d bytes", took)
	}
}

// A file of a scenario that sweeps 1e9 runs opens: the laboratory makes one of them.
func TestLargeSweepOpens(t *testing.T) {
	l := New(Options{})
	source := strings.Replace(textOf(t, "grokking"), "seeds: 11", "seeds: 100000000", 1)
	if o := must[opened](t, l, "open", object{"yaml": source}); o.Sweep.X == nil {
		t.Errorf("%+v", o.Sweep)
	}
	must[run](t, l, "run", object{"yaml": source})
}

// Work ends with its context, and leaves the laboratory free.
func TestCancel(t *testing.T) {
	l := New(Options{})
	long := must[edited](t, l, "set", object{"yaml": textOf(t, "heads"), "values": object{"training.steps": 20_000_000}}).YAML
	points := make([][2]int, 400)
	for method, request := range map[string]object{
		"run":   {"yaml": long, "seed": 1},
		"cells": {"yaml": long, "x": object{"path": "training.weight_decay", "values": []any{0.1}}, "points": points},
	} {
		ctx, stop := context.WithTimeout(t.Context(), 200*time.Millisecond)
		line, err := json.Marshal(request)
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		_, err = l.Answer(ctx, method, line)
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 3*time.Second {
			t.Errorf("%s: %v after %s", method, err, time.Since(began))
		}
		stop()
	}
	if len(l.turns) != 0 {
		t.Errorf("%d networks still run", len(l.turns))
	}
}

// No request makes the laboratory panic, and every error is one line.
func TestAnyRequest(t *testing.T) {
	l := New(Options{})
	source := textOf(t, "hastie")
	words := []string{"yaml", "seed", "x", "y", "points", "values", "path", "seeds", "task"}
	things := []any{nil, -1, 1e300, 0.5, "", "model.params", source, []any{}, []any{0, -1}, [][]int{{5, 5}}, object{}, object{"path": "tasks", "values": []any{nil}},
		object{"path": "model.params", "values": []any{1.5, "x"}}, object{"path": "training.steps", "values": []any{50}}}
	rapid.Check(t, func(t *rapid.T) {
		request := object{}
		if rapid.Bool().Draw(t, "scenario") {
			request["yaml"] = source
		}
		for range rapid.IntRange(0, 5).Draw(t, "n") {
			request[rapid.SampledFrom(words).Draw(t, "word")] = rapid.SampledFrom(things).Draw(t, "thing")
		}
		method := rapid.SampledFrom(methods).Draw(t, "method")
		if _, err := asked[object](t, l, method, request); err != nil && strings.Contains(err.Error(), "\n") {
			t.Fatalf("%s %v: %s", method, request, err)
		}
	})
}

// Files of the page name no other host.
func TestPage(t *testing.T) {
	for _, by := range []Carrier{HTTP, WASM} {
		files, err := Page(by)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(files["index.html"]), fmt.Sprintf(meta, by)) {
			t.Errorf("the page does not say that %s carries its requests", by)
		}
		if has := strings.Contains(string(files["index.html"]), "Content-Security-Policy"); has != (by == WASM) {
			t.Errorf("the policy stands in the page of %s: %t", by, has)
		}
		for name := range files {
			if ContentType(name) == "application/octet-stream" {
				t.Errorf("no type for %s", name)
			}
		}
	}
}
