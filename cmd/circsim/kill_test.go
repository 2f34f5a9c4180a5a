//go:build unix

package main

import (
	"os/exec"
	"strings"
	"testing"
)

// A sweep, or an extension, that is killed six times and started again writes the
// bytes of one that is left alone: the trial of bench/kill, in short.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a sweep of seconds four times")
	}
	for _, extend := range []string{"-extend=false", "-extend"} {
		out, err := exec.Command("go", "run", "../../bench/kill", "-kills", "6", "-runs", "300", extend).CombinedOutput()
		if err != nil || !strings.Contains(string(out), "\n6 kills hit") {
			t.Errorf("%s: %v\n%s", extend, err, out)
		}
	}
}
