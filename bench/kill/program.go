package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// study has 8 runs for each seed, of about 10 ms on one core.
const study = `name: killed
model: {params: 1000}
training: {steps: 10000, dynamics: gd}
tasks:
  first:
    classes: 10
    universe: 1000
    items: 500
    test_items: 100
    memorization: {gain: 1, initial: 0.1, cohorts: 4}
    generalization: {gain: 0.1, gain_spread: 0.4, initial: 0.01, footprint: 10}
sweep:
  axes: [{path: training.weight_decay, log: {from: 1e-3, to: 1, points: 8}}]
  seeds: %d
record: {points: 10}
`

// program is a circsim binary and the file of the study to sweep.
type program struct{ binary, study string }

// build compiles the binary and writes the study, both in dir.
func build(ctx context.Context, dir string, runs int) (program, error) {
	p := program{filepath.Join(dir, "circsim.exe"), filepath.Join(dir, "killed.yaml")}
	cmd := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", p.binary, "github.com/circsim/circsim/cmd/circsim")
	if out, err := cmd.CombinedOutput(); err != nil {
		return p, fmt.Errorf("building circsim: %w\n%s", err, out)
	}
	return p, os.WriteFile(p.study, fmt.Appendf(nil, study, (runs+7)/8), 0o644)
}

// sweep starts the sweep and kills it after a delay. It reports whether the kill
// hit the running program. It returns an error if the program failed by itself.
func (p program) sweep(ctx context.Context, dir string, delay time.Duration, flags ...string) (killed bool, err error) {
	args := append([]string{"sweep", p.study, "-o", dir, "--quiet"}, flags...)
	cmd := exec.CommandContext(ctx, p.binary, args...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		return false, err
	}
	late := time.AfterFunc(delay, func() { cmd.Process.Kill() })
	defer late.Stop()
	err = cmd.Wait()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return false, fmt.Errorf("not done after %v", limit)
	case errors.As(err, &exit) && !exit.Exited():
		return true, nil
	case err != nil:
		return false, fmt.Errorf("circsim %v: %w\n%s", args, err, &said)
	}
	return false, nil
}
