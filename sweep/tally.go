package sweep

import "sync"

// maxFailures is how many runs may fail before a sweep gives up.
const maxFailures = 100

// tally counts, for all lanes, the runs that are made and those that fail.
type tally struct {
	observer Observer
	mutex    sync.Mutex
	made     int64
	first    *RunError // that failed, in the order of the plan
	failed   int64
}

// taking writes what a lane has made, and counts it.
func (t *tally) taking(out *parts) func(Point, outcome) error {
	return func(p Point, o outcome) error {
		if o.failed != nil {
			return t.fail(o.failed)
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

// fail notes a failure, and gives up after too many.
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
	return t.summary()
}

// failure is nil where no run has failed.
func (t *tally) failure() error {
	if t.first == nil {
		return nil
	}
	return t.summary()
}

// summary is the first failure, which knows how many others there are.
func (t *tally) summary() error {
	e := *t.first
	e.Others = t.failed - 1
	return &e
}
