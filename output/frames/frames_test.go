package frames

import (
	"context"
	"math"
	"slices"
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
	f, err := Read(report.Dir, output.Runs)
	if err != nil {
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

func named(t *testing.T, name string) []byte {
	t.Helper()
	s, _, err := scenarios.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(s.Text)
}
