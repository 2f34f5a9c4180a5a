package laboratory

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output/columns"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

type runRequest struct {
	YAML string `json:"yaml"`
	Seed int64  `json:"seed"` // 0: seed 1
}

// run is one network over training time.
type run struct {
	Seed     int64         `json:"seed"`
	Steps    int64         `json:"steps"`
	Tasks    []taskEnd     `json:"tasks"`
	Curves   curves        `json:"curves"`
	Budget   budget        `json:"budget"`
	Circuits []circuitLine `json:"circuits"`
	LeftOut  int           `json:"circuits_left_out"` // circuits that are not among the strongest
	Unseen   string        `json:"circuits_unseen"`   // why circuits are not there at all; empty: they are
}

// taskEnd is a task at the end of the run, and its events. Steps are null for events that never happen.
type taskEnd struct {
	Name              string              `json:"name"`
	Regime            sim.Regime          `json:"regime"`
	StepTrain         *float64            `json:"step_train"`
	StepTest          *float64            `json:"step_test"`
	StepTestAccuracy  *float64            `json:"step_test_accuracy"`
	PeakTestLoss      *float64            `json:"peak_test_loss"`
	StepPeakTestLoss  *float64            `json:"step_peak_test_loss"`
	FinalTestAccuracy *float64            `json:"final_test_accuracy"`
	Final             map[string]*float64 `json:"final"`  // every metric
	Chance            float64             `json:"chance"` // of test accuracy
}

// curves are the metrics of all tasks at the recorded steps.
type curves struct {
	Step  numbers                       `json:"step"`
	Tasks map[string]map[string]numbers `json:"tasks"` // by task, then by metric
}

// budget is what the circuits of all tasks occupy at the recorded steps, as shares of the parameters.
type budget struct {
	Memorization   numbers `json:"memorization"`
	Generalization numbers `json:"generalization"`
	Free           numbers `json:"free"`
}

// circuitLine is the strength of a circuit at the recorded steps.
type circuitLine struct {
	Task         string   `json:"task"` // empty for a head
	Kind         sim.Kind `json:"kind"`
	Index        int64    `json:"index"`
	Multiplicity float64  `json:"multiplicity"` // number of items that the line stands for
	Born         *float64 `json:"born"`         // first step of strength 1; null: never
	Died         *float64 `json:"died"`
	Strength     numbers  `json:"strength"` // logit
}

// Bounds of what a page draws.
const (
	leastPoints = 150 // recorded steps
	maxPoints   = 400
	maxLines    = 40 // circuits
)

func (l *Laboratory) run(ctx context.Context, r *runRequest) (*run, error) {
	s, seed, err := r.network()
	if err != nil {
		return nil, err
	}
	if s, err = s.With(scenarios.Assignment{Path: "record.points", Value: max(leastPoints, min(s.Record.Points, maxPoints))}); err != nil {
		return nil, faultOf(err)
	}
	circuits, unseen := scenarios.CircuitsAll, ""
	if rows := s.Circuits() * float64(s.Record.Points); rows > maxRows {
		circuits, unseen = scenarios.CircuitsNone, "too many to follow: "+text.Number(s.Circuits(), 3)
	}
	if s, err = s.With(scenarios.Assignment{Path: "record.circuits", Value: string(circuits)}); err != nil {
		return nil, faultOf(err)
	}
	result, err := l.simulate(ctx, s, seed)
	if err != nil {
		return nil, err
	}
	a := &run{Seed: seed, Steps: result.Steps, Unseen: unseen}
	for i := range result.Tasks {
		a.Tasks = append(a.Tasks, endOf(&result.Tasks[i], s))
	}
	a.Curves, a.Budget = over(result)
	a.Circuits, a.LeftOut = strongest(result.Circuits)
	return a, nil
}

// network is the scenario and the seed of a request.
func (r *runRequest) network() (s *scenarios.Scenario, seed int64, err error) {
	if seed, err = seedOf(r.Seed); err != nil {
		return nil, 0, err
	}
	s, _, err = scenarioOf(r.YAML)
	return s, seed, err
}

// seedOf is the seed that a request asks for.
func seedOf(asked int64) (int64, error) {
	if asked < 0 {
		return 0, errors.New("seed is below 1, expected a whole number from 1")
	}
	return cmp.Or(asked, 1), nil
}

// runJSON gives the bytes that circsim run --json prints. What the scenario records along the way is in none of them.
func (l *Laboratory) runJSON(ctx context.Context, r *runRequest) ([]byte, error) {
	s, seed, err := r.network()
	if err != nil {
		return nil, err
	}
	if s, err = s.With(unrecorded()...); err != nil {
		return nil, faultOf(err)
	}
	result, err := l.simulate(ctx, s, seed)
	if err != nil {
		return nil, err
	}
	return columns.RunJSON(result)
}

// unrecorded records the start and the end of a run alone.
func unrecorded() []scenarios.Assignment {
	return []scenarios.Assignment{{Path: "record.circuits", Value: string(scenarios.CircuitsNone)}, {Path: "record.points", Value: int64(2)}}
}

func endOf(t *sim.TaskResult, s *scenarios.Scenario) taskEnd {
	end := taskEnd{
		Name: t.Name, Regime: t.Regime, StepTrain: t.StepTrain, StepTest: t.StepTest, StepTestAccuracy: t.StepTestAccuracy,
		PeakTestLoss: text.Null(t.PeakTestLoss), StepPeakTestLoss: text.Null(t.StepPeakTestLoss), FinalTestAccuracy: text.Null(t.TestAccuracy),
		Final: finals(&t.TaskState),
	}
	for i := range s.Tasks {
		if s.Tasks[i].Name == t.Name {
			end.Chance = 1 / float64(s.Tasks[i].Classes)
		}
	}
	return end
}

// finals are all metrics of a state.
func finals(t *sim.TaskState) map[string]*float64 {
	all := make(map[string]*float64, len(metrics))
	for _, m := range metrics {
		all[m.Name] = text.Null(m.of(t))
	}
	return all
}

// over puts the points of a result in columns.
func over(result *sim.Result) (curves, budget) {
	c, b := curves{Tasks: map[string]map[string]numbers{}}, budget{}
	for i := 0; i < len(result.Curves); i += len(result.Tasks) {
		now := result.Curves[i : i+len(result.Tasks)]
		c.Step = append(c.Step, now[0].Step)
		memorization, generalization := 0.0, 0.0
		for k := range now {
			p := &now[k]
			memorization += p.MemorizationLoad
			generalization += p.GeneralizationLoad
			byMetric := c.Tasks[p.Task]
			if byMetric == nil {
				byMetric = map[string]numbers{}
				c.Tasks[p.Task] = byMetric
			}
			for _, m := range metrics {
				byMetric[m.Name] = append(byMetric[m.Name], m.of(&p.TaskState))
			}
		}
		b.Memorization = append(b.Memorization, memorization)
		b.Generalization = append(b.Generalization, generalization)
		b.Free = append(b.Free, 1-now[0].Load)
	}
	return c, b
}

// strongest are the circuits that reach the greatest strengths, in the order of the network, and how many others there are.
func strongest(states []sim.CircuitState) ([]circuitLine, int) {
	type key struct {
		task  string
		kind  sim.Kind
		index int64
	}
	lines, at := []circuitLine{}, map[key]int{}
	for _, c := range states { // by step, then by circuit
		k := key{c.Task, c.Kind, c.Index}
		i, known := at[k]
		if !known {
			i = len(lines)
			at[k] = i
			lines = append(lines, circuitLine{Task: c.Task, Kind: c.Kind, Index: c.Index, Multiplicity: c.Multiplicity})
		}
		lines[i].Strength = append(lines[i].Strength, c.Strength)
		lines[i].Born, lines[i].Died = c.Born, c.Died
	}
	if len(lines) <= maxLines {
		return lines, 0
	}
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(slices.Max(lines[j].Strength), slices.Max(lines[i].Strength))
	})
	first := order[:maxLines]
	slices.Sort(first)
	kept := make([]circuitLine, len(first))
	for i, k := range first {
		kept[i] = lines[k]
	}
	return kept, len(lines) - maxLines
}
