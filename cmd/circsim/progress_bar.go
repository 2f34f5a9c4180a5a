package main

import (
	"fmt"
	"io"

	"github.com/circsim/circsim/internal/text"
	"github.com/urfave/cli/v2"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// bar draws a progress bar on a terminal.
type bar struct {
	reporter
	terminal io.Writer
	screen   *mpb.Progress
	drawn    *mpb.Bar
}

// terminalOf is standard error as it is, for bars, which move the cursor.
func terminalOf(c *cli.Context) io.Writer {
	if m, ok := c.App.ErrWriter.(text.Messages); ok {
		return m.W
	}
	return c.App.ErrWriter
}

// Begin draws the empty bar.
func (b *bar) Begin(round int, runs, kept int64) {
	b.wipe(true)
	b.begin(runs, kept)
	if runs == 0 {
		return
	}
	name := b.scenario
	if round > 0 {
		name = fmt.Sprintf("%s round %d", name, round)
	}
	b.screen = mpb.New(mpb.WithOutput(b.terminal), mpb.WithWidth(40))
	b.drawn = b.screen.AddBar(runs,
		mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name(name), decor.CountersNoUnit(" %d/%d runs")),
		mpb.AppendDecorators(decor.Any(func(s decor.Statistics) string { return b.pace(s.Current) })),
	)
}

// Finished moves the bar.
func (b *bar) Finished(done int64) {
	b.batch.done = done
	b.drawn.SetCurrent(done)
}

func (b *bar) end(finished bool) {
	b.wipe(finished)
	b.closing(finished)
}

// wipe takes the bar of a batch from the screen.
func (b *bar) wipe(finished bool) {
	if b.screen == nil {
		return
	}
	if !finished {
		b.drawn.Abort(true)
	}
	b.screen.Wait()
	b.screen = nil
}
