package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/circsim/circsim/sweep"
	"github.com/urfave/cli/v2"
	"golang.org/x/term"
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
	if f, ok := c.App.ErrWriter.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return &bar{reporter: common}
	}
	return &lines{reporter: common}
}

// reporter is what every progress knows and says.
type reporter struct {
	out        io.Writer
	scenario   string
	runs, kept int64 // to make, and there already
	done       int64
	started    time.Time
}

// Replacing says that finished results are given up.
func (r *reporter) Replacing(dir string, parts int) {
	fmt.Fprintf(r.out, "%s: replacing %s in %s\n", r.scenario, plural(int64(parts), "finished part"), dir)
}

func (r *reporter) begin(runs, kept int64) {
	r.runs, r.kept, r.started = runs, kept, time.Now()
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
	took := time.Since(r.started)
	of := ""
	if r.done < r.runs {
		of = fmt.Sprintf("%d of ", r.done)
	}
	fmt.Fprintf(r.out, "%s: %s%s in %s", r.scenario, of, plural(r.runs, "run"), round(took))
	if r.done > 0 {
		fmt.Fprintf(r.out, " (%s runs/s)", perSecond(r.done, took))
	}
	if r.kept > 0 {
		fmt.Fprintf(r.out, ", %d were there already", r.kept)
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
func (*silent) Begin(int64, int64) {}
func (*silent) Finished(int64)     {}
func (*silent) end(bool)           {}

// perSecond writes a rate to three digits, whole from 100 on.
func perSecond(runs int64, took time.Duration) string {
	rate := float64(runs) / took.Seconds()
	if rate >= 100 {
		return fmt.Sprintf("%.0f", rate)
	}
	return fmt.Sprintf("%.3g", rate)
}
