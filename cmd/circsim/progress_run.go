package main

import (
	"fmt"
	"io"
	"math"
	"sync/atomic"
	"time"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/urfave/cli/v2"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// runProgress shows how far a long single run is: on a terminal by a bar after a second, elsewhere by lines at intervals
// that begin at ten seconds and double.
type runProgress struct {
	of      string // the scenario
	steps   int64
	out     io.Writer
	started time.Time
	step    atomic.Uint64 // bits of the number of steps done
	stop    chan struct{}
	stopped chan struct{}
}

func watchRun(c *cli.Context, s *scenarios.Scenario) *runProgress {
	p := &runProgress{
		of: s.Name, steps: s.Training.Steps, out: c.App.ErrWriter,
		started: time.Now(), stop: make(chan struct{}), stopped: make(chan struct{}),
	}
	go func() {
		defer close(p.stopped)
		if text.ScreenOf(c.App.ErrWriter).Moves {
			p.draw(terminalOf(c))
			return
		}
		p.lines()
	}()
	return p
}

// at takes the number of steps done.
func (p *runProgress) at(step float64) { p.step.Store(math.Float64bits(step)) }

// end takes the bar from the terminal.
func (p *runProgress) end() {
	close(p.stop)
	<-p.stopped
}

func (p *runProgress) done() float64 { return math.Float64frombits(p.step.Load()) }

// draw shows a bar until the end.
func (p *runProgress) draw(terminal io.Writer) {
	select {
	case <-p.stop:
		return
	case <-time.After(time.Second):
	}
	screen := mpb.New(mpb.WithOutput(terminal), mpb.WithWidth(40))
	bar := screen.AddBar(p.steps,
		mpb.PrependDecorators(decor.Name(p.of), decor.CountersNoUnit(" step %d/%d")),
		mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return p.left() })),
	)
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-p.stop:
			bar.Abort(true)
			screen.Wait()
			return
		case <-tick.C:
			// The bar must not complete by itself, or it would stay on the screen.
			bar.SetCurrent(min(int64(p.done()), p.steps-1))
		}
	}
}

// lines writes lines until the end.
func (p *runProgress) lines() {
	for interval := 10 * time.Second; ; interval = min(2*interval, 10*time.Minute) {
		select {
		case <-p.stop:
			return
		case <-time.After(interval):
			fmt.Fprintf(p.out, "%s: step %.0f of %d, %s\n", p.of, p.done(), p.steps, p.left())
		}
	}
}

// left says how long the rest takes if all steps take as long as those done. The steps of a run differ in cost, so this is
// a guess until late.
func (p *runProgress) left() string {
	done := p.done()
	if done == 0 {
		return "time left unknown"
	}
	took := time.Since(p.started)
	return fmt.Sprintf("about %s left", round(time.Duration(float64(took)*(float64(p.steps)-done)/done)))
}
