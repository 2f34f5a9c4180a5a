package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/internal/text"
	"github.com/urfave/cli/v2"
)

// patience is how long an analysis is silent.
const patience = 2 * time.Second

// analysisProgress shows how far a long analysis is: on a terminal in a line that is wiped at the end, elsewhere by lines at
// intervals that begin at two seconds and double. With --json it shows nothing.
type analysisProgress struct {
	out     io.Writer
	started time.Time
	stop    chan struct{}
	stopped chan struct{}
	once    sync.Once

	mutex sync.Mutex
	table string
	at    analysis.Progress
}

func watchAnalysis(c *cli.Context) *analysisProgress {
	p := &analysisProgress{out: c.App.ErrWriter, started: time.Now(), stop: make(chan struct{}), stopped: make(chan struct{})}
	go func() {
		defer close(p.stopped)
		screen := text.ScreenOf(c.App.ErrWriter)
		switch {
		case c.Bool("json"):
		case screen.Moves:
			p.draw(terminalOf(c), screen.Width)
		default:
			p.lines()
		}
	}()
	return p
}

// of takes the progress on one table.
func (p *analysisProgress) of(table string) func(analysis.Progress) {
	return func(at analysis.Progress) {
		p.mutex.Lock()
		defer p.mutex.Unlock()
		if p.table == table && p.at.Doing == at.Doing && at.Done < p.at.Done {
			return // a part that was done earlier is told later
		}
		p.table, p.at = table, at
	}
}

// end stops the progress, and wipes its line from the terminal.
func (p *analysisProgress) end() {
	p.once.Do(func() { close(p.stop) })
	<-p.stopped
}

// line says what is done now.
func (p *analysisProgress) line() string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	count := ""
	if p.at.Of > 0 {
		count = fmt.Sprintf(", %d of %d", p.at.Done, p.at.Of)
	}
	return fmt.Sprintf("%s: %s%s, %s", p.table, p.at.Doing, count, time.Since(p.started).Round(time.Second))
}

// draw shows a line until the end.
func (p *analysisProgress) draw(terminal io.Writer, columns int) {
	wait := patience
	for drawn := false; ; drawn, wait = true, 200*time.Millisecond {
		select {
		case <-p.stop:
			if drawn {
				fmt.Fprint(terminal, "\r\x1b[K")
			}
			return
		case <-time.After(wait):
			line := []rune(p.line())
			fmt.Fprintf(terminal, "\r\x1b[K%s", string(line[:min(len(line), max(1, columns-1))]))
		}
	}
}

// lines writes lines until the end.
func (p *analysisProgress) lines() {
	for interval := patience; ; interval = min(2*interval, 10*time.Minute) {
		select {
		case <-p.stop:
			return
		case <-time.After(interval):
			fmt.Fprintln(p.out, p.line())
		}
	}
}
