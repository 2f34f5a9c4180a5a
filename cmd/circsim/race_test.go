package main

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A program built with the race detector writes the very bytes that one
// without it does, on any number of cores and workers.
func TestBuildsAndCoresWriteTheSameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two programs")
	}
	if cc, err := exec.Command("go", "env", "CC").Output(); err != nil || exec.Command(strings.TrimSpace(string(cc)), "--version").Run() != nil {
		t.Skip("the race detector needs a C compiler")
	}
	dir := t.TempDir()
	build := func(name string, flags ...string) string {
		bin := filepath.Join(dir, name)
		cmd := exec.Command("go", append(append([]string{"build", "-buildvcs=false"}, flags...), "-o", bin, ".")...)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("building %s: %v\n%s", name, err, out)
		}
		return bin
	}
	plain, race := build("plain"), build("race", "-race")
	var want map[string][32]byte
	for _, c := range []struct{ bin, cores, workers string }{
		{plain, "1", "1"}, {plain, "2", "1"}, {plain, "2", "4"}, {race, "2", "4"},
	} {
		results := t.TempDir()
		for _, scenario := range []string{"grokking", "varma"} {
			cmd := exec.Command(c.bin, "sweep", scenario, "--quiet", "--workers", c.workers, "-o", results, "--set", "training.steps=2000")
			cmd.Env = append(os.Environ(), "GOMAXPROCS="+c.cores)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v: %v\n%s", c, err, out)
			}
		}
		got := sums(t, results)
		if len(got) < 8 {
			t.Fatalf("%v wrote %d files", c, len(got))
		}
		if want == nil {
			want = got
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s cores, %s workers, %s: other bytes\n%s", c.cores, c.workers, filepath.Base(c.bin), d)
		}
	}
}

// sums are the hashes of all files below a folder.
func sums(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	all := map[string][32]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[name] = sha256.Sum256(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
