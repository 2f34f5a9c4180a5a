package main

import (
	"fmt"
	"io"
	"time"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/sweep"
	"github.com/urfave/cli/v2"
)

// progress shows how a sweep goes.
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
	if text.ScreenOf(c.App.ErrWriter).Terminal() {
		return &bar{reporter: common}
	}
	return &lines{reporter: common}
}

// reporter is what every progress knows and says.
type reporter struct {
	out        io.Writer
	scenario   string
	runs, kept int64     // of the batch: to make, and there already
	done       int64     // of the batch
	started    time.Time // of the batch
	before     work      // batches that are over
	begun      time.Time // of the sweep
}

// work is what was done in batches.
type work struct{ batches, runs, done, kept int64 }

// Replacing says that finished results are given up.
func (r *reporter) Replacing(dir string, parts int) {
	fmt.Fprintf(r.out, "%s: replacing %s in %s\n", r.scenario, text.Count(parts, "finished part"), dir)
}

func (r *reporter) begin(runs, kept int64) {
	r.over()
	r.runs, r.kept, r.done, r.started = runs, kept, 0, time.Now()
	if r.begun.IsZero() {
		r.begun = r.started
	}
}

// over adds a batch to those before.
func (r *reporter) over() {
	if r.started.IsZero() {
		return
	}
	r.before = work{r.before.batches + 1, r.before.runs + r.runs, r.before.done + r.done, r.before.kept + r.kept}
	r.started = time.Time{}
}

// pace is the rate of runs so far, and the time that the others will take at that rate.
func (r *reporter) pace(done int64) string {
	if done == 0 {
		return ""
	}
	took := time.Since(r.started)
	left := time.Duration(float64(took) / float64(done) * float64(r.runs-done))
	return fmt.Sprintf("%s runs/s, %s left", perSecond(done, took), round(left))
}

// closing sums up the work and its time.
func (r *reporter) closing() {
	r.over()
	if r.begun.IsZero() {
		return
	}
	took, all := time.Since(r.begun), r.before
	if all.runs == 0 {
		if all.kept > 0 {
			fmt.Fprintf(r.out, "%s: nothing to make, %s are there\n", r.scenario, text.Count(all.kept, "run"))
		}
		return
	}
	of := ""
	if all.done < all.runs {
		of = fmt.Sprintf("%d of ", all.done)
	}
	fmt.Fprintf(r.out, "%s: %s%s in %s", r.scenario, of, text.Count(all.runs, "run"), round(took))
	if all.done > 0 {
		fmt.Fprintf(r.out, " (%s runs/s)", perSecond(all.done, took))
	}
	if all.batches > 1 {
		fmt.Fprintf(r.out, " in %s", text.Count(all.batches, "round"))
	}
	if all.kept > 0 {
		fmt.Fprintf(r.out, ", %d were there already", all.kept)
	}
	fmt.Fprintln(r.out)
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

// silent shows nothing but what is lost.
type silent struct{ reporter }

// Begin and Finished are not shown.
func (*silent) Begin(int, int64, int64) {}
func (*silent) Finished(int64)          {}
func (*silent) end(bool)                {}

// perSecond writes a rate.
func perSecond(runs int64, took time.Duration) string {
	return threeDigits(float64(runs) / took.Seconds())
}
