package main

import (
	"fmt"
	"io"
	"time"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/sweep"
	"github.com/urfave/cli/v2"
)

// progress shows how far a sweep is.
type progress interface {
	sweep.Observer
	end(finished bool)
}

// newProgress chooses a bar for people, lines for logs, nothing with --quiet.
func newProgress(c *cli.Context, scenario string) progress {
	common := reporter{out: c.App.ErrWriter, scenario: scenario}
	if c.Bool("quiet") {
		return &silent{common}
	}
	if text.ScreenOf(c.App.ErrWriter).Moves {
		return &bar{reporter: common, terminal: terminalOf(c)}
	}
	return &lines{reporter: common}
}

// reporter counts the runs of a sweep, which come in batches. Every progress has one.
type reporter struct {
	out      io.Writer
	scenario string
	batch    work
	started  time.Time // the batch
	before   work      // finished batches
	begun    time.Time // the sweep
}

// work counts runs: all, those done, and those that were there before.
type work struct{ batches, runs, done, kept int64 }

// Replacing says that finished parts are replaced.
func (r *reporter) Replacing(dir string, parts int) {
	fmt.Fprintf(r.out, "%s: replacing %s in %s\n", r.scenario, text.Count(parts, "finished part"), dir)
}

func (r *reporter) begin(runs, kept int64) {
	r.over()
	r.batch, r.started = work{1, runs, 0, kept}, time.Now()
	if r.begun.IsZero() {
		r.begun = r.started
	}
}

// over adds the batch to those before.
func (r *reporter) over() {
	a, b := r.before, r.batch
	r.before, r.batch = work{a.batches + b.batches, a.runs + b.runs, a.done + b.done, a.kept + b.kept}, work{}
}

// pace writes the rate of runs, and the time that the rest of the batch takes at that rate.
func (r *reporter) pace(done int64) string {
	if done == 0 {
		return ""
	}
	took := time.Since(r.started)
	left := time.Duration(float64(took) / float64(done) * float64(r.batch.runs-done))
	return fmt.Sprintf("%s runs/s, %s left", perSecond(done, took), round(left))
}

// closing sums up the runs and their time. The rounds of an adaptive sweep that did not finish may hold more runs than were
// looked at: it does not say then that there is nothing to make.
func (r *reporter) closing(finished bool) {
	r.over()
	if r.begun.IsZero() {
		return
	}
	took, all := time.Since(r.begun), r.before
	if all.runs == 0 {
		if finished && all.kept > 0 {
			fmt.Fprintf(r.out, "%s: nothing to make, %s are there\n", r.scenario, text.Count(all.kept, "run"))
		}
		return
	}
	of := ""
	if all.done < all.runs {
		of = fmt.Sprintf("%d of ", all.done)
	}
	says := fmt.Sprintf("%s: %s%s in %s", r.scenario, of, text.Count(all.runs, "run"), round(took))
	if all.done > 0 {
		says += fmt.Sprintf(" (%s runs/s)", perSecond(all.done, took))
	}
	if all.batches > 1 {
		says += " in " + text.Count(all.batches, "round")
	}
	if all.kept > 0 {
		says += fmt.Sprintf(", %d were there already", all.kept)
	}
	fmt.Fprintln(r.out, says)
}

// round keeps a duration readable.
func round(d time.Duration) time.Duration {
	switch {
	case d > time.Minute:
		return d.Round(time.Second)
	case d > time.Second:
		return d.Round(100 * time.Millisecond)
	}
	return d.Round(time.Millisecond)
}

// silent says only that parts are replaced.
type silent struct{ reporter }

// Begin and Finished are not shown.
func (*silent) Begin(int, int64, int64) {}
func (*silent) Finished(int64)          {}
func (*silent) end(bool)                {}

// perSecond writes a rate.
func perSecond(runs int64, took time.Duration) string {
	return threeDigits(float64(runs) / took.Seconds())
}
