package main

import (
	"strings"
	"testing"
)

// A sweep that is interrupted in its first rounds, which it has kept, does not say that nothing is left to make.
func TestClosingOfAnInterruptedSweep(t *testing.T) {
	for _, finished := range []bool{false, true} {
		var out strings.Builder
		l := &lines{reporter: reporter{out: &out, scenario: "small"}}
		l.Begin(1, 0, 20)
		l.Begin(2, 0, 4)
		l.end(finished)
		want := ""
		if finished {
			want = "small: nothing to make, 24 runs are there\n"
		}
		if out.String() != want {
			t.Errorf("finished %t: %q, expected %q", finished, &out, want)
		}
	}
}
