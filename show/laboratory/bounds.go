package laboratory

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// Bounds of a request. A study that needs more belongs into circsim sweep.
const (
	MaxRequest  = 1 << 20          // bytes
	maxTasks    = 100              // of a network
	maxCircuits = 50_000           // of a network, which memory holds
	maxUpdates  = 1e10             // steps times circuits, where every step is taken
	maxSteps    = 300_000          // of the integrator, where its steps adapt
	runTime     = 10 * time.Second // of one network
	cellsTime   = 60 * time.Second // of all networks of a request
	maxCells    = 400
	maxValues   = 400     // of an axis, and keys that set changes
	maxRows     = 400_000 // strengths of circuits over time, before the strongest are chosen
)

// errLate is the cause of a context that is over because its time is.
var errLate = errors.New("its time is over")

// timed is a context that ends at a time. Unlike that of package context, it needs no timer, which WebAssembly does not run
// while a network steps.
type timed struct {
	context.Context
	end time.Time
}

// Err is the error of the context that it is made of, or errLate.
func (t timed) Err() error {
	if err := t.Context.Err(); err != nil {
		return err
	}
	if time.Now().After(t.end) {
		return errLate
	}
	return nil
}

// refuseLarge refuses a network that surely takes too long, or too much memory.
func refuseLarge(s *scenarios.Scenario) error {
	if n := len(s.Tasks); n > maxTasks {
		return fmt.Errorf("the network has %d tasks, the laboratory takes at most %d; circsim run takes more", n, maxTasks)
	}
	circuits, steps := s.Circuits(), float64(s.Training.Steps)
	if circuits > maxCircuits {
		return fmt.Errorf("the network has %s circuits, the laboratory takes at most %s; circsim run takes more",
			text.Number(circuits, 3), text.Number(maxCircuits, -1))
	}
	if s.Training.Dynamics != scenarios.Flow && circuits*steps > maxUpdates {
		return fmt.Errorf("dynamics %s takes all of the %s steps of %s circuits, the laboratory takes at most %s steps of this network; circsim run takes more",
			s.Training.Dynamics, text.Number(steps, 3), text.Number(circuits, 3), text.Number(maxUpdates/circuits, 2))
	}
	return nil
}

// simulate runs a network within the bounds, when it is its turn.
func (l *Laboratory) simulate(ctx context.Context, s *scenarios.Scenario, seed int64) (*sim.Result, error) {
	if err := refuseLarge(s); err != nil {
		return nil, err
	}
	select {
	case l.turns <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-l.turns }()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	options := sim.Options{Workers: 1}
	if s.Training.Dynamics == scenarios.Flow {
		options.MaxSteps = maxSteps
	}
	if l.pause != nil {
		options.Progress = func(float64) { l.pause() }
	}
	result, err := sim.Run(timed{ctx, time.Now().Add(l.patience)}, s, seed, options)
	if errors.Is(err, errLate) && ctx.Err() == nil {
		return nil, fmt.Errorf("the network took longer than %s, the laboratory's bound; circsim run has none", l.patience)
	}
	return result, err
}
