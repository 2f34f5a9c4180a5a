package sweep

import (
	"context"
	"fmt"
	"runtime"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// Repeat makes the run of a record again. It needs nothing but the record. A failure of the run is a
// *RunError.
func Repeat(ctx context.Context, r *output.Record) (*sim.Result, error) {
	s, set, err := recorded(r)
	if err != nil {
		return nil, err
	}
	spec, err := s.With(set...)
	if err != nil {
		return nil, err
	}
	result, err := sim.Run(ctx, spec, r.Seed, sim.Options{Workers: runtime.GOMAXPROCS(0)})
	if err != nil {
		return nil, &RunError{Scenario: r.Scenario, Run: r.Run, Seed: r.Seed, Values: set, Err: err}
	}
	return result, nil
}

// recorded gives the scenario of a record and the values of its swept keys.
func recorded(r *output.Record) (*scenarios.Scenario, []scenarios.Assignment, error) {
	s, _, err := scenarios.ParseOne(r.Scenario+".yaml", []byte(r.Text), r.Sets)
	if err != nil {
		return nil, nil, fmt.Errorf("this circsim cannot read the recorded scenario: %w", err)
	}
	var set []scenarios.Assignment
	for i, axis := range r.Axes {
		set = append(set, scenarios.Assignment{Path: axis.Path, Value: r.Values[i]})
	}
	return s, set, nil
}

// NewRepetition opens dir/<scenario> for the repeated run of a record. Its tables will have the run's
// original rows, under the original number. Errors are those of NewSingle.
func NewRepetition(dir string, r *output.Record, replace bool) (*Single, error) {
	s, _, err := recorded(r)
	if err != nil {
		return nil, err
	}
	if len(r.Axes) == 0 { // a single run, or a run of a sweep without axes
		s = withoutSweep(s)
	}
	m, err := output.NewSingle(s, r.Run, r.Seed)
	if err != nil {
		return nil, err
	}
	return newSingle(dir, m, r.Run, r.Seed, r.Values, replace)
}
