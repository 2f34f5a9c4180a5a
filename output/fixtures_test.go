package output

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// study is a small sweep along one axis of every type.
func study(runs, runsPerPart int64, circuits scenarios.Circuits) *Manifest {
	s := &scenarios.Scenario{
		Name: "study", Title: "A test", Text: "name: study # <b>\n", Sets: []string{"tasks.addition.items=[1500, 3192]"},
		Record: scenarios.Record{Circuits: circuits}, Sweep: scenarios.Sweep{Design: scenarios.Grid, Seeds: 2, Axes: []scenarios.Axis{
			{Path: "tasks.addition.items", Values: []any{int64(1500), int64(3192)}},
			{Path: "training.weight_decay", Values: []any{0.0, 0.1, 1e-300}},
			{Path: "model.bias", Values: []any{"transformer", "recurrent"}},
		}},
	}
	m, err := NewManifest(s, []Round{{runs, runsPerPart}})
	if err != nil {
		panic(err)
	}
	m.Build = Build{Version: "v0.0.0", Go: "go", OS: "any", Arch: "any", Settings: []Setting{}}
	return m
}

func axisOf(run int64) []any {
	return []any{1500 + run, float64(run) / 3, []string{"transformer", "recurrent"}[run%2]}
}

// asRun is a scenario as a run of the study has it.
func asRun(run int64) *scenarios.Scenario {
	return &scenarios.Scenario{Name: "study", Tasks: []scenarios.Task{{Name: "addition", Items: 1500 + run}}}
}

// like returns a result with curves of the shape that training gives: smooth
// logistic curves on a logarithmic grid of steps.
func like(run int64, points int) *sim.Result {
	rng := rand.New(rand.NewPCG(1, uint64(run)))
	r := &sim.Result{Scenario: asRun(run), Seed: 1 + run%2, Steps: 40000}
	params := math.Exp(rng.Float64()*7 + 7)
	half := math.Exp(rng.NormFloat64() + 7)
	for i := range points {
		step := math.Expm1(math.Log1p(40000) * float64(i) / float64(points-1))
		for t, name := range []string{"addition", "recall"} {
			r.Curves = append(r.Curves, pointLike(name, step, half*float64(t+1), params))
		}
	}
	for i := len(r.Curves) - 2; i < len(r.Curves); i++ {
		p := r.Curves[i]
		event := half * 1.1
		r.Tasks = append(r.Tasks, sim.TaskResult{
			Name: p.Task, TaskState: p.TaskState, Regime: sim.Grokking, StepTest: &event, PeakTestLoss: 26.6, StepPeakTestLoss: half / 3,
			WithoutGeneralization: sim.Ablation{TrainAccuracy: 1 - p.TestAccuracy, TestAccuracy: 1. / 113},
			WithoutMemorization:   sim.Ablation{TrainAccuracy: p.TestAccuracy, TestAccuracy: p.TestAccuracy},
		})
		r.Network = sim.NetworkResult{Load: p.Load, Norm: p.Norm, Loss: p.TrainLoss, FLOPs: p.FLOPs, Tokens: p.Tokens}
	}
	for i := range 24 {
		kind, born := sim.MemorizationKind, half/float64(i+1)
		if i >= 8 {
			kind = sim.GeneralizationKind
		}
		r.Circuits = append(r.Circuits, sim.CircuitState{
			Task: "addition", Kind: kind, Index: int64(i), Step: 40000, Depth: 2, Gain: rng.ExpFloat64() / 100,
			Footprint: 156, Multiplicity: 478.875, Strength: rng.Float64() * 12, Born: &born,
		})
	}
	return r
}

func pointLike(task string, step, half, params float64) sim.CurvePoint {
	g := 12 / (1 + math.Pow(half/(step+1), 3))
	m := 8 / (1 + half/(8*step+1)) * math.Exp(-g/6)
	loss := math.Log1p(112 * math.Exp(-g))
	accuracy := 1 / (1 + 112*math.Exp(-1.7*g))
	return sim.CurvePoint{
		Task: task, Step: step,
		TaskState: sim.TaskState{Metrics: sim.Metrics{
			TrainLoss: math.Log1p(112 * math.Exp(-g-m)), TestLoss: loss + m/3,
			TrainAccuracy: 1 / (1 + 112*math.Exp(-1.7*(g+m))), TestAccuracy: accuracy,
			ExactMatch: math.Pow(accuracy, 4), EditDistance: 4 * (1 - accuracy), Brier: 2 * (1 - accuracy) * (1 - accuracy),
			LogLikelihood: -loss - m/3, MultipleChoice: 0.25 + 0.75*accuracy,
		},
			MemorizedBits: 3831 * m, Generalization: g, Memorization: m,
			MemorizationLoad: 3831 * m / 2 / params, GeneralizationLoad: 500 * -math.Expm1(-g) / params},
		NetworkResult: sim.NetworkResult{
			Load: 1 - 1/(1+m/params), Norm: math.Sqrt(2*g + m), Loss: math.Log1p(112 * math.Exp(-g-m)),
			Tokens: step * 3831, FLOPs: 6 * params * step * 3831,
		},
	}
}

// writeAll writes every part of a study.
func writeAll(t testing.TB, dir string, m *Manifest, result func(run int64) *sim.Result) {
	t.Helper()
	for part := range m.Parts {
		p, err := NewPart(dir, m, part)
		if err != nil {
			t.Fatal(err)
		}
		first, runs := m.Block(part)
		addAll(t, p, first, first+runs, result)
		if err := p.Commit(); err != nil {
			t.Fatal(err)
		}
	}
}

// addAll adds the runs from one up to, but without, another.
func addAll(t testing.TB, p *Part, from, to int64, result func(run int64) *sim.Result) {
	t.Helper()
	for run := from; run < to; run++ {
		if err := p.Add(run, axisOf(run), result(run)); err != nil {
			t.Fatal(err)
		}
	}
}
