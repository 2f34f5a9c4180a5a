package frames

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
)

// A frame has the rows of output's own reader: numbers, words, and NaN for events that never happened.
func TestFrameOfASweep(t *testing.T) {
	s, _, err := scenarios.Parse("grokking.yaml", named(t, "grokking"), []string{
		"sweep.seeds=2", "sweep.axes.0.values=[1500, 5108]", "training.steps=6000", "record.points=5"})
	if err != nil {
		t.Fatal(err)
	}
	report, err := sweep.Run(context.Background(), s, sweep.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	f := Read(report.Dir, output.Runs)
	if err := f.Err(); err != nil {
		t.Fatal(err)
	}
	steps, regimes, row := f.Floats("step_test"), f.Words("regime"), 0
	for r, err := range output.ReadRuns(report.Dir) {
		if err != nil {
			t.Fatal(err)
		}
		want := math.NaN()
		if r.Task.StepTest != nil {
			want = *r.Task.StepTest
		}
		if steps[row] != want && (steps[row] == steps[row] || want == want) || regimes[row] != string(r.Task.Regime) {
			t.Errorf("row %d: step_test %v, regime %s; want %v, %s", row, steps[row], regimes[row], want, r.Task.Regime)
		}
		row++
	}
	if row != f.Len() || row != 4 {
		t.Errorf("%d rows, %d in the frame", row, f.Len())
	}
	if got := f.Values("tasks_addition_items"); !slices.Equal(got, []float64{1500, 5108}) {
		t.Errorf("items %v", got)
	}
	few := f.At("tasks_addition_items", 1500)
	if got := Never(few.Floats("step_test")); !math.IsInf(slices.Min(got), 1) {
		t.Errorf("1500 items generalize at steps %v", got)
	}
	if got := f.Where("task", "addition").BySeed(func(f *Frame) float64 { return float64(f.Len()) }); !slices.Equal(got, []float64{2, 2}) {
		t.Errorf("rows by seed %v", got)
	}
	if x := few.Only("seed"); x == x {
		t.Errorf("the only one of two rows is %v", x)
	}
}

// What cannot be read is NaN, or empty, and the first error stays.
func TestErrorsStay(t *testing.T) {
	dir := t.TempDir()
	if err := Read(dir, output.Runs).Err(); err == nil || !strings.HasSuffix(err.Error(), "holds no runs") {
		t.Errorf("no folder: %v", err)
	}
	if _, err := sweep.Run(t.Context(), small(t), sweep.Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(dir, "small")
	for want, ask := range map[string]func(f *Frame){
		"has no column test_los":         func(f *Frame) { f.Floats("test_los"); f.Words("steps") },
		"column regime holds words":      func(f *Frame) { f.Floats("regime") },
		"column test_loss holds numbers": func(f *Frame) { f.Where("test_loss", "") },
	} {
		f := Read(dir, output.Runs)
		if ask(f); f.Err() == nil || !strings.HasSuffix(f.Err().Error(), want) {
			t.Errorf("%v, want %s", f.Err(), want)
		}
		if x := f.Floats("seed"); len(x) != 2 || x[0] == x[0] {
			t.Errorf("seeds %v after an error", x)
		}
	}
	f, path := Read(dir, output.Runs), output.PartPath(dir, output.Runs, 0)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4; i < len(text)/2; i++ {
		text[i] ^= 0xff
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range output.Columns(output.Runs, nil) {
		if c.Type == output.Float64 {
			f.Floats(c.Name)
		}
	}
	if f.Err() == nil {
		t.Error("no error of a damaged file")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if f.Floats("seed"); f.Err() == nil {
		t.Error("no error of a file that is gone")
	}
}

func small(t *testing.T) *scenarios.Scenario {
	t.Helper()
	s, _, err := scenarios.Parse("small.yaml", []byte("name: small\nmodel: {params: 1000}\ntraining: {steps: 100}\n"+
		"tasks: {first: {classes: 10, items: 50, memorization: {gain: 1, initial: 0.1}}}\nsweep: {seeds: 2}\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func named(t *testing.T, name string) []byte {
	t.Helper()
	s, _, err := scenarios.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(s.Text)
}
