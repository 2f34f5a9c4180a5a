package sweep

import (
	"context"
	"iter"
	"sync"
	"time"
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
	kept   bool
}

// finished says whether the job has a result that nobody has seen to yet.
func (j *job[J, R]) finished() bool {
	select {
	case <-j.done:
		return j.err == nil && !j.kept
	default:
		return false
	}
}

// taker is given the results of a pool, all in the goroutine that has called inOrder. An
// error of it ends the pool.
type taker[J, R any] struct {
	take  func(J, R) error // a result, in the order of the jobs
	keep  func() error     // makes safe all that was taken; called every so often, and at the end
	every time.Duration
	fault error // of take or keep: it is not called again
}

func (t *taker[J, R]) accept(j *job[J, R]) error {
	t.fault = t.take(j.what, j.result)
	var none R
	j.result, j.kept = none, true
	return t.fault
}

// inOrder does jobs on several goroutines and hands the results over in the order of the
// jobs. Those that wait for a slower job before them are taken early when it is time to keep
// what there is, which it also is at the end. It ends with the error of the first job, in that
// order, that fails, or when ctx ends before the jobs.
func inOrder[J, R any](ctx context.Context, workers int, jobs iter.Seq[J], do func(context.Context, J) (R, error), to *taker[J, R]) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan *job[J, R], aheadPerWorker*workers)
	work := make(chan *job[J, R])
	all := false
	var team sync.WaitGroup
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
	waiting, err := hand(queue, to)
	cancel()
	team.Wait()
	for j := range queue {
		waiting = append(waiting, j)
	}
	if err == nil && !all {
		err = ctx.Err()
	}
	if lost := early(waiting, to); lost != nil {
		return lost
	}
	return err
}

// hand takes results in order until there are no more, or one is an error. It gives the jobs
// that are left.
func hand[J, R any](queue <-chan *job[J, R], to *taker[J, R]) (waiting []*job[J, R], err error) {
	clock := time.NewTicker(to.every)
	defer clock.Stop()
	for {
		if len(waiting) == 0 {
			j, more := <-queue
			if !more {
				return nil, nil
			}
			waiting = append(waiting, j)
		}
		select {
		case <-clock.C:
			for more := true; more; {
				select {
				case j, open := <-queue:
					if more = open; open {
						waiting = append(waiting, j)
					}
				default:
					more = false
				}
			}
			if err := early(waiting, to); err != nil {
				return waiting, err
			}
		case <-waiting[0].done:
			j := waiting[0]
			if j.err != nil {
				return waiting, j.err
			}
			if !j.kept {
				if err := to.accept(j); err != nil {
					return nil, err
				}
			}
			waiting = waiting[1:]
		}
	}
}

// early takes what is finished among the jobs that wait, and keeps it.
func early[J, R any](waiting []*job[J, R], to *taker[J, R]) error {
	if to.fault != nil {
		return nil
	}
	for _, j := range waiting {
		if j.finished() {
			if err := to.accept(j); err != nil {
				return err
			}
		}
	}
	to.fault = to.keep()
	return to.fault
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
