package evaluations

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/circsim/circsim/sweep"
)

const small = `name: small
model: {params: 1000}
training: {steps: 60}
tasks:
  first:
    classes: 10
    items: 500
    answer_length: 3
    test_items: 50
    memorization: {gain: 1, initial: 0.1, cohorts: 4}
    generalization: {gain: 0.1, initial: 0.01, footprint: 10, gain_spread: 0.4, best: 3}
  second: {classes: 3, items: 200, memorization: {gain: 2, initial: 0.1}, requires: [first, first], format: first}
sweep:
  axes:
    - {path: tasks.first.classes, values: [2, 7]}
    - {path: model.bias, values: [transformer, recurrent]}
    - {path: model.params, values: [1000, 5000, 20000]}
    - {path: training.weight_decay, values: [0, 0.5]}
  seeds: 2
record: {points: 6, circuits: none}
`

// sweptFolder runs the sweep of a scenario and returns its folder.
func sweptFolder(t testing.TB, text string, sets ...string) (string, *scenarios.Scenario) {
	t.Helper()
	s, _, err := scenarios.Parse("small.yaml", []byte(text), sets)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := sweep.Run(context.Background(), s, sweep.Options{Dir: dir, Workers: 2}); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, s.Name), s
}

// again repeats the run of a row, from the row's axes.
func again(t *testing.T, s *scenarios.Scenario, table *Table, r *Row) *sim.Result {
	t.Helper()
	var values []scenarios.Assignment
	for i, axis := range table.Axes {
		v := any(r.Axis[i])
		if axis.Path != "training.weight_decay" {
			v = int64(r.Axis[i])
		}
		values = append(values, scenarios.Assignment{Path: axis.Path, Value: v})
	}
	path, bias, _ := strings.Cut(r.Condition, "=")
	run, err := s.With(append(values, scenarios.Assignment{Path: path, Value: bias})...)
	if err != nil {
		t.Fatal(err)
	}
	result, err := sim.Run(context.Background(), run, r.Seed, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func scoresOf(m sim.Metrics, measured *sim.Measured, chain *float64) map[string]float64 {
	scores := map[string]float64{
		"train_loss": m.TrainLoss, "test_loss": m.TestLoss, "train_accuracy": m.TrainAccuracy, "test_accuracy": m.TestAccuracy,
		"exact_match": m.ExactMatch, "edit_distance": m.EditDistance, "brier": m.Brier, "log_likelihood": m.LogLikelihood, "multiple_choice": m.MultipleChoice,
	}
	if chain != nil {
		scores["chain_of_thought"] = *chain
	}
	if measured != nil {
		scores["measured_test_accuracy"], scores["measured_exact_match"], scores["measured_multiple_choice"] = measured.TestAccuracy, measured.ExactMatch, measured.MultipleChoice
	}
	return scores
}

func compareScores(t *testing.T, table *Table, r *Row, want map[string]float64) {
	t.Helper()
	for m, metric := range table.Metrics {
		x, ok := want[metric.Name]
		if x-x != 0 || !ok {
			x = math.NaN()
		}
		if !same(x, r.Scores[m]) {
			t.Fatalf("run %d, task %s: %s is %v, not %v", r.Run, r.Task, metric.Name, r.Scores[m], x)
		}
		delete(want, metric.Name)
	}
	if len(want) > 0 {
		t.Fatalf("no metrics of the names in %v", want)
	}
}

// TestRuns compares a sweep's table with its runs, each repeated.
func TestRuns(t *testing.T) {
	dir, s := sweptFolder(t, small)
	table, err := Read(dir, Mapping{})
	must(t, table, err)
	if len(table.Rows) != 2*2*3*2*2*2 || !table.Simulated || table.Study != "small" || len(table.Warnings) > 0 {
		t.Fatalf("%d rows of %s, warnings %v", len(table.Rows), table.Study, table.Warnings)
	}
	if got := fmt.Sprint(table.Axes); got != "[{tasks_first_classes tasks.first.classes} {model_params model.params} {training_weight_decay training.weight_decay}]" {
		t.Fatal(got)
	}
	subjects := map[Subject]*Subject{}
	for i := range table.Rows {
		r := &table.Rows[i]
		if there, ok := subjects[*r.Subject]; ok && there != r.Subject {
			t.Fatalf("%+v has two pointers", *r.Subject)
		}
		subjects[*r.Subject] = r.Subject
		if r.Run != int64(i/2) || r.Params != r.Axis[1] || r.Step != 60 || r.Family != "small" || r.Errors != nil {
			t.Fatalf("row %d is %+v of %+v", i, r, r.Subject)
		}
		result := again(t, s, table, r)
		task := result.Tasks[i%2]
		if task.Name != r.Task || !same(result.Network.Loss, r.Loss) || result.Network.Tokens != r.Tokens || result.Network.FLOPs != r.FLOPs {
			t.Fatalf("row %d is %+v, repeated %+v of %s", i, r, result.Network, task.Name)
		}
		want := scoresOf(task.Metrics, task.Measured, task.ChainOfThought)
		for name, x := range map[string]float64{
			"memorized_bits": task.MemorizedBits, "generalization": task.Generalization, "memorization": task.Memorization,
			"memorization_load": task.MemorizationLoad, "generalization_load": task.GeneralizationLoad,
			"test_accuracy_without_generalization": task.WithoutGeneralization.TestAccuracy, "test_accuracy_without_memorization": task.WithoutMemorization.TestAccuracy,
			"train_accuracy_without_generalization": task.WithoutGeneralization.TrainAccuracy, "train_accuracy_without_memorization": task.WithoutMemorization.TrainAccuracy,
			"load": result.Network.Load, "norm": result.Network.Norm,
		} {
			want[name] = x
		}
		compareScores(t, table, r, want)
	}
}

// TestChance checks chance levels by docs/model.md section 5, where a swept key changes them.
func TestChance(t *testing.T) {
	dir, _ := sweptFolder(t, small)
	table, err := Read(dir, Mapping{})
	must(t, table, err)
	for i := range table.Rows {
		r := &table.Rows[i]
		v, length, options, items := r.Axis[0], 3., 4., 50.
		if v == 2 {
			options = 2
		}
		if r.Task == "second" {
			v, length, options, items = 3, 1, 3, 0
		}
		for m, metric := range table.Metrics {
			want := math.NaN()
			switch metric.Name {
			case "train_accuracy", "test_accuracy", "measured_test_accuracy",
				"test_accuracy_without_generalization", "test_accuracy_without_memorization", "train_accuracy_without_generalization", "train_accuracy_without_memorization":
				want = 1 / v
			case "exact_match", "measured_exact_match":
				want = math.Pow(1/v, length)
			case "multiple_choice", "measured_multiple_choice":
				want = 1 / options
			case "chain_of_thought": // two steps and three times the format
				if r.Task == "second" {
					want = math.Pow(1/r.Axis[0], 5*3)
				}
			case "edit_distance":
				want = length * (1 - 1/v)
			}
			if got := table.Chance(r, m); !same(got, want) && math.Abs(got-want) > 1e-15 {
				t.Errorf("%s of %s among %v classes: chance is %v, not %v", metric.Name, r.Task, v, got, want)
			}
			tested := 0.
			if strings.HasPrefix(metric.Name, "measured_") {
				tested = items
			}
			if got := table.Items(r, m); got != tested {
				t.Errorf("%s of %s has %v items, not %v", metric.Name, r.Task, got, tested)
			}
		}
	}
}

// TestChanceOfSweptFormat checks chance levels that depend on a swept word.
func TestChanceOfSweptFormat(t *testing.T) {
	before, after, _ := strings.Cut(small, "  axes:\n")
	_, after, _ = strings.Cut(after, "  seeds: 2\n")
	dir, _ := sweptFolder(t, before+"  axes: [{path: tasks.second.format, values: [first, third]}]\n"+after,
		"tasks.third={classes: 4, items: 300, memorization: {gain: 2, initial: 0.1}}")
	table, err := Read(dir, Mapping{})
	if err != nil {
		t.Fatal(err)
	}
	m := slices.IndexFunc(table.Metrics, func(m Metric) bool { return m.Name == "chain_of_thought" })
	levels := map[string]float64{}
	for i := range table.Rows {
		if r := &table.Rows[i]; r.Task == "second" {
			levels[r.Condition] = table.Chance(r, m)
		}
	}
	first, third := levels["tasks.second.format=first"], levels["tasks.second.format=third"]
	if len(levels) != 2 || !(0 < first && first < third) {
		t.Errorf("chance levels are %v, expected a higher one with the format of fewer classes and shorter answers", levels)
	}
}

// TestCurves compares the curves of a sweep with those of its runs, each repeated.
func TestCurves(t *testing.T) {
	dir, s := sweptFolder(t, small, "tasks.first.test_items=0")
	table, err := ReadCurves(dir, 1<<20)
	must(t, table, err)
	for _, metric := range table.Metrics {
		if strings.HasPrefix(metric.Name, "measured_") {
			t.Errorf("%s is a metric, but no task has test items", metric.Name)
		}
	}
	for i := 0; i < len(table.Rows); {
		result := again(t, s, table, &table.Rows[i])
		for _, point := range result.Curves {
			r := &table.Rows[i]
			if r.Task != point.Task || r.Step != point.Step || r.Tokens != point.Tokens || r.FLOPs != point.FLOPs || !same(r.Loss, point.Loss) {
				t.Fatalf("row %d is %+v of %+v, repeated %+v", i, r, r.Subject, point)
			}
			want := scoresOf(point.Metrics, point.Measured, point.ChainOfThought)
			for name, x := range map[string]float64{
				"memorized_bits": point.MemorizedBits, "generalization": point.Generalization, "memorization": point.Memorization,
				"memorization_load": point.MemorizationLoad, "generalization_load": point.GeneralizationLoad, "load": point.Load, "norm": point.Norm,
			} {
				want[name] = x
			}
			compareScores(t, table, r, want)
			i++
		}
	}
	rows := len(table.Rows)
	want := fmt.Sprintf("%s: holds %d rows of curves, more than %d: expected fewer runs, or fewer record.points", dir, rows, rows-1)
	if _, err := ReadCurves(dir, rows-1); err == nil || err.Error() != want {
		t.Errorf("\n got %v\nwant %s", err, want)
	}
	if _, err := ReadCurves(dir, rows); err != nil {
		t.Error(err)
	}
}

// TestInvalid checks the warning of values that are not finite: a task without items has no training loss.
func TestInvalid(t *testing.T) {
	dir, _ := sweptFolder(t, small, "tasks.second.items=0")
	table, err := Read(dir, Mapping{})
	must(t, table, err)
	want := dir + ": values were not finite and are missing, such as train_loss=NaN train_accuracy=NaN memorization=NaN"
	if len(table.Warnings) != 1 || !strings.HasPrefix(table.Warnings[0].String(), want) || table.Warnings[0].Count != 48 {
		t.Errorf("\n got %v\nwant %s", table.Warnings, want)
	}
}

// TestBadSweep checks the exact errors and warnings of incomplete folders.
func TestBadSweep(t *testing.T) {
	dir, _ := sweptFolder(t, small)
	results := filepath.Dir(dir)
	if found, err := Folders(results); err != nil || len(found) != 1 || found[0] != dir {
		t.Errorf("%v, %v", found, err)
	}
	if found, err := Folders(dir); err != nil || len(found) != 1 || found[0] != dir {
		t.Errorf("%v, %v", found, err)
	}
	if found, err := Folders(filepath.Join(dir, "runs")); err != nil || len(found) != 0 {
		t.Errorf("%v, %v", found, err)
	}
	fails := func(want string) {
		t.Helper()
		_, err := Read(dir, Mapping{})
		if want = strings.ReplaceAll(want, "DIR", dir); err == nil || err.Error() != want {
			t.Errorf("\n got %v\nwant %s", err, want)
		}
	}
	if _, err := Read(results, Mapping{}); err == nil || err.Error() != results+": holds no sweep itself, expected a folder in it such as "+dir {
		t.Error(err)
	}
	parts, err := output.Parts(dir, output.Runs)
	if err != nil || len(parts) < 2 {
		t.Fatal(parts, err)
	}
	if _, err := Read(parts[0], Mapping{}); err == nil || err.Error() != parts[0]+": a file of the sweep in "+dir+", expected that folder" {
		t.Error(err)
	}
	first, err := os.ReadFile(parts[0])
	if err != nil {
		t.Fatal(err)
	}
	write := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(parts[1]); err != nil {
		t.Fatal(err)
	}
	table, err := Read(dir, Mapping{})
	must(t, table, err)
	want := fmt.Sprintf("%s: holds %d of 48 runs of its plan", dir, len(table.Rows)/2)
	if len(table.Warnings) != 1 || table.Warnings[0].String() != want || len(table.Rows) >= 96 {
		t.Errorf("\n got %v\nwant %s", table.Warnings, want)
	}
	write(parts[0], string(first[:len(first)/2]))
	fails(fmt.Sprintf("DIR/runs/part-00000.parquet: damaged: invalid magic footer of parquet file: %q; circsim sweep makes damaged parts again", first[len(first)/2-4:len(first)/2]))
	write(parts[0], "no Parquet")
	fails("DIR/runs/part-00000.parquet: is no Parquet file; circsim sweep makes damaged parts again")
	if err := os.RemoveAll(filepath.Join(dir, "runs")); err != nil {
		t.Fatal(err)
	}
	fails("DIR: holds no runs yet")
	write(filepath.Join(dir, output.ManifestName), `{"format": 1}`)
	fails(fmt.Sprintf("DIR/manifest.json: format 1, this circsim reads format %d", output.Format))
}

// The ablations of heads are order parameters of the tasks that heads serve, with the chance level of a token.
func TestHeadAblations(t *testing.T) {
	named, _, err := scenarios.Named("heads")
	if err != nil {
		t.Fatal(err)
	}
	s, _, err := scenarios.Parse("heads.yaml", []byte(named.Text), []string{"training.steps=20", "training.phases=[]", "sweep.axes=[]", "sweep.seeds=1"})
	if err != nil {
		t.Fatal(err)
	}
	report, err := sweep.Run(t.Context(), s, sweep.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	table, err := Read(report.Dir, Mapping{})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"function_vector", "induction", "random"} {
		name := "test_accuracy_without_" + kind + "_heads"
		m := slices.IndexFunc(table.Metrics, func(m Metric) bool { return m.Name == name })
		if m < 0 || !table.Metrics[m].Internal || !table.Metrics[m].Share {
			t.Errorf("%s is no order parameter: %v", name, table.Metrics)
			continue
		}
		for _, r := range table.Rows {
			served := r.Task == s.Heads.Copy || r.Task == s.Heads.Abstract
			if got := r.Scores[m]; served != (got == got) || r.Chance[m] != 1/float64(taskOf(s, r.Task).Classes) {
				t.Errorf("%s of %s is %g, chance %g", name, r.Task, got, r.Chance[m])
			}
		}
	}
}

func taskOf(s *scenarios.Scenario, name string) *scenarios.Task {
	return &s.Tasks[slices.IndexFunc(s.Tasks, func(t scenarios.Task) bool { return t.Name == name })]
}
