package summary

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/sim"
	"github.com/google/go-cmp/cmp"
)

// learned is a task that generalizes from a critical number of items on, except
// in a valley of network sizes.
func learned(point []any, seed int64) []sim.TaskResult {
	items, params := point[0].(int64), point[1].(int64)
	r := sim.TaskResult{Name: "first", Regime: sim.MemorizeRegime, TaskState: sim.TaskState{Generalization: 1}}
	step := 100 * float64(seed)
	r.StepTrain = &step
	if items > 2000 && (params < 20 || params > 40) {
		r.TestAccuracy, r.Regime, r.StepTest = 0.9+0.01*float64(seed), sim.Grokking, &step
	}
	return []sim.TaskResult{r}
}

const itemsAndParams = `[{path: tasks.first.items, values: [3000, 1000, 2000]}, {path: model.params, values: [8, 16, 24, 32, 48]}]`

func TestSummaryFindsCriticalSizes(t *testing.T) {
	s, err := Summarize(tables(t, itemsAndParams, 3, learned))
	if err != nil {
		t.Fatal(err)
	}
	if s.Runs != 45 || s.Planned != 45 || len(s.Tasks) != 1 {
		t.Fatalf("%+v", s)
	}
	task := s.Tasks[0]
	if d := cmp.Diff([]Count{{sim.MemorizeRegime, 36}, {sim.Grokking, 9}}, task.Regimes); d != "" {
		t.Error(d)
	}
	up := []Crossing{{2000, 3000, 0, 0.92}}
	rise, flat := []Turn{{1000, 0}, {3000, 0.92}}, []Turn{{8, 0}, {48, 0}}
	none := []Turn{{1000, 0}, {3000, 0}}
	want := []Threshold{
		{"tasks.first.items", []string{"model.params"}, []Crossed{
			{[]any{int64(8)}, up, rise}, {[]any{int64(16)}, up, rise},
			{[]any{int64(24)}, nil, none}, {[]any{int64(32)}, nil, none},
			{[]any{int64(48)}, up, rise},
		}},
		{"model.params", []string{"tasks.first.items"}, []Crossed{
			{[]any{int64(3000)}, []Crossing{{16, 24, 0.92, 0}, {32, 48, 0, 0.92}}, []Turn{{8, 0.92}, {24, 0}, {48, 0.92}}},
			{[]any{int64(1000)}, nil, flat}, {[]any{int64(2000)}, nil, flat},
		}},
	}
	if d := cmp.Diff(want, task.Thresholds, approximately); d != "" {
		t.Error(d)
	}
	p := task.Points[0]
	if p.StepTrain != 200 || p.StepTest != 200 || math.Abs(p.TestAccuracy-0.92) > 1e-12 {
		t.Errorf("%+v", p)
	}
	if p := task.Points[14]; !math.IsInf(p.StepTest, 1) {
		t.Errorf("%+v", p)
	}
}

var approximately = cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-12 })

func TestSummaryInWords(t *testing.T) {
	dir := tables(t, itemsAndParams, 3, learned)
	s, err := Summarize(dir)
	if err != nil {
		t.Fatal(err)
	}
	s.Dir = "results/study"
	s.Tasks[0].Points = s.Tasks[0].Points[4:6]
	got := s.Text(text.Screen{})
	want := `study: Formulas
45 runs, 3 per point, tables in results/study

runs by regime  memorization  grokking
first           36            9

first, regimes, tasks.first.items upwards
3000  G G M M G
2000  M M M M M
1000  M M M M M
to the right model.params from 8 to 48
    M memorization, G grokking

first, means and medians over seeds
items  params  train loss  test accuracy  step train  step test  regimes
3000   48      0           0.920          200         200        grokking 3
1000   8       0           0.000          200         never      memorization 3

first, test accuracy along tasks.first.items
params  passes 0.5        test accuracy
8       rises 2000..3000  0.00 -> 0.92
16      rises 2000..3000  0.00 -> 0.92
24      stays below       0.00
32      stays below       0.00
48      rises 2000..3000  0.00 -> 0.92

first, test accuracy along model.params
items  passes 0.5                  test accuracy
3000   falls 16..24, rises 32..48  0.92 -> 0.00 at 24 -> 0.92
1000   stays below                 0.00
2000   stays below                 0.00
`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// A task without generalization has a scaling law: its loss falls with an exponent.
func TestSummaryFindsScaling(t *testing.T) {
	dir := tables(t, `[{path: model.params, values: [1000, 100, 10000]}, {path: model.bias, values: [transformer, recurrent]}]`, 1,
		func(point []any, _ int64) []sim.TaskResult {
			n := float64(point[0].(int64))
			return []sim.TaskResult{{Name: "zipf", TaskState: sim.TaskState{Metrics: sim.Metrics{TrainLoss: 3*math.Pow(n, -0.34) + 0.01}}}}
		})
	s, err := Summarize(dir)
	if err != nil {
		t.Fatal(err)
	}
	local := func(a, b float64) float64 {
		loss := func(n float64) float64 { return math.Log(3*math.Pow(n, -0.34) + 0.01) }
		return (loss(b) - loss(a)) / math.Log(b/a)
	}
	line := func(bias string) Sloped {
		return Sloped{[]any{bias}, 100, 10000, local(100, 10000), local(100, 1000), local(1000, 10000)}
	}
	want := []Scaling{{"model.params", []string{"model.bias"}, []Sloped{line("transformer"), line("recurrent")}}}
	if d := cmp.Diff(want, s.Tasks[0].Scalings, approximately); d != "" {
		t.Error(d)
	}
	if len(s.Tasks[0].Thresholds) > 0 {
		t.Error("thresholds of a task that does not generalize")
	}
}

// Missing runs and values that are not finite are left out.
func TestSummaryOfUnfinishedSweep(t *testing.T) {
	dir := tables(t, itemsAndParams, 2, func(point []any, seed int64) []sim.TaskResult {
		r := learned(point, seed)
		switch point[0] {
		case int64(1000):
			r[0].TestAccuracy = math.NaN()
		case int64(2000):
			return nil
		}
		return r
	})
	os.Remove(output.PartPath(dir, output.Runs, 2))
	s, err := Summarize(dir)
	if err != nil {
		t.Fatal(err)
	}
	if s.Runs != 16 || s.Planned != 30 || len(s.Tasks[0].Thresholds) != 1 {
		t.Errorf("%+v", s)
	}
	if _, err := Summarize(t.TempDir()); !os.IsNotExist(err) {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "runs", "part-00000.parquet"), []byte("no table"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Summarize(dir); err == nil {
		t.Error("a damaged part goes unnoticed")
	}
}

// A large sweep of many tasks still fits a screen or two.
func TestSummaryStaysReadable(t *testing.T) {
	axes := `[{path: tasks.first.items, linear: {from: 100, to: 4000, points: 20}}, {path: model.params, log: {from: 10, to: 1e6, points: 30}}]`
	dir := tables(t, axes, 1, func(point []any, seed int64) []sim.TaskResult {
		var list []sim.TaskResult
		for _, name := range strings.Fields("a b c d e f g h i j k l m n o p q r s t u v w x y z aa bb cc dd ee ff") {
			r := learned(point, seed)[0]
			r.Name = name
			list = append(list, r)
		}
		return list
	})
	s, err := Summarize(dir)
	if err != nil {
		t.Fatal(err)
	}
	s.Dir = "results"
	got := s.Text(text.Screen{})
	if n := strings.Count(got, "\n"); n > 250+maxMapRows || !strings.Contains(got, "... and 2 more tasks") {
		t.Errorf("%d lines\n%s", n, got)
	}
	for line := range strings.Lines(s.Text(text.Screen{Width: 100})) {
		if len([]rune(line)) > 100+1 {
			t.Errorf("long: %s", line)
		}
	}
}
