package main

import (
	"context"
	"slices"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// numbers are one run of the engine, for solvers that integrate the same equations (docs/model.md, 1 to 4): the
// constants of its network, the drawn gains and initial strengths, and the strengths that the engine came to. The
// programs read it as JSON.
type numbers struct {
	Decay        float64   `json:"decay"` // lambda, per step
	BitsPerParam float64   `json:"bits_per_param"`
	Params       []float64 `json:"params"` // by pool

	// By task.
	Pool       []int     `json:"pool"`
	Classes    []int64   `json:"classes"`
	Silent     []float64 `json:"silent"`     // share of all samples that fall on items without memorization circuits
	Footprint  []float64 `json:"footprint"`  // of a generalization circuit; 0 where there is none
	Congestion []float64 `json:"congestion"` // of a generalization circuit; 0 where there is none

	// By cohort of items with memorization circuits, in the order of tasks.
	CohortTask []int     `json:"cohort_task"`
	Items      []float64 `json:"items"`
	Weight     []float64 `json:"weight"` // as a share of all samples

	TicketTask []int `json:"ticket_task"` // by generalization circuit, in the order of tasks

	// By circuit: cohorts first, then generalization circuits.
	Gain    []float64 `json:"gain"` // per step
	Initial []float64 `json:"initial"`

	At        []float64   `json:"at"`        // recorded steps
	Strengths [][]float64 `json:"strengths"` // by recorded step, then by circuit
	Exact     [][]float64 `json:"exact"`     // like Strengths, at exactTolerance

	Tolerance         float64 `json:"tolerance"` // of the engine, on ln s
	EngineSteps       int64   `json:"engine_steps"`
	EngineEvaluations int64   `json:"engine_evaluations"`
	EngineFull        timing  `json:"engine_full"` // the whole run: metrics, events and curves
	EngineLean        timing  `json:"engine_lean"` // the run with two recorded steps, the first and the last
}

// exactTolerance is the engine's tolerance in the run that counts as exact.
const exactTolerance = 1e-10

// numbersOf simulates a run of a scenario, and describes it without its timings. The scenario has no rules that the
// programs lack (refuse).
func numbersOf(s *scenarios.Scenario, seed int64) (*numbers, error) {
	everything, err := with(s, "record.circuits=all")
	if err != nil {
		return nil, err
	}
	result, err := sim.Run(context.Background(), everything, seed, sim.Options{})
	if err != nil {
		return nil, err
	}
	exact, err := sim.Run(context.Background(), everything, seed, sim.Options{Tolerance: exactTolerance})
	if err != nil {
		return nil, err
	}
	n := &numbers{
		Decay:        s.Training.LearningRate * s.Training.WeightDecay,
		BitsPerParam: s.Model.BitsPerParam,
		Tolerance:    sim.DefaultTolerance,
		EngineSteps:  result.Cost.AcceptedSteps,
	}
	n.layTasks(s)
	n.layCircuits(s, result)
	n.At, n.Strengths = strengths(result)
	_, n.Exact = strengths(exact)
	n.EngineEvaluations = result.Cost.AgentUpdates / int64(n.agents())
	return n, nil
}

// agents is the number of the engine's agents. Items without memorization circuits are agents too, one cohort a task.
func (n *numbers) agents() int {
	agents := len(n.Gain)
	for _, share := range n.Silent {
		if share > 0 {
			agents++
		}
	}
	return agents
}

func (n *numbers) layTasks(s *scenarios.Scenario) {
	params := float64(s.Model.Params)
	for _, p := range s.Model.Pools {
		n.Params = append(n.Params, params*p.Share)
	}
	if len(n.Params) == 0 {
		n.Params = []float64{params}
	}
	for _, t := range s.Tasks {
		named := func(p scenarios.Pool) bool { return p.Name == t.Pool }
		n.Pool = append(n.Pool, max(slices.IndexFunc(s.Model.Pools, named), 0))
		n.Classes = append(n.Classes, t.Classes)
		var g scenarios.Generalization
		if len(t.Generalization) > 0 {
			g = t.Generalization[0]
		}
		n.Footprint = append(n.Footprint, g.Footprint)
		n.Congestion = append(n.Congestion, g.Congestion)
	}
}

// layCircuits describes the circuits by the result's first recorded step.
func (n *numbers) layCircuits(s *scenarios.Scenario, result *sim.Result) {
	first := make(map[string]map[sim.Kind][]sim.CircuitState)
	for _, c := range result.Circuits {
		if c.Step > 0 {
			break
		}
		if first[c.Task] == nil {
			first[c.Task] = make(map[sim.Kind][]sim.CircuitState)
		}
		first[c.Task][c.Kind] = append(first[c.Task][c.Kind], c)
	}
	for i, share := range s.Shares() {
		cohorts := first[s.Tasks[i].Name][sim.MemorizationKind]
		n.Silent = append(n.Silent, 0)
		if len(cohorts) == 0 {
			n.Silent[i] = share
		}
		// The gain of one item's circuit is in proportion to how often the item is sampled.
		all := 0.0
		for _, c := range cohorts {
			all += c.Gain * c.Multiplicity
		}
		for _, c := range cohorts {
			n.CohortTask = append(n.CohortTask, i)
			n.Items = append(n.Items, c.Multiplicity)
			n.Weight = append(n.Weight, share*c.Gain*c.Multiplicity/all)
			n.add(c)
		}
	}
	for i, t := range s.Tasks {
		for _, c := range first[t.Name][sim.GeneralizationKind] {
			n.TicketTask = append(n.TicketTask, i)
			n.add(c)
		}
	}
}

func (n *numbers) add(c sim.CircuitState) {
	n.Gain = append(n.Gain, c.Gain)
	n.Initial = append(n.Initial, c.Strength)
}

// strengths gives the recorded steps, and the strength of every circuit at each.
func strengths(r *sim.Result) (at []float64, by [][]float64) {
	for _, c := range r.Circuits {
		if len(at) == 0 || c.Step != at[len(at)-1] {
			at, by = append(at, c.Step), append(by, nil)
		}
		by[len(by)-1] = append(by[len(by)-1], c.Strength)
	}
	return at, by
}

// with is a scenario with other settings.
func with(s *scenarios.Scenario, sets ...string) (*scenarios.Scenario, error) {
	changed, _, err := scenarios.Parse(s.Source, []byte(s.Text), append(slices.Clone(s.Sets), sets...))
	return changed, err
}
