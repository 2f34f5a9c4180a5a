package sim

import (
	"context"
	"fmt"

	"github.com/circsim/circsim/scenarios"
)

// Options are what a caller may choose beside the scenario; none of them
// changes a result beyond Tolerance.
type Options struct {
	// Workers step the agents of this one network in parallel when there are
	// enough of them; 0 and 1 step them in the caller's goroutine. The result is
	// the same to the last bit.
	Workers int
	// Tolerance is the relative error of strengths that one step of the flow may
	// make; 0 means DefaultTolerance.
	Tolerance float64
}

// DefaultTolerance of the flow, relative to each strength and per step.
const DefaultTolerance = 1e-5

// cancelEvery is the number of steps between looks at the context.
const cancelEvery = 256

// Run lives one network's life: the scenario as it stands, its sweep aside, with
// the random draws of seed. It returns ctx.Err() when ctx ends first.
func Run(ctx context.Context, spec *scenarios.Scenario, seed int64, o Options) (*Result, error) {
	n, err := newNetwork(spec, seed)
	if err != nil {
		return nil, err
	}
	phases, err := stretches(spec)
	if err != nil {
		return nil, err
	}
	if o.Tolerance == 0 {
		o.Tolerance = DefaultTolerance
	}
	team := newTeam(o.Workers, len(n.blocks))
	defer team.close()
	f := newFields(n, n.ratesOf(phases[0]), team)
	solver := newSolver(n, f, seed, o.Tolerance)
	result := &Result{Scenario: spec, Seed: seed, Steps: spec.Training.Steps}
	r := newRecorder(n, f, newObserver(n, f, seed), result)

	for i, phase := range phases {
		f.rates = n.ratesOf(phase)
		solver.begin(phase.from, phase.to)
		if i == 0 {
			r.start()
		}
		if err := live(ctx, solver, r, phase.to); err != nil {
			return nil, fmt.Errorf("seed %d: %w", seed, err)
		}
		r.turn(phase.to)
	}
	r.finish(float64(spec.Training.Steps))
	result.Cost = solver.cost()
	return result, nil
}

// live moves the circuits and looks at every step, until step end.
func live(ctx context.Context, s solver, r *recorder, end float64) error {
	for taken := 0; ; taken++ {
		if taken%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := s.advance(end); err != nil {
			return err
		}
		r.follow(s)
		if _, now := s.span(); now >= end {
			return nil
		}
	}
}
