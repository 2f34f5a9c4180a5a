// Command export writes one run of circsim as JSON, for lsoda.py to integrate
// the same numbers: the constants of the network, the drawn tickets and the
// curve of every strength; and how long the engine takes for the run.
//
//	go run ./bench/scipy/export > run.json
//
// The scenario must have one task with at most one kind of generalization
// circuit, of depth 2; the shipped grokking scenario's base point is the default.
// PATH=VALUE arguments change its keys.
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
	runs := flag.Int("runs", 500, "runs to time the engine over")
	flag.Parse()
	if err := export(*name, flag.Args(), *seed, *runs); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// exported is what lsoda.py reads.
type exported struct {
	Decay        float64 `json:"decay"`
	Classes      int64   `json:"classes"`
	Params       int64   `json:"params"`
	BitsPerParam float64 `json:"bits_per_param"`
	Footprint    float64 `json:"footprint"`
	Congestion   float64 `json:"congestion"`

	Items  []float64 `json:"items"`  // by cohort
	Weight []float64 `json:"weight"` // by cohort, of all samples
	// By circuit, cohorts first, then tickets.
	Gain    []float64 `json:"gain"`
	Initial []float64 `json:"initial"`

	At        []float64   `json:"at"`        // recorded steps
	Strengths [][]float64 `json:"strengths"` // by recorded step, then by circuit

	EngineMedian float64 `json:"engine_median_seconds"` // of a whole run, metrics and events included
	EngineBest   float64 `json:"engine_best_seconds"`
	EngineSteps  int64   `json:"engine_steps"`
}

func export(name string, sets []string, seed int64, runs int) error {
	base, _, err := scenarios.Open(name, sets)
	if err != nil {
		return err
	}
	everything, _, err := scenarios.Open(name, append(sets, "record.circuits=all"))
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
	for _, c := range result.Circuits {
		if len(e.At) == 0 || c.Step != e.At[len(e.At)-1] {
			e.At = append(e.At, c.Step)
			e.Strengths = append(e.Strengths, nil)
		}
		last := len(e.Strengths) - 1
		e.Strengths[last] = append(e.Strengths[last], c.Strength)
		if c.Step == 0 {
			e.Gain = append(e.Gain, c.Gain)
			e.Initial = append(e.Initial, c.Strength)
			if c.Kind == sim.MemorizationKind {
				// A cohort's gain is that of one item, and in proportion to its weight.
				e.Items = append(e.Items, c.Multiplicity)
				e.Weight = append(e.Weight, c.Gain*c.Multiplicity/base.Tasks[0].Memorization.Gain)
			}
		}
	}
	e.EngineSteps = result.Cost.AcceptedSteps
	if err := e.time(base, seed, runs); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(e)
}

func describe(s *scenarios.Scenario) (*exported, error) {
	if len(s.Tasks) != 1 || len(s.Tasks[0].Generalization) > 1 {
		return nil, errors.New("expected one task with at most one kind of generalization circuit")
	}
	t := s.Tasks[0]
	if t.LabelNoise != 0 || s.Training.Dynamics != scenarios.Flow || len(s.Training.Phases) > 0 {
		return nil, errors.New("expected dynamics flow without label noise or phases")
	}
	e := &exported{
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

// time runs the scenario as a sweep would, again and again.
func (e *exported) time(s *scenarios.Scenario, seed int64, runs int) error {
	seconds := make([]float64, 0, runs)
	for range runs {
		start := time.Now()
		if _, err := sim.Run(context.Background(), s, seed, sim.Options{}); err != nil {
			return err
		}
		seconds = append(seconds, time.Since(start).Seconds())
	}
	if len(seconds) == 0 {
		return nil
	}
	slices.Sort(seconds)
	e.EngineBest = seconds[0]
	e.EngineMedian = seconds[len(seconds)/2]
	return nil
}
