package sweep

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
)

// workersPerLane is how many workers one writer keeps up with: to write a run with a usual curve takes
// about a quarter of the time that it takes to make it (docs/performance.md).
const workersPerLane = 4

// inLanes makes the parts that are to do on several lanes, each with its share of the workers and a
// writer of its own. A lane takes the next part when it is done with one. It ends with the
// first error of a lane, after all have ended.
func (f *folder) inLanes(ctx context.Context, workers int, w *work, lane func(ctx context.Context, workers int, todo <-chan task) error) error {
	todo := make(chan task, len(w.todo))
	for _, t := range w.todo {
		todo <- t
	}
	close(todo)
	lanes := max(1, min(len(w.todo), (workers+workersPerLane-1)/workersPerLane))
	all, ctx := errgroup.WithContext(ctx)
	for i := range lanes {
		all.Go(func() error { return lane(ctx, (workers+i)/lanes, todo) })
	}
	return all.Wait()
}

// counter counts the runs that the lanes have made.
type counter struct {
	mutex sync.Mutex
	runs  int64
}

// add tells the observer of one more.
func (c *counter) add(o Observer) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.runs++
	o.Finished(c.runs)
}
