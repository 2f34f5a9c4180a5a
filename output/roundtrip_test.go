package output

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// Whatever finite results runs have, ReadRuns gives them back to the bit.
func TestReadRunsGivesBackWhatPartsTook(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		if err := Clear(dir); err != nil {
			rt.Fatal(err)
		}
		m := study(rapid.Int64Range(1, 12).Draw(rt, "runs"), rapid.Int64Range(1, 5).Draw(rt, "runs per part"), scenarios.CircuitsFinal)
		if err := m.Write(dir); err != nil {
			rt.Fatal(err)
		}
		var want []RunRow
		writeAll(t, dir, m, func(run int64) *sim.Result {
			r := anyResult(rt)
			r.Scenario = asRun(run)
			identity := Identity(r.Scenario, r.Seed, m.Build)
			for _, task := range r.Tasks {
				want = append(want, RunRow{run, r.Seed, axisOf(run), identity, task, r.Network, r.Steps, ""})
			}
			return r
		})
		var got []RunRow
		for row, err := range ReadRuns(dir) {
			if err != nil {
				rt.Fatal(err)
			}
			got = append(got, row)
		}
		if diff := cmp.Diff(want, got, cmp.Comparer(sameBits), cmpopts.EquateEmpty()); diff != "" {
			rt.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

func sameBits(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }

func anyResult(t *rapid.T) *sim.Result {
	float := rapid.OneOf(
		rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1, math.SmallestNonzeroFloat64, -math.MaxFloat64}),
		rapid.Float64().Filter(func(x float64) bool { return x-x == 0 }),
	)
	f := func() float64 { return float.Draw(t, "float") }
	r := &sim.Result{Seed: rapid.Int64().Draw(t, "seed"), Steps: rapid.Int64().Draw(t, "steps")}
	r.Network = sim.NetworkResult{Load: f(), Norm: f(), Loss: f(), FLOPs: f(), Tokens: f()}
	for range rapid.IntRange(0, 3).Draw(t, "tasks") {
		task := sim.TaskResult{
			Name: rapid.String().Draw(t, "name"), Regime: sim.Regime(rapid.String().Draw(t, "regime")),
			TaskState: sim.TaskState{
				Metrics:       sim.Metrics{TrainLoss: f(), TestLoss: f(), TrainAccuracy: f(), TestAccuracy: f(), ExactMatch: f(), EditDistance: f(), Brier: f(), LogLikelihood: f(), MultipleChoice: f()},
				MemorizedBits: f(), Generalization: f(), Memorization: f(), MemorizationLoad: f(), GeneralizationLoad: f(),
			},
			WithoutGeneralization: sim.Ablation{TrainAccuracy: f(), TestAccuracy: f()},
			WithoutMemorization:   sim.Ablation{TrainAccuracy: f(), TestAccuracy: f()},
			StepTrain:             rapid.Ptr(float, true).Draw(t, "step"),
			StepTest:              rapid.Ptr(float, true).Draw(t, "step"),
			PeakTestLoss:          f(), StepPeakTestLoss: f(),
		}
		if rapid.Bool().Draw(t, "measured") {
			task.Measured = &sim.Measured{TestAccuracy: f(), ExactMatch: f(), MultipleChoice: f()}
		}
		r.Tasks = append(r.Tasks, task)
	}
	return r
}
