//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// slow has eight quick runs, one part, and then eight that would take hours.
const slow = `name: slow
model: {params: 1000}
training: {steps: 10, dynamics: gd}
tasks:
  first:
    classes: 10
    items: 100
    memorization: {gain: 1, initial: 0.1}
sweep:
  axes: [{path: training.steps, values: [10, 100000000]}]
  seeds: 8
record: {points: 2}
`

// Ctrl-C ends a sweep with status 130, keeps the finished part, leaves nothing
// unfinished behind, and tells how to go on.
func TestInterrupt(t *testing.T) {
	for _, sent := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(sent.String(), func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "slow.yaml"), []byte(slow), 0o644); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("circsim", "sweep", "slow.yaml", "--set", "title=One; two", "-o", "out")
			cmd.Dir = dir
			var stdout, stderr bytes.Buffer
			cmd.Stdout, cmd.Stderr = &stdout, &stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			await(t, filepath.Join(dir, "out/slow/runs/part-00000.parquet"))
			second := exec.Command("circsim", "sweep", "slow.yaml", "-o", "out")
			second.Dir = dir
			says, err := second.CombinedOutput()
			var refused *exec.ExitError
			if !errors.As(err, &refused) || refused.ExitCode() != 2 || string(says) !=
				"out/slow: another circsim writes into this folder; wait for it or choose another -o\n" {
				t.Errorf("second sweep: %v\n%s", err, says)
			}
			status := exec.Command("circsim", "status", "out")
			status.Dir = dir
			at, err := status.Output()
			if row := fmt.Sprintf("out/slow +16 +8 +8 +0 parts +process %d on ", cmd.Process.Pid); err != nil || !regexp.MustCompile(row).Match(at) {
				t.Errorf("status: %v\n%s", err, at)
			}
			cmd.Process.Signal(sent)
			err = cmd.Wait()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != 130 {
				t.Fatalf("%v\n%s", err, &stderr)
			}
			last := "circsim: interrupted; what is finished is kept, go on with: circsim sweep slow.yaml --set 'title=One; two' -o out\n"
			if !strings.HasSuffix(stderr.String(), last) || stdout.Len() > 0 {
				t.Errorf("%s\n%s", &stdout, &stderr)
			}
			files, _ := filepath.Glob(filepath.Join(dir, "out/slow/*/*"))
			hidden, _ := filepath.Glob(filepath.Join(dir, "out/slow/*/.*"))
			if len(files) != 4 || len(hidden) != 0 {
				t.Error(files, hidden)
			}
		})
	}
}

func await(t *testing.T, path string) {
	t.Helper()
	for range 3000 {
		if _, err := os.Stat(path); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("no %s", path)
}
