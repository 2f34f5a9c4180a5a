package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/circsim/circsim/analysis"
)

func newAnalysisProgress(out *bytes.Buffer) *analysisProgress {
	return &analysisProgress{out: out, started: time.Now(), stop: make(chan struct{}), stopped: make(chan struct{})}
}

// Without a terminal an analysis of nine seconds writes two lines, one of a second none.
func TestAnalysisProgressLines(t *testing.T) {
	for seconds, want := range map[int]string{
		1: "",
		9: "runs.csv: fitting laws, 0 of 6, 2s\nruns.csv: fitting laws, 2 of 6, 6s\n",
	} {
		synctest.Test(t, func(t *testing.T) {
			var out bytes.Buffer
			p := newAnalysisProgress(&out)
			go func() {
				defer close(p.stopped)
				p.lines()
			}()
			tell := p.of("runs.csv")
			time.Sleep(time.Second / 2)
			for second := range seconds {
				tell(analysis.Progress{Doing: "fitting laws", Done: second / 2, Of: 6})
				tell(analysis.Progress{Doing: "fitting laws", Done: 0, Of: 6}) // late
				time.Sleep(time.Second)
			}
			p.end()
			if out.String() != want {
				t.Errorf("%d seconds:\n%s\nnot\n%s", seconds, out.String(), want)
			}
		})
	}
}

// On a terminal the line is no wider than the screen, and wiped at the end.
func TestAnalysisProgressLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		p := newAnalysisProgress(&out)
		go func() {
			defer close(p.stopped)
			p.draw(&out, 20)
		}()
		p.of("a-rather-long-name-of-a-table.csv")(analysis.Progress{Doing: "reading"})
		time.Sleep(2300 * time.Millisecond)
		p.end()
		if got := out.String(); !strings.HasPrefix(got, "\r\x1b[Ka-rather-long-name-\r") || !strings.HasSuffix(got, "\r\x1b[K") {
			t.Errorf("%q", got)
		}
	})
}
