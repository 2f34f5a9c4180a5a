package output

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

func TestPartState(t *testing.T) {
	m := study(5, 2, scenarios.CircuitsFinal)
	result := func(run int64) *sim.Result { return like(run, 20) }
	edit := func(table Table, change func(content []byte) []byte) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			path := PartPath(dir, table, 1)
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, change(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	half := func(content []byte) []byte { return content[:len(content)/2] }
	for name, test := range map[string]struct {
		damage func(t *testing.T, dir string)
		want   State
	}{
		"whole":           {func(*testing.T, string) {}, Complete},
		"no runs file":    {func(_ *testing.T, dir string) { os.Remove(PartPath(dir, Runs, 1)) }, Missing},
		"no checksums":    {func(_ *testing.T, dir string) { os.Remove(SumsPath(dir, 1)) }, Missing},
		"no curves file":  {func(_ *testing.T, dir string) { os.Remove(PartPath(dir, Curves, 1)) }, Missing},
		"cut curves":      {edit(Curves, half), Corrupt},
		"empty circuits":  {edit(Circuits, func([]byte) []byte { return nil }), Corrupt},
		"zeros at end":    {edit(Runs, func(c []byte) []byte { clear(c[len(c)-100:]); return c }), Corrupt},
		"damaged footer":  {edit(Runs, func(c []byte) []byte { c[len(c)-5] = 0x7f; return c }), Corrupt},
		"not Parquet":     {edit(Curves, func([]byte) []byte { return []byte("hello, world") }), Corrupt},
		"lost its middle": {edit(Curves, func(c []byte) []byte { return append(c[:100:100], c[len(c)/2:]...) }), Corrupt},
		"another part": {func(t *testing.T, dir string) {
			if err := os.Rename(PartPath(dir, Runs, 0), PartPath(dir, Runs, 1)); err != nil {
				t.Fatal(err)
			}
		}, Corrupt},
		"another plan": {func(t *testing.T, dir string) { writeAll(t, dir, study(5, 3, scenarios.CircuitsFinal), result) }, Foreign},
		"a run short": {func(t *testing.T, dir string) {
			p, err := NewPart(dir, m, 1)
			if err == nil {
				err = p.Add(2, axisOf(2), result(2))
			}
			if err == nil {
				err = p.Commit()
			}
			if err != nil {
				t.Fatal(err)
			}
		}, Short},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			writeAll(t, dir, m, result)
			test.damage(t, dir)
			state, err := m.PartState(dir, 1)
			if state != test.want || (err == nil) != (state == Complete) {
				t.Errorf("%v, %v; want %v", state, err, test.want)
			}
		})
	}
}

// Any bit that flips anywhere in a part's files is found.
func TestPartStateFindsEveryFlippedBit(t *testing.T) {
	m := study(4, 2, scenarios.CircuitsFinal)
	dir := t.TempDir()
	writeAll(t, dir, m, func(run int64) *sim.Result { return like(run, 3) })
	paths := []string{SumsPath(dir, 1)}
	for _, table := range tables {
		paths = append(paths, PartPath(dir, table, 1))
	}
	for _, path := range paths {
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for n := 0; n < len(whole); n += 1 + len(whole)/150 {
			changed := append([]byte{}, whole...)
			changed[n] ^= 1 << (n % 8)
			if err := os.WriteFile(path, changed, 0o644); err != nil {
				t.Fatal(err)
			}
			state, err := m.PartState(dir, 1)
			if state != Corrupt || err == nil || !strings.Contains(err.Error(), filepath.Base(path)) {
				t.Fatalf("%s, byte %d of %d: %v, %v", path, n, len(whole), state, err)
			}
			if state, err := m.PartState(dir, 0); state != Complete {
				t.Fatalf("the other part: %v, %v", state, err)
			}
		}
		if err := os.WriteFile(path, whole, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if state, err := m.PartState(dir, 1); state != Complete {
		t.Errorf("restored: %v, %v", state, err)
	}
}

// A file cut anywhere, or changed anywhere at its end, gives a verdict and
// never a panic.
func TestPartStateSurvivesAnyDamageAtTheEnd(t *testing.T) {
	m := study(1, 1, scenarios.CircuitsNone)
	dir := t.TempDir()
	writeAll(t, dir, m, func(run int64) *sim.Result { return like(run, 3) })
	path := PartPath(dir, Runs, 0)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(whole); n += 11 {
		if err := os.WriteFile(path, whole[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		if state, _ := m.PartState(dir, 0); state != Corrupt {
			t.Fatalf("cut to %d of %d bytes: %v", n, len(whole), state)
		}
	}
	for n := max(0, len(whole)-3000); n < len(whole); n += 5 {
		changed := append([]byte{}, whole...)
		changed[n] ^= 0xff
		if err := os.WriteFile(path, changed, 0o644); err != nil {
			t.Fatal(err)
		}
		m.PartState(dir, 0)
	}
}

func TestClearLeavesOtherFilesAlone(t *testing.T) {
	dir := t.TempDir()
	m := study(3, 1, scenarios.CircuitsFinal)
	if err := m.Write(dir); err != nil {
		t.Fatal(err)
	}
	writeAll(t, dir, m, func(run int64) *sim.Result { return like(run, 3) })
	notes := filepath.Join(dir, "runs", "notes.txt")
	if err := os.WriteFile(notes, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Clear(dir); err != nil {
		t.Fatal(err)
	}
	left, _ := filepath.Glob(filepath.Join(dir, "*", "*"))
	if len(left) != 1 || left[0] != notes {
		t.Errorf("left %v", left)
	}
	if _, err := ReadManifest(dir); !os.IsNotExist(err) {
		t.Errorf("manifest: %v", err)
	}
}

// Parts may be looked at and read at the same time.
func TestPartsAreReadInParallel(t *testing.T) {
	m := study(16, 2, scenarios.CircuitsFinal)
	dir := t.TempDir()
	writeAll(t, dir, m, func(run int64) *sim.Result { return like(run, 30) })
	var group sync.WaitGroup
	for i := range 4 * m.Parts {
		part := i % m.Parts
		group.Go(func() {
			if state, err := m.PartState(dir, part); state != Complete {
				t.Errorf("part %d: %v, %v", part, state, err)
			}
			rows := 0
			first, runs := m.Block(part)
			for row, err := range m.ReadPart(dir, part) {
				if err != nil || row.Run != first+int64(rows/2) {
					t.Errorf("part %d, row %d: run %d, %v", part, rows, row.Run, err)
				}
				rows++
			}
			if rows != 2*int(runs) {
				t.Errorf("part %d: %d rows", part, rows)
			}
		})
	}
	group.Wait()
}
