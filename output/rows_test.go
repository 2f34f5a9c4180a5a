package output

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// Every field stands in the column of its name: each has a value of its own.
func TestRowsStandInTheirColumns(t *testing.T) {
	born, died, chain := 30.0, 31.0, 39.0
	state := sim.TaskState{
		Metrics: sim.Metrics{
			TrainLoss: 1, TestLoss: 2, TrainAccuracy: 3, TestAccuracy: 4, ExactMatch: 5,
			EditDistance: 6, Brier: 7, LogLikelihood: 8, MultipleChoice: 9,
		},
		Measured:       &sim.Measured{TestAccuracy: 10, ExactMatch: 11, MultipleChoice: 12},
		ChainOfThought: &chain, MemorizedBits: 13, Generalization: 14, Memorization: 32, MemorizationLoad: 33, GeneralizationLoad: 34,
	}
	network := sim.NetworkResult{Load: 19, Norm: 20, Loss: 21, FLOPs: 22, Tokens: 23}
	r := &sim.Result{
		Scenario: asRun(0), Seed: 77, Steps: 40,
		Tasks: []sim.TaskResult{{
			Name: "addition", TaskState: state, Regime: sim.Grokking,
			StepTrain: &born, StepTest: &died, PeakTestLoss: 17, StepPeakTestLoss: 18,
			WithoutGeneralization: sim.Ablation{TrainAccuracy: 35, TestAccuracy: 36},
			WithoutMemorization:   sim.Ablation{TrainAccuracy: 37, TestAccuracy: 38},
			WithoutHeads:          &sim.HeadAblations{FunctionVector: 39, Induction: 41, Random: 42},
		}},
		Network: network,
		Curves:  []sim.CurvePoint{{Task: "addition", Step: 24, TaskState: state, NetworkResult: network}},
		Circuits: []sim.CircuitState{{
			Task: "addition", Kind: sim.GeneralizationKind, Index: 25, Step: 24, Depth: 2, Gain: 26, Footprint: 27,
			Multiplicity: 28, Strength: 29, Born: &born, Died: &died,
			Head: &sim.HeadState{RelativeDepth: 43, Induction: 44, FunctionVector: 45, InductionBorn: &died, FunctionVectorBorn: &born},
		}},
	}
	dir := t.TempDir()
	m := study(1, 1, scenarios.CircuitsFinal)
	writeAll(t, dir, m, func(int64) *sim.Result { return r })

	keys := map[string]any{
		"scenario": "study", "run": int64(0), "seed": int64(77), "tasks_addition_items": int64(1500),
		"training_weight_decay": 0.0, "model_bias": "transformer",
		"task": "addition", "invalid": nil,
	}
	results := map[string]any{
		"train_loss": 1., "test_loss": 2., "train_accuracy": 3., "test_accuracy": 4., "exact_match": 5.,
		"edit_distance": 6., "brier": 7., "log_likelihood": 8., "multiple_choice": 9., "penalty": 0.,
		"measured_test_accuracy": 10., "measured_exact_match": 11., "measured_multiple_choice": 12.,
		"chain_of_thought": 39.,
		"memorized_bits":   13., "generalization": 14., "memorization": 32., "memorization_load": 33., "generalization_load": 34.,
		"load": 19., "norm": 20., "loss": 21., "tokens": 23., "flops": 22.,
	}
	for table, own := range map[Table]map[string]any{
		Runs: union(results, map[string]any{
			"identity": Identity(r.Scenario, 77, m.Build),
			"regime":   "grokking", "step_train": 30., "step_test": 31., "step_test_accuracy": nil,
			"peak_test_loss": 17., "step_peak_test_loss": 18., "steps": int64(40),
			"train_accuracy_without_generalization": 35., "test_accuracy_without_generalization": 36.,
			"train_accuracy_without_memorization": 37., "test_accuracy_without_memorization": 38.,
			"test_accuracy_without_function_vector_heads": 39., "test_accuracy_without_induction_heads": 41.,
			"test_accuracy_without_random_heads": 42.,
		}),
		Curves: union(results, map[string]any{"step": 24.}),
		Circuits: {
			"kind": "generalization", "index": int64(25), "step": 24., "depth": int64(2), "gain": 26.,
			"footprint": 27., "multiplicity": 28., "strength": 29., "born": 30., "died": 31.,
			"relative_depth": 43., "induction": 44., "function_vector": 45., "induction_born": 31., "function_vector_born": 30.,
		},
	} {
		want := []map[string]any{union(keys, own)}
		got := readTable(t, PartPath(dir, table, 0))
		for _, c := range m.settings.columns { // settings_test.go
			delete(got[0], c.Name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", table, diff)
		}
	}
}

func union(maps ...map[string]any) map[string]any {
	all := map[string]any{}
	for _, m := range maps {
		for k, v := range m {
			all[k] = v
		}
	}
	return all
}

// parquet-go's own optional makes 0 a null, and NaN hides rows from readers.
func TestZeroIsKeptAndNonFiniteIsNull(t *testing.T) {
	zero, nan := 0.0, math.NaN()
	r := &sim.Result{
		Scenario: asRun(0),
		Tasks: []sim.TaskResult{{
			Name: "addition", StepTrain: &zero, StepTest: &nan,
			TaskState: sim.TaskState{Metrics: sim.Metrics{TestLoss: math.Inf(1), LogLikelihood: math.Inf(-1)}, Measured: &sim.Measured{}},
		}},
		Network: sim.NetworkResult{Norm: math.NaN()},
	}
	dir := t.TempDir()
	writeAll(t, dir, study(1, 1, scenarios.CircuitsFinal), func(int64) *sim.Result { return r })
	row := readTable(t, PartPath(dir, Runs, 0))[0]
	for column, want := range map[string]any{
		"train_loss": 0., "step_train": 0., "step_test": nil, "step_test_accuracy": nil, "test_loss": nil,
		"log_likelihood": nil, "norm": nil, "load": 0., "measured_exact_match": 0.,
		"invalid": "test_loss=+Inf log_likelihood=-Inf step_test=NaN norm=NaN",
	} {
		if row[column] != want {
			t.Errorf("%s = %v, want %v", column, row[column], want)
		}
	}
}
