package sim

import (
	"context"
	"fmt"

	"github.com/circsim/circsim/scenarios"
)

// Options are choices beside the scenario.
type Options struct {
	// Workers is the number of goroutines that step the agents of the network, if it
	// has enough of them to gain from it. With 0 or 1 the caller's goroutine does.
	// The result is the same to the last bit.
	Workers int
	// Tolerance bounds the estimated relative error of strengths in one step of the
	// flow; 0 means DefaultTolerance.
	Tolerance float64
	// MaxSteps bounds the integrator's accepted steps, beyond which a run is an error: constants drawn at random can make
	// equations that no step size suits. With 0 there is no bound.
	MaxSteps int
	// Progress, if not nil, is told after each step of the integration how many training steps are done. It must be
	// quick.
	Progress func(step float64)
	// Observe, if not nil, is told at each recorded step what the result records there: a point of the curves for each
	// task, and all circuits, whatever record.circuits says. It must not keep the slices.
	Observe func(points []CurvePoint, circuits []CircuitState)
}

// DefaultTolerance is the tolerance of the flow if Options state none.
const DefaultTolerance = 1e-6

// cancelEvery is the number of steps between checks of the context.
const cancelEvery = 256

// Run simulates one network: the scenario without its sweep, as package scenarios
// reads it, with the random draws of seed. If ctx ends first, the error wraps
// ctx.Err(). It is an error if the integration fails or training diverges.
func Run(ctx context.Context, spec *scenarios.Scenario, seed int64, o Options) (*Result, error) {
	n := newNetwork(spec, seed)
	phases, err := stretches(spec)
	if err != nil {
		return nil, err
	}
	if o.Tolerance == 0 {
		o.Tolerance = DefaultTolerance
	}
	team := newTeam(o.Workers, n.agents)
	defer team.close()
	f := newFields(n, n.ratesOf(phases[0]), team)
	solver := newSolver(n, f, seed, o.Tolerance)
	result := &Result{Scenario: spec, Seed: seed, Steps: spec.Training.Steps}
	r := newRecorder(n, f, newObserver(n, f, seed), result)
	r.progress, r.observe = o.Progress, o.Observe

	for i, phase := range phases {
		if i > 0 {
			f.rates = n.ratesOf(phase)
		}
		solver.begin(phase.from, phase.to)
		if i == 0 {
			r.start()
		}
		if err := live(ctx, solver, r, phase.to, o.MaxSteps); err != nil {
			return nil, fmt.Errorf("seed %d: %w", seed, err)
		}
		r.turn(phase.to)
	}
	r.finish(float64(spec.Training.Steps))
	result.Cost = solver.cost()
	return result, nil
}

// live takes steps, and looks after each, until step end. Above 0, most is the number of steps that it may take.
func live(ctx context.Context, s solver, r *recorder, end float64, most int) error {
	for taken := 0; ; taken++ {
		if most > 0 && taken == most {
			return fmt.Errorf("not at step %g after %d steps of the integrator", end, most)
		}
		if taken%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := s.advance(end); err != nil {
			return err
		}
		r.follow(s)
		_, now := s.span()
		if r.progress != nil {
			r.progress(now)
		}
		if now >= end {
			return nil
		}
	}
}
