//go:build unix

package main

import (
	"os/exec"
	"strings"
	"testing"
)

// A sweep that is killed six times and resumed writes the bytes of one that is
// left alone: the trial of bench/kill, in short.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a sweep of seconds twice")
	}
	out, err := exec.Command("go", "run", "../../bench/kill", "-kills", "6", "-runs", "300").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "\n6 kills hit") {
		t.Errorf("%v\n%s", err, out)
	}
}
