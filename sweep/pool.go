package sweep

import (
	"context"
	"iter"
	"runtime"
	"sync"
	"time"
)

// aheadPerWorker is the number of jobs per worker that may be started or finished while an earlier,
// slower job is still running. It bounds memory.
const aheadPerWorker = 8

// job is one piece of work on its way through the pool.
type job[J, R any] struct {
	what   J
	result R
	err    error
	done   chan struct{} // closed when result and err are set
	taken  bool          // the sink has the result
}

// waitsForSink reports whether the job has a result that the sink has not taken.
func (j *job[J, R]) waitsForSink() bool {
	select {
	case <-j.done:
		return j.err == nil && !j.taken
	default:
		return false
	}
}

// sink receives the results of a pool, all in the goroutine that calls inOrder. An error of take or
// flush ends the pool.
type sink[J, R any] struct {
	take  func(J, R) error // receives one result
	flush func() error     // makes durable what was taken; called periodically and at the end
	every time.Duration    // period of flush
	err   error            // of take or flush, after which neither is called again
}

func (s *sink[J, R]) accept(j *job[J, R]) error {
	s.err = s.take(j.what, j.result)
	var none R
	j.result, j.taken = none, true
	return s.err
}

// acceptFinished takes the results of the finished jobs among those that wait, and flushes.
func (s *sink[J, R]) acceptFinished(waiting []*job[J, R]) error {
	if s.err != nil {
		return nil
	}
	for _, j := range waiting {
		if j.waitsForSink() {
			if err := s.accept(j); err != nil {
				return err
			}
		}
	}
	s.err = s.flush()
	return s.err
}

// inOrder does jobs on several goroutines and gives their results to a sink, in the order of the jobs.
// There is one exception: before every flush, periodic or final, the sink also takes the results that
// wait for an earlier job. inOrder returns the error of the first job in order that fails, or the error
// of ctx if that ends before the jobs.
func inOrder[J, R any](ctx context.Context, workers int, jobs iter.Seq[J], do func(context.Context, J) (R, error), to *sink[J, R]) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan *job[J, R], aheadPerWorker*workers)
	work := make(chan *job[J, R], aheadPerWorker*workers) // so that no worker waits for dispatch to be scheduled
	all := false
	var team sync.WaitGroup
	team.Go(func() {
		defer close(queue)
		defer close(work)
		all = dispatch(ctx, jobs, queue, work)
	})
	for range workers {
		team.Go(func() {
			for j := range work {
				j.result, j.err = do(ctx, j.what)
				close(j.done)
				runtime.Gosched() // so that deliver runs now: where all are busy, it would wait until all work has run out
			}
		})
	}
	waiting, err := deliver(queue, to)
	cancel()
	team.Wait()
	for j := range queue {
		waiting = append(waiting, j)
	}
	if err == nil && !all {
		err = ctx.Err()
	}
	if lost := to.acceptFinished(waiting); lost != nil {
		return lost
	}
	return err
}

// dispatch puts every job into the queue, in order, and then gives it to a worker. It reports whether
// it came to the last job.
func dispatch[J, R any](ctx context.Context, jobs iter.Seq[J], queue, work chan<- *job[J, R]) bool {
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

// deliver gives results to the sink in order, until the queue ends or a job or the sink fails. It
// returns the jobs that are left.
func deliver[J, R any](queue <-chan *job[J, R], to *sink[J, R]) (waiting []*job[J, R], err error) {
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
			for range len(queue) { // nobody else receives from it
				waiting = append(waiting, <-queue)
			}
			if err := to.acceptFinished(waiting); err != nil {
				return waiting, err
			}
		case <-waiting[0].done:
			j := waiting[0]
			if j.err != nil {
				return waiting, j.err
			}
			if !j.taken {
				if err := to.accept(j); err != nil {
					return nil, err
				}
			}
			waiting = waiting[1:]
		}
	}
}
