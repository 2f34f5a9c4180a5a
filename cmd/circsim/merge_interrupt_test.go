//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// Ctrl-C ends a merge before the next part with status 130. The checksums of the first part are a
// pipe, so that the merge is in the middle of it.
func TestMergeInterrupted(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "slow.yaml"), []byte(slow), 0o644); err != nil {
		t.Fatal(err)
	}
	circsim := func(args ...string) *exec.Cmd {
		cmd := exec.Command("circsim", args...)
		cmd.Dir = dir
		return cmd
	}
	if out, err := circsim("sweep", "slow.yaml", "--set", "training.steps=10", "--set", "sweep.axes=[]", "--set", "sweep.seeds=16", "-o", "one").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	sums := filepath.Join(dir, "one/slow/sums/part-00000.sha256")
	noted, err := os.ReadFile(sums)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Remove(sums), syscall.Mkfifo(sums, 0o644)); err != nil {
		t.Fatal(err)
	}
	merge := circsim("merge", "one", "-o", "joined")
	var stderr bytes.Buffer
	merge.Stderr = &stderr
	if err := merge.Start(); err != nil {
		t.Fatal(err)
	}
	pipe, err := os.OpenFile(sums, os.O_WRONLY, 0) // when the merge reads it
	if err != nil {
		t.Fatal(err)
	}
	merge.Process.Signal(os.Interrupt)
	time.Sleep(200 * time.Millisecond)
	pipe.Write(noted)
	if err := errors.Join(os.Remove(sums), os.WriteFile(sums, noted, 0o644), pipe.Close()); err != nil {
		t.Fatal(err)
	}
	err = merge.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 130 ||
		stderr.String() != "circsim: interrupted; what is joined is kept, the same command goes on\n" {
		t.Errorf("%v\n%s", err, &stderr)
	}
	if _, err := os.Stat(filepath.Join(dir, "joined/slow/runs/part-00001.parquet")); !os.IsNotExist(err) {
		t.Errorf("the second part: %v", err)
	}
	if out, err := circsim("merge", "one", "-o", "joined").CombinedOutput(); err != nil ||
		string(out) != "slow: 2 of 2 parts, 16 runs, in joined/slow\n" {
		t.Errorf("again: %v\n%s", err, out)
	}
}
