//go:build darwin || freebsd || linux || netbsd || openbsd

package output

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/circsim/circsim/scenarios"
)

func TestLockKeepsOthersOut(t *testing.T) {
	dir := t.TempDir()
	l, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(dir); !errors.Is(err, ErrLocked) {
		t.Errorf("second sweep: %v", err)
	}
	if _, err := LockShard(dir, 1, 4); !errors.Is(err, ErrLocked) {
		t.Errorf("shard beside a sweep: %v", err)
	}
	if err := l.Unlock(); err != nil {
		t.Fatal(err)
	}
	one, err := LockShard(dir, 1, 4)
	if err != nil {
		t.Fatal(err)
	}
	two, err := LockShard(dir, 2, 4)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := LockShard(dir, 2, 4); !errors.Is(err, ErrLocked) {
		t.Errorf("the same shard twice: %v", err)
	}
	if _, err := Lock(dir); !errors.Is(err, ErrLocked) {
		t.Errorf("sweep beside shards: %v", err)
	}
	if err := errors.Join(one.Unlock(), two.Unlock()); err != nil {
		t.Fatal(err)
	}
	if l, err = Lock(dir); err != nil {
		t.Fatal(err)
	}
	l.Unlock()
}

// A writer that is killed in the middle of a part leaves nothing that a reader
// sees, and its lock is free.
func TestKilledWriter(t *testing.T) {
	const env = "CIRCSIM_TEST_KILLED_WRITER"
	m := study(2, 2, scenarios.CircuitsFinal)
	if dir := os.Getenv(env); dir != "" {
		l, err := Lock(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Unlock()
		p, err := NewPart(dir, m, 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Add(0, axisOf(0), like(0, 50000)); err != nil {
			t.Fatal(err)
		}
		os.Stdout.WriteString("!")
		io.Copy(io.Discard, os.Stdin) // until killed
		return
	}
	dir := t.TempDir()
	writer := exec.Command(os.Args[0], "-test.run=^TestKilledWriter$")
	writer.Env = append(os.Environ(), env+"="+dir)
	in, err := writer.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := writer.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	io.ReadFull(out, make([]byte, 1))
	if _, err := Lock(dir); !errors.Is(err, ErrLocked) {
		t.Errorf("lock of a living writer: %v", err)
	}
	writer.Process.Kill()
	writer.Wait()

	count := func(pattern string) int {
		paths, _ := filepath.Glob(filepath.Join(dir, "*", pattern))
		return len(paths)
	}
	if count("*.parquet") != 0 || count(".*"+asideMark+"*") != 3 {
		t.Errorf("%d tables and %d unfinished files", count("*.parquet"), count(".*"+asideMark+"*"))
	}
	if state, _ := m.PartState(dir, 0); state != Missing {
		t.Errorf("part is %v", state)
	}
	l, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Unlock()
	if n := count("*"); n != 0 {
		t.Errorf("%d files are left", n)
	}
}
