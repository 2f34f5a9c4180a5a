package main

import (
	"fmt"
	"time"

	"github.com/circsim/circsim/internal/text"
)

// lines writes plain lines: at the start, at the end, and between them after each tenth of the runs or after an
// interval, which begins at ten seconds and doubles.
type lines struct {
	reporter
	tenth    int64
	last     time.Time
	interval time.Duration
}

// Begin says how much there is to do.
func (l *lines) Begin(round int, runs, kept int64) {
	l.begin(runs, kept)
	l.last, l.interval, l.tenth = l.started, 10*time.Second, 0
	if runs == 0 {
		return
	}
	says := l.scenario + ": "
	if round > 0 {
		says += fmt.Sprintf("round %d: ", round)
	}
	says += text.Count(runs, "run") + " to make"
	if kept > 0 {
		says += fmt.Sprintf(", %d are there already", kept)
	}
	fmt.Fprintln(l.out, says)
}

// Finished writes a line when enough has happened since the last one.
func (l *lines) Finished(done int64) {
	l.batch.done = done
	now, tenth := time.Now(), done*10/l.batch.runs
	since := now.Sub(l.last)
	if done == l.batch.runs || since < time.Second || since < l.interval && tenth == l.tenth {
		return
	}
	if tenth == l.tenth {
		l.interval = min(2*l.interval, 10*time.Minute)
	}
	l.last, l.tenth = now, tenth
	fmt.Fprintf(l.out, "%s: %d of %d runs, %s\n", l.scenario, done, l.batch.runs, l.pace(done))
}

func (l *lines) end(finished bool) { l.closing(finished) }
