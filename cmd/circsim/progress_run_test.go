package main

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"
)

// Without a terminal a run of two and a half minutes writes four lines.
func TestRunProgressLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		p := &runProgress{of: "slow", steps: 3000, out: &out, started: time.Now(), stop: make(chan struct{}), stopped: make(chan struct{})}
		go func() {
			defer close(p.stopped)
			p.lines()
		}()
		time.Sleep(time.Second / 2)
		for second := range 160 {
			p.at(float64(20 * max(second-10, 0)))
			time.Sleep(time.Second)
		}
		p.end()
		want := `slow: step 0 of 3000, time left unknown
slow: step 380 of 3000, about 3m27s left
slow: step 1180 of 3000, about 1m48s left
slow: step 2780 of 3000, about 11.9s left
`
		if out.String() != want {
			t.Errorf("%s\nnot\n%s", out.String(), want)
		}
	})
}
