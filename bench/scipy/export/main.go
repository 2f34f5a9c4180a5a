// Command export writes one run of circsim as JSON, so that lsoda.py can
// integrate the same equations with the same numbers: the constants of the
// network, the drawn gains and initial strengths, the strength of every circuit
// at every recorded step, the same at a tolerance so small that it counts as
// exact, and the engine's time for the run.
//
//	go run ./bench/scipy/export > run.json
//
// The default is the base point of the built-in grokking scenario. Arguments
// PATH=VALUE change its keys. A scenario must have one task with at most one
// kind of generalization circuit, of depth 2.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

func main() {
	name := flag.String("scenario", "grokking", "built-in scenario or file")
	seed := flag.Int64("seed", 1, "seed of the run")
	runs := flag.Int("runs", 500, "runs of the engine to time")
	flag.Parse()
	if err := export(*name, flag.Args(), *seed, *runs); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// exported is the document that lsoda.py reads.
type exported struct {
	Decay        float64 `json:"decay"`
	Classes      int64   `json:"classes"`
	Params       int64   `json:"params"`
	BitsPerParam float64 `json:"bits_per_param"`
	Footprint    float64 `json:"footprint"`
	Congestion   float64 `json:"congestion"`

	Items  []float64 `json:"items"`  // by cohort
	Weight []float64 `json:"weight"` // by cohort, as a share of all samples
	// By circuit: cohorts first, then tickets.
	Gain    []float64 `json:"gain"`
	Initial []float64 `json:"initial"`

	At        []float64   `json:"at"`        // recorded steps
	Strengths [][]float64 `json:"strengths"` // by recorded step, then by circuit
	Exact     [][]float64 `json:"exact"`     // like Strengths, at exactTolerance

	Tolerance         float64 `json:"tolerance"` // of the engine's runs, on ln s
	EngineSteps       int64   `json:"engine_steps"`
	EngineEvaluations int64   `json:"engine_evaluations"`
	EngineFull        timing  `json:"engine_full"` // the whole run: metrics, events and curves
	EngineLean        timing  `json:"engine_lean"` // the same run with two recorded steps, the first and the last
}

// timing is the time of a run over many repetitions.
type timing struct {
	Best   float64 `json:"best_seconds"`
	Median float64 `json:"median_seconds"`
}

// exactTolerance is the engine's tolerance in the run that counts as exact.
const exactTolerance = 1e-10

func export(name string, sets []string, seed int64, runs int) error {
	base, _, err := scenarios.Open(name, sets)
	if err != nil {
		return err
	}
	everything, _, err := scenarios.Open(name, append(slices.Clone(sets), "record.circuits=all"))
	if err != nil {
		return err
	}
	lean, _, err := scenarios.Open(name, append(slices.Clone(sets), "record.points=2", "record.circuits=none"))
	if err != nil {
		return err
	}
	e, err := describe(everything)
	if err != nil {
		return err
	}
	result, err := sim.Run(context.Background(), everything, seed, sim.Options{})
	if err != nil {
		return err
	}
	exact, err := sim.Run(context.Background(), everything, seed, sim.Options{Tolerance: exactTolerance})
	if err != nil {
		return err
	}
	e.At, e.Strengths = strengths(result)
	_, e.Exact = strengths(exact)
	for _, c := range result.Circuits {
		if c.Step != 0 {
			break
		}
		e.Gain = append(e.Gain, c.Gain)
		e.Initial = append(e.Initial, c.Strength)
		if c.Kind == sim.MemorizationKind {
			// A cohort's gain is that of one item, proportional to its weight.
			e.Items = append(e.Items, c.Multiplicity)
			e.Weight = append(e.Weight, c.Gain*c.Multiplicity/base.Tasks[0].Memorization.Gain)
		}
	}
	e.EngineSteps = result.Cost.AcceptedSteps
	e.EngineEvaluations = result.Cost.AgentUpdates / int64(len(e.Gain))
	if e.EngineFull, err = timed(base, seed, runs); err != nil {
		return err
	}
	if e.EngineLean, err = timed(lean, seed, runs); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(e)
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

// describe gives the constants of a run's network. It refuses a scenario whose
// equations lsoda.py does not have.
func describe(s *scenarios.Scenario) (*exported, error) {
	if len(s.Tasks) != 1 || len(s.Tasks[0].Generalization) > 1 {
		return nil, errors.New("expected one task with at most one kind of generalization circuit")
	}
	t := s.Tasks[0]
	if t.LabelNoise != 0 || s.Training.Dynamics != scenarios.Flow || len(s.Training.Phases) > 0 {
		return nil, errors.New("expected dynamics flow without label noise or phases")
	}
	if t.Memorization.Congestion != 1 {
		return nil, errors.New("expected memorization of congestion 1")
	}
	e := &exported{
		Tolerance: sim.DefaultTolerance,

		Decay:   s.Training.LearningRate * s.Training.WeightDecay,
		Classes: t.Classes, Params: s.Model.Params, BitsPerParam: s.Model.BitsPerParam,
	}
	for _, g := range t.Generalization {
		if g.Depth != 2 || g.Coverage != 1 {
			return nil, errors.New("expected generalization of depth 2 and coverage 1")
		}
		e.Footprint, e.Congestion = g.Footprint, g.Congestion
	}
	return e, nil
}

// timed measures repeated runs of a scenario, made as in a sweep.
func timed(s *scenarios.Scenario, seed int64, runs int) (timing, error) {
	seconds := make([]float64, max(runs, 1))
	for i := range seconds {
		start := time.Now()
		if _, err := sim.Run(context.Background(), s, seed, sim.Options{}); err != nil {
			return timing{}, err
		}
		seconds[i] = time.Since(start).Seconds()
	}
	slices.Sort(seconds)
	return timing{Best: seconds[0], Median: seconds[len(seconds)/2]}, nil
}
