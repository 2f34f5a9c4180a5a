package output

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// mounted runs the calling test again in a small file system of its own, which is dir there;
// outside of it dir is "".
func mounted(t *testing.T, options string) (dir string) {
	t.Helper()
	const env = "CIRCSIM_TEST_MOUNTED"
	if dir := os.Getenv(env); dir != "" {
		return dir
	}
	if out, err := exec.Command("unshare", "-rm", "mount", "-t", "tmpfs", "none", t.TempDir()).CombinedOutput(); err != nil {
		t.Skipf("may not mount a tmpfs here: %v %s", err, out)
	}
	dir = t.TempDir()
	again := exec.Command("unshare", "-rm", "sh", "-c", `mount -t tmpfs -o "$1" none "$2" && shift 2 && exec "$@"`,
		"sh", options, dir, os.Args[0], "-test.run=^"+t.Name()+"$", "-test.count=1")
	again.Env = append(os.Environ(), env+"="+dir)
	if out, err := again.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	return ""
}

// oneLine checks that an error of writing is one line that names a path in dir.
func oneLine(t *testing.T, err error, cause error, dir string) {
	t.Helper()
	if !errors.Is(err, cause) || !strings.Contains(err.Error(), dir) || strings.ContainsAny(err.Error(), "\n") || strings.Contains(err.Error(), asideMark) {
		t.Errorf("error is %v, want one line with %v and a path in %s", err, cause, dir)
	}
}

// Whenever a disk becomes full while a part is written, the error says so, nothing of the
// part is to be seen, and what was there before still stands.
func TestFullDisk(t *testing.T) {
	disk := mounted(t, "size=1m")
	if disk == "" {
		return
	}
	m := study(3, 3, scenarios.CircuitsFinal)
	ballast := filepath.Join(disk, "ballast")
	failed := map[string]int{}
	for room := 0; room < 300<<10; room += 6 << 10 {
		dir := filepath.Join(disk, fmt.Sprint(room))
		before := files(t, holdingShort(t, m, dir))
		fill(t, ballast, disk, room)
		when, err := write(dir, m, like(0, 300))
		failed[when]++
		if err != nil {
			oneLine(t, err, syscall.ENOSPC, dir)
			sameFiles(t, before, files(t, dir))
		} else if state, err := m.PartState(dir, 0); state != Complete {
			t.Errorf("%v, %v", state, err)
		}
		os.Remove(ballast)
		os.RemoveAll(dir)
		if t.Failed() {
			t.Fatalf("%d bytes free", room)
		}
	}
	if failed["Commit"] == 0 || failed["never"] == 0 {
		t.Errorf("failed %v", failed)
	}
	dir := filepath.Join(disk, "rows") // more than are kept back until Commit
	before := files(t, holdingShort(t, m, dir))
	when, err := write(dir, m, like(0, rowGroupRows/2+1))
	if when != "Add" {
		t.Errorf("a full row group failed at %s", when)
	}
	oneLine(t, err, syscall.ENOSPC, dir)
	sameFiles(t, before, files(t, dir))
}

// Parts that were committed before the disk became full stay, though others came to the disk with them.
func TestCommitterOntoAFullDisk(t *testing.T) {
	disk := mounted(t, "size=1m")
	if disk == "" {
		return
	}
	const parts = 6
	m := study(parts, 1, scenarios.CircuitsNone)
	ballast := filepath.Join(disk, "ballast")
	some := 0
	for room := 60 << 10; room < 500<<10; room += 20 << 10 {
		fill(t, ballast, disk, room)
		dir := filepath.Join(disk, fmt.Sprint(room))
		c := NewCommitter()
		var err error
		for part := 0; part < parts && err == nil; part++ {
			var p *Part
			if p, err = NewPart(dir, m, part); err != nil {
				break
			}
			if err = p.Add(int64(part), axisOf(int64(part)), like(int64(part), 150)); err != nil {
				t.Fatal(err)
			}
			err = c.Commit(p)
		}
		if closed := c.Close(); err == nil {
			err = closed
		}
		there, _ := Parts(dir, Runs)
		for part := range there {
			if state, err := m.PartState(dir, part); state != Complete {
				t.Errorf("%d bytes free: part %d of %d: %v, %v", room, part, len(there), state, err)
			}
		}
		if len(there) < parts {
			oneLine(t, err, syscall.ENOSPC, dir)
		} else if err != nil {
			t.Error(err)
		}
		if 0 < len(there) && len(there) < parts {
			some++
		}
		os.Remove(ballast)
		os.RemoveAll(dir)
	}
	if some < 3 {
		t.Errorf("the disk became full between parts only %d times", some)
	}
}

// holdingShort makes a folder with the first run of a part.
func holdingShort(t *testing.T, m *Manifest, dir string) string {
	t.Helper()
	p, err := NewPart(dir, m, 0)
	if err != nil {
		t.Fatal(err)
	}
	addAll(t, p, 0, 1, func(run int64) *sim.Result { return like(run, 5) })
	if err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// write makes a part of three equal runs, and says when it failed.
func write(dir string, m *Manifest, r *sim.Result) (when string, err error) {
	p, err := NewPart(dir, m, 0)
	if err != nil {
		return "NewPart", err
	}
	for run := range int64(3) {
		if err := p.Add(run, axisOf(run), r); err != nil {
			if p.Commit() == nil {
				return "Commit, which did not", err
			}
			return "Add", err
		}
	}
	if err := p.Commit(); err != nil {
		return "Commit", err
	}
	return "never", nil
}

// A folder that cannot be written says so, and where.
func TestReadOnlyDisk(t *testing.T) {
	disk := mounted(t, "size=1m")
	if disk == "" {
		return
	}
	m := study(3, 3, scenarios.CircuitsNone)
	dir := filepath.Join(disk, "study")
	holdingShort(t, m, dir)
	if out, err := exec.Command("mount", "-o", "remount,ro", disk).CombinedOutput(); err != nil {
		t.Skipf("may not mount it read-only: %v %s", err, out)
	}
	_, err := NewPart(dir, m, 0)
	oneLine(t, err, syscall.EROFS, dir)
	oneLine(t, m.Write(dir), syscall.EROFS, dir)
	oneLine(t, SetShards(dir, 2), syscall.EROFS, dir)
	_, err = Lock(dir)
	oneLine(t, err, syscall.EROFS, dir)
}

// A limit on the size of files is an error like any other.
func TestFileSizeLimit(t *testing.T) {
	const env = "CIRCSIM_TEST_LIMITED"
	m := study(3, 3, scenarios.CircuitsNone)
	if dir := os.Getenv(env); dir != "" {
		when, err := write(dir, m, like(0, 1000))
		if when != "Commit" {
			t.Errorf("failed at %s", when)
		}
		oneLine(t, err, syscall.EFBIG, dir)
		return
	}
	dir := t.TempDir()
	before := files(t, holdingShort(t, m, dir))
	limited := exec.Command("sh", "-c", `ulimit -f 100 && exec "$@"`, "sh", os.Args[0], "-test.run=^"+t.Name()+"$", "-test.count=1")
	limited.Env = append(os.Environ(), env+"="+dir)
	if out, err := limited.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	sameFiles(t, before, files(t, dir))
}

// Merge stops at a full disk with whole parts only, and goes on when there is room.
func TestMergeOntoAFullDisk(t *testing.T) {
	disk := mounted(t, "size=2m")
	if disk == "" {
		return
	}
	m := study(24, 2, scenarios.CircuitsNone)
	source := t.TempDir()
	if err := m.Write(source); err != nil {
		t.Fatal(err)
	}
	writeAll(t, source, m, func(run int64) *sim.Result { return like(run, 80) })
	into, ballast := filepath.Join(disk, "study"), filepath.Join(disk, "ballast")
	fill(t, ballast, disk, 200<<10)
	report, err := Merge(t.Context(), into, []string{source})
	oneLine(t, err, syscall.ENOSPC, into)
	there, _ := Parts(into, Runs)
	if report.Complete == 0 || report.Complete != len(there) {
		t.Errorf("%d parts are reported and %d there", report.Complete, len(there))
	}
	for part := range there {
		if state, err := m.PartState(into, part); state != Complete {
			t.Errorf("part %d: %v, %v", part, state, err)
		}
	}
	os.Remove(ballast)
	if report, err = Merge(t.Context(), into, []string{source}); err != nil || report.Complete != m.Parts {
		t.Errorf("with room: %+v, %v", report, err)
	}
	sameFiles(t, files(t, source), files(t, into))
}

// fill leaves about a number of bytes of the disk free.
func fill(t *testing.T, ballast, disk string, room int) {
	t.Helper()
	var free syscall.Statfs_t
	if err := syscall.Statfs(disk, &free); err != nil {
		t.Fatal(err)
	}
	n := int(free.Bavail)*int(free.Bsize) - room
	if err := os.WriteFile(ballast, make([]byte, max(0, n)), 0o644); err != nil {
		t.Fatal(err)
	}
}
