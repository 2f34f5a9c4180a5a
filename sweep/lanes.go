package sweep

import (
	"context"
	"errors"

	"github.com/circsim/circsim/sim"
	"golang.org/x/sync/errgroup"
)

// workersPerLane is the number of workers that one writer keeps up with: writing a run with a usual
// curve takes a third to a half of the time of simulating it (docs/performance.md).
const workersPerLane = 2

// make makes the missing runs of a batch. It works on several lanes, each with a share of the workers
// and a writer of its own. A lane takes the next part when it has finished one.
func (f *folder) make(ctx context.Context, plan *Plan, b batch, missing *missing, made *tally) error {
	queue := make(chan pendingPart, len(missing.parts))
	for _, part := range missing.parts {
		queue <- part
	}
	close(queue)
	outer, inner := splitWorkers(f.Workers, missing.runs-missing.kept)
	lanes := max(1, min(len(missing.parts), (outer+workersPerLane-1)/workersPerLane))
	all, ctx := errgroup.WithContext(ctx)
	all.Go(f.writing.Wait) // without a manifest no run can be kept
	for i := range lanes {
		all.Go(func() error {
			out := newParts(f.dir, missing, f.copies.open(), f.writing.Wait)
			defer out.release()
			return inOrder(ctx, (outer+i)/lanes, missing.points(b, queue),
				func(ctx context.Context, p Point) (outcome, error) {
					if at, found := f.copies.of(p.Run); found {
						return outcome{copied: true, at: at}, nil
					}
					return plan.attempt(ctx, p, inner)
				},
				&sink[Point, outcome]{take: made.writingTo(out), flush: out.flush, every: flushEvery})
		})
	}
	if err := all.Wait(); err != nil {
		return err
	}
	return made.failure()
}

// outcome is the result of a run, or its failure, or where it is copied from.
type outcome struct {
	result *sim.Result
	failed *RunError
	copied bool
	at     match
}

// attempt makes a run. A failed run is an outcome, not an error: it does not end the sweep.
func (p *Plan) attempt(ctx context.Context, point Point, workers int) (outcome, error) {
	r, err := p.simulate(ctx, point, workers)
	var failed *RunError
	if errors.As(err, &failed) {
		return outcome{failed: failed}, nil
	}
	return outcome{result: r}, err
}
