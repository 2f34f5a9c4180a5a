package output

import (
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

func TestHints(t *testing.T) {
	if got := QuantityHint("test_acuracy"); got != ", did you mean test_accuracy?" {
		t.Error(got)
	}
	if _, ok := QuantityOf("regime"); ok {
		t.Error("a regime is no number")
	}
	if got := QuantityHint("test_acc"); got != ", did you mean test_accuracy?" {
		t.Error(got)
	}
	if got := QuantityHint("nothing_like_it"); !strings.HasPrefix(got, ", expected one of train_loss, test_loss, ") || !strings.HasSuffix(got, ", tokens, flops") {
		t.Error(got)
	}
}

func full() (sim.TaskResult, sim.NetworkResult) {
	at := func(x float64) *float64 { return &x }
	return sim.TaskResult{
			Name: "first", TaskState: sim.TaskState{Metrics: sim.Metrics{
				TrainLoss: 1, TestLoss: 2, TrainAccuracy: 3, TestAccuracy: 4, ExactMatch: 5,
				EditDistance: 6, Brier: 7, LogLikelihood: 8, MultipleChoice: 9, Penalty: 10,
			},
				Measured:       &sim.Measured{TestAccuracy: 11, ExactMatch: 12, MultipleChoice: 13},
				ChainOfThought: at(14), MemorizedBits: 15, Generalization: 16, Memorization: 17, MemorizationLoad: 18, GeneralizationLoad: 19},
			WithoutGeneralization: sim.Ablation{TestAccuracy: 20, TrainAccuracy: 22},
			WithoutMemorization:   sim.Ablation{TestAccuracy: 21, TrainAccuracy: 23},
			WithoutHeads:          &sim.HeadAblations{FunctionVector: 24, Induction: 25, Random: 26},
			StepTrain:             at(27), StepTest: at(28), StepTestAccuracy: at(29),
			PeakTestLoss: 30, StepPeakTestLoss: 31,
		},
		sim.NetworkResult{Load: 32, Norm: 33, Loss: 34, Tokens: 35, FLOPs: 36}
}

// Quantity k of the table is field k of the result, and no other.
func TestEachQuantityIsItsColumn(t *testing.T) {
	task, network := full()
	for i, name := range QuantityNames() {
		of, ok := QuantityOf(name)
		if got := of(&task, &network); !ok || got != float64(i+1) {
			t.Errorf("%s is %g, not %d", name, got, i+1)
		}
	}
}

// A run and its row agree, also where the table has no value.
func TestARunAndItsRowAgree(t *testing.T) {
	whole, network := full()
	none := sim.TaskResult{Name: "second"}
	odd, nan := whole, math.NaN()
	odd.Name, odd.TestLoss, odd.StepTrain, odd.Measured = "third", math.Inf(1), &nan, &sim.Measured{TestAccuracy: nan, ExactMatch: nan, MultipleChoice: nan}
	result := &sim.Result{Tasks: []sim.TaskResult{whole, none, odd}, Network: network, Seed: 1}
	rows := written(t, result)
	for i, row := range rows {
		for _, name := range QuantityNames() {
			of, _ := QuantityOf(name)
			x, y := of(&result.Tasks[i], &result.Network), of(&row.Task, &row.Network)
			if x != y && !(math.IsNaN(x) && math.IsNaN(y)) {
				t.Errorf("%s of task %s: %g in memory, %g in the table", name, row.Task.Name, x, y)
			}
		}
	}
	never, _ := QuantityOf("step_test")
	unmeasured, _ := QuantityOf("measured_exact_match")
	if x := never(&rows[1].Task, &network); !math.IsInf(x, 1) {
		t.Errorf("a step that never comes is %g", x)
	}
	if x := unmeasured(&rows[1].Task, &network); !math.IsNaN(x) {
		t.Errorf("what is not measured is %g", x)
	}
}

// written are the rows of the runs table that a run leaves.
func written(t *testing.T, r *sim.Result) []RunRow {
	t.Helper()
	s, _, err := scenarios.Parse("study.yaml", []byte("name: study\nmodel: {params: 1000}\ntraining: {steps: 100}\n"+
		"tasks: {first: {classes: 10, items: 500}}\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Scenario = s
	m, err := NewManifest(s, []Round{{Runs: 1, RunsPerPart: 1}})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "study")
	if err := m.Write(dir); err != nil {
		t.Fatal(err)
	}
	part, err := NewPart(dir, m, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := part.Add(0, nil, r); err != nil {
		t.Fatal(err)
	}
	if err := part.Commit(); err != nil {
		t.Fatal(err)
	}
	var rows []RunRow
	for row, err := range ReadRuns(dir) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	if len(rows) != len(r.Tasks) {
		t.Fatalf("%d rows of %d tasks", len(rows), len(r.Tasks))
	}
	return rows
}
