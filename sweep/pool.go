package sweep

import (
	"context"
	"iter"
	"sync"
)

// aheadPerWorker is how many finished or begun jobs per worker may wait for a slow
// one before them. It bounds memory.
const aheadPerWorker = 8

// job is one piece of work on its way through the pool.
type job[J, R any] struct {
	what   J
	result R
	err    error
	done   chan struct{}
}

// inOrder does jobs on several goroutines and hands the results to take in the
// order of the jobs, in the caller's goroutine. It ends with the error of the first job,
// in that order, that fails, or when ctx ends before the jobs.
func inOrder[J, R any](ctx context.Context, workers int, jobs iter.Seq[J], do func(context.Context, J) (R, error), take func(J, R) error) error {
	ctx, cancel := context.WithCancel(ctx)
	queue := make(chan *job[J, R], aheadPerWorker*workers)
	work := make(chan *job[J, R])
	all := false
	var team sync.WaitGroup
	defer team.Wait()
	defer cancel()
	team.Go(func() {
		defer close(queue)
		defer close(work)
		all = deal(ctx, jobs, queue, work)
	})
	for range workers {
		team.Go(func() {
			for j := range work {
				j.result, j.err = do(ctx, j.what)
				close(j.done)
			}
		})
	}
	for j := range queue {
		<-j.done
		if j.err != nil {
			return j.err
		}
		if err := take(j.what, j.result); err != nil {
			return err
		}
	}
	if all {
		return nil
	}
	return ctx.Err()
}

// deal puts every job into the queue, in order, and then into the hands of a worker.
// It says whether that were all.
func deal[J, R any](ctx context.Context, jobs iter.Seq[J], queue, work chan<- *job[J, R]) bool {
	for what := range jobs {
		j := &job[J, R]{what: what, done: make(chan struct{})}
		select {
		case queue <- j:
		case <-ctx.Done():
			return false
		}
		select {
		case work <- j:
		case <-ctx.Done():
			j.err = ctx.Err()
			close(j.done)
			return false
		}
	}
	return true
}
