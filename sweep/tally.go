package sweep

import "sync"

// maxFailures is the number of failed runs after which a sweep gives up.
const maxFailures = 100

// tally counts the runs of all lanes that were made, and those that failed.
type tally struct {
	observer Observer
	mutex    sync.Mutex
	made     int64
	first    *RunError // the failed run with the lowest number
	failed   int64
}

// writingTo writes the results of a lane and counts them.
func (t *tally) writingTo(out *parts) func(Point, outcome) error {
	return func(p Point, o outcome) error {
		if o.failed != nil {
			return t.fail(o.failed)
		}
		if o.copied {
			return out.copy(p, o.at)
		}
		if err := out.add(p, o.result); err != nil {
			return err
		}
		t.mutex.Lock()
		defer t.mutex.Unlock()
		t.made++
		t.observer.Finished(t.made)
		return nil
	}
}

// fail counts a failure. It returns an error after too many.
func (t *tally) fail(e *RunError) error {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.failed++
	if t.first == nil || e.Run < t.first.Run {
		t.first = e
	}
	if t.failed < maxFailures {
		return nil
	}
	return t.failure()
}

// failure is the first failure in the order of the plan, with the number of others. It is nil if no run
// failed.
func (t *tally) failure() error {
	if t.first == nil {
		return nil
	}
	e := *t.first
	e.Others = t.failed - 1
	return &e
}
