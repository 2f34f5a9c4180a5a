package output

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// A writer that replaces a short part with a longer one may be killed between any two of its
// steps: then either the old part stands as it was, or the new one is completed.
func TestRecoverAfterEveryStepOfACommit(t *testing.T) {
	m := study(4, 4, scenarios.CircuitsFinal)
	result := func(run int64) *sim.Result { return like(run, 20) }
	written := func(runs int64) map[string]string {
		dir := t.TempDir()
		p, err := NewPart(dir, m, 0)
		if err != nil {
			t.Fatal(err)
		}
		addAll(t, p, 0, runs, result)
		if err := p.Commit(); err != nil {
			t.Fatal(err)
		}
		return files(t, dir)
	}
	before, after := written(2), written(4)
	noted := filepath.Join("sums", "part-00000.sha256")
	place := func(t Table) string { return PartPath("", t, 0) }
	put := func(dir, name, content string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	aside := func(name string) string {
		return filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+asideMark+"0123456789abcdef")
	}
	steps := []func(dir string){
		func(dir string) { put(dir, aside(place(Runs))+"1", "half a file") },
		func(dir string) { put(dir, noted, after[noted]) },
		func(dir string) { os.Remove(filepath.Join(dir, place(Runs))) },
	}
	for _, table := range tables {
		steps = append(steps, func(dir string) {
			put(dir, place(table), after[place(table)])
			os.Remove(filepath.Join(dir, aside(place(table))))
		})
	}
	for _, old := range []map[string]string{before, {}} {
		for killed := range len(steps) + 1 {
			dir := t.TempDir()
			for name, content := range old {
				put(dir, name, content)
			}
			for _, table := range tables {
				put(dir, aside(place(table)), after[place(table)])
			}
			for _, step := range steps[:killed] {
				step(dir)
			}
			if err := Recover(dir, func(part int) bool { return part != 0 }); err != nil {
				t.Fatal(err)
			}
			l, err := Lock(dir)
			if err != nil {
				t.Fatal(err)
			}
			l.Unlock()
			want := after
			if killed < 2 {
				want = old
			}
			if len(want) > 0 {
				sameFiles(t, want, files(t, dir))
			} else if left := files(t, dir); len(left) > 0 {
				t.Errorf("killed after step %d: left %d files", killed, len(left))
			}
			if t.Failed() {
				t.Fatalf("killed after step %d", killed)
			}
		}
	}
}

// A shard may not touch what the others are just writing.
func TestRecoverLeavesOtherPartsAlone(t *testing.T) {
	m := study(4, 2, scenarios.CircuitsNone)
	dir := t.TempDir()
	var open []*Part
	for part := range m.Parts {
		p, err := NewPart(dir, m, part)
		if err != nil {
			t.Fatal(err)
		}
		first, runs := m.Block(part)
		addAll(t, p, first, first+runs, func(run int64) *sim.Result { return like(run, 3) })
		open = append(open, p)
	}
	if err := Recover(dir, func(part int) bool { return part == 1 }); err != nil {
		t.Fatal(err)
	}
	if err := open[0].Commit(); err != nil {
		t.Error(err)
	}
	if err := open[1].Commit(); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the part whose files were removed: %v", err)
	}
	for part, want := range []State{Complete, Missing} {
		if state, err := m.PartState(dir, part); state != want {
			t.Errorf("part %d: %v, %v", part, state, err)
		}
	}
}
