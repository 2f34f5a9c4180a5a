//go:build unix

package duckdbtest

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// circsim is the program of this repository, built for a test.
type circsim struct {
	binary string
	dir    string // that it works in
}

func buildCircsim(t *testing.T) circsim {
	t.Helper()
	c := circsim{filepath.Join(t.TempDir(), "circsim"), t.TempDir()}
	build := exec.Command("go", "build", "-buildvcs=false", "-o", c.binary, "./cmd/circsim")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := os.WriteFile(filepath.Join(c.dir, "ways.yaml"), []byte(ways), 0o644); err != nil {
		t.Fatal(err)
	}
	return c
}

// tables is the scenario's folder in one that a sweep or a merge was given as -o.
func (c circsim) tables(o string) string { return filepath.Join(c.dir, o, "ways") }

// process is a circsim that runs, and what it has said.
type process struct {
	*exec.Cmd
	said *bytes.Buffer
}

// start makes a process of its own; a test that fails leaves none behind.
func (c circsim) start(t *testing.T, args ...string) process {
	t.Helper()
	p := process{exec.Command(c.binary, args...), new(bytes.Buffer)}
	p.Dir, p.Stdout, p.Stderr = c.dir, p.said, p.said
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.Process.Kill()
		p.Wait()
	})
	return p
}

// exits waits for the process and checks its status, -1 for one that was killed.
func (p process) exits(t *testing.T, want int) {
	t.Helper()
	var exit *exec.ExitError
	if err := p.Wait(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if got := p.ProcessState.ExitCode(); got != want {
		t.Fatalf("%v: %v, want exit status %d\n%s", p.Args, p.ProcessState, want, p.said)
	}
}

// sweep starts the sweep into a folder.
func (c circsim) sweep(t *testing.T, o string, args ...string) process {
	t.Helper()
	return c.start(t, append([]string{"sweep", "ways.yaml", "-o", o, "--quiet"}, args...)...)
}

// merge joins folders and checks the exit status.
func (c circsim) merge(t *testing.T, status int, into string, from ...string) {
	t.Helper()
	c.start(t, append([]string{"merge", "-o", into}, from...)...).exits(t, status)
}
