package sweep

import (
	"context"
	"errors"

	"github.com/circsim/circsim/sim"
	"golang.org/x/sync/errgroup"
)

// workersPerLane is how many workers one writer keeps up with: to write a run with a usual curve takes
// about a quarter of the time that it takes to make it (docs/performance.md).
const workersPerLane = 4

// make makes the runs of a batch that are not there: on several lanes, each with its share of the
// workers and a writer of its own. A lane takes the next part when it is done with one.
func (f *folder) make(ctx context.Context, plan *Plan, b batch, w *work, made *tally) error {
	todo := make(chan task, len(w.todo))
	for _, t := range w.todo {
		todo <- t
	}
	close(todo)
	outer, inner := share(f.Workers, w.runs-w.kept)
	lanes := max(1, min(len(w.todo), (outer+workersPerLane-1)/workersPerLane))
	all, ctx := errgroup.WithContext(ctx)
	for i := range lanes {
		all.Go(func() error {
			out := newParts(f.dir, w)
			return inOrder(ctx, (outer+i)/lanes, w.points(b, todo),
				func(ctx context.Context, p Point) (outcome, error) {
					return plan.outcome(ctx, p, inner)
				},
				&taker[Point, outcome]{take: made.taking(out), keep: out.close, every: keepEvery})
		})
	}
	if err := all.Wait(); err != nil {
		return err
	}
	return made.failure()
}

// outcome is a run's result, or why it has none.
type outcome struct {
	result *sim.Result
	failed *RunError
}

// outcome makes a run. A run that fails does not keep others from being made.
func (p *Plan) outcome(ctx context.Context, point Point, workers int) (outcome, error) {
	r, err := p.simulate(ctx, point, workers)
	var failed *RunError
	if errors.As(err, &failed) {
		return outcome{failed: failed}, nil
	}
	return outcome{result: r}, err
}
