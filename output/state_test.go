package output

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"

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
		}, Foreign},
		"another plan": {func(t *testing.T, dir string) { writeAll(t, dir, study(5, 3, scenarios.CircuitsFinal), result) }, Foreign},
		"a run short": {func(t *testing.T, dir string) {
			p, err := NewPart(dir, m, 1)
			if err == nil {
				err = p.Add(3, axisOf(3), result(3))
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

func TestStray(t *testing.T) {
	dir := t.TempDir()
	if path, err := Stray(filepath.Join(dir, "none")); path != "" || err != nil {
		t.Errorf("no folder: %q, %v", path, err)
	}
	writeAll(t, dir, study(3, 1, scenarios.CircuitsFinal), func(run int64) *sim.Result { return like(run, 3) })
	if path, err := Stray(dir); path != "" || err != nil {
		t.Errorf("own parts: %q, %v", path, err)
	}
	for name, write := range map[string]func(path string) error{
		"no Parquet": func(path string) error { return os.WriteFile(path, []byte("mine"), 0o644) },
		"Parquet of another program": func(path string) error {
			return parquet.WriteFile(path, []struct{ A int64 }{{1}})
		},
	} {
		path := PartPath(dir, Curves, 1)
		if err := write(path); err != nil {
			t.Fatal(err)
		}
		if got, err := Stray(dir); got != path || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
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
