package output

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

func TestSameRunsGiveTheSameBytes(t *testing.T) {
	m := study(7, 3, scenarios.CircuitsAll)
	a, b := t.TempDir(), t.TempDir()
	for _, dir := range []string{a, b} {
		if err := m.Write(dir); err != nil {
			t.Fatal(err)
		}
		writeAll(t, dir, m, func(run int64) *sim.Result { return like(run, 300) })
	}
	files, err := filepath.Glob(filepath.Join(a, "*", "*.parquet"))
	if err != nil || len(files) != 9 {
		t.Fatalf("%d files, error %v; want 9", len(files), err)
	}
	noted, err := filepath.Glob(filepath.Join(a, "sums", "*.sha256"))
	if err != nil || len(noted) != 3 {
		t.Fatalf("%d files of checksums, error %v; want 3", len(noted), err)
	}
	for _, path := range append(append(files, noted...), filepath.Join(a, ManifestName)) {
		name, _ := filepath.Rel(a, path)
		want, _ := os.ReadFile(path)
		if got, err := os.ReadFile(filepath.Join(b, name)); err != nil || !bytes.Equal(want, got) {
			t.Errorf("%s differs (error %v)", name, err)
		}
	}
}

// A part has the bytes of one written by itself, whatever its writers wrote before: a Short part, rows without values,
// several row groups' worth of pages, or nothing.
func TestPartsOweNothingToEarlierOnes(t *testing.T) {
	m := study(16, 2, scenarios.CircuitsFinal)
	result := func(run int64) *sim.Result {
		r := like(run, 20*int(1+run%5))
		nan := math.NaN()
		switch run / 2 {
		case 2: // all that may be null is null, and some of it is not finite
			r = &sim.Result{
				Scenario: asRun(run),
				Tasks:    []sim.TaskResult{{TaskState: sim.TaskState{MemorizedBits: nan}}},
				Curves:   []sim.CurvePoint{{Step: nan}},
				Circuits: []sim.CircuitState{{Gain: nan}},
			}
		case 4:
			r.Curves, r.Circuits = nil, nil
		case 5:
			r = like(run, 5000)
		}
		return r
	}
	one := func(m *Manifest, dir string, part int) {
		p, err := NewPart(dir, m, part)
		if err != nil {
			t.Fatal(err)
		}
		first, runs := m.Block(part)
		if part == 3 {
			runs-- // a Short part
		}
		addAll(t, p, first, first+runs, result)
		if err := p.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	alone, after := t.TempDir(), t.TempDir()
	for part := range m.Parts {
		one(study(16, 2, scenarios.CircuitsFinal), alone, part)
		one(m, after, part)
	}
	sameFiles(t, files(t, alone), files(t, after))
}

// The schema is that of the columns' table, even for a part with nothing but
// nulls in it or without rows; readers of part-*.parquet need that.
func TestSchemaIsTheSameInAllParts(t *testing.T) {
	dir := t.TempDir()
	m := study(3, 1, scenarios.CircuitsFinal)
	writeAll(t, dir, m, func(run int64) *sim.Result {
		switch run {
		case 0:
			return like(run, 10)
		case 1:
			nan := math.NaN()
			return &sim.Result{
				Scenario: asRun(run),
				Tasks:    []sim.TaskResult{{TaskState: sim.TaskState{Metrics: sim.Metrics{TestLoss: nan}, MemorizedBits: nan}}},
				Curves:   []sim.CurvePoint{{Step: nan, NetworkResult: sim.NetworkResult{Load: nan}}},
				Circuits: []sim.CircuitState{{Gain: nan}},
			}
		}
		return &sim.Result{Scenario: asRun(run)}
	})
	for _, table := range tables {
		want := schemaOf(table, m.columns(table))
		for part := range m.Parts {
			f, err := openTable(PartPath(dir, table, part))
			if err != nil {
				t.Fatal(err)
			}
			if !parquet.EqualNodes(want, f.Schema()) || want.String() != f.Schema().String() {
				t.Errorf("%s part %d: schema is\n%s\nwant\n%s", table, part, f.Schema(), want)
			}
			f.Close()
		}
	}
}

func TestRowGroupsAreBounded(t *testing.T) {
	dir := t.TempDir()
	m := study(1, 1, scenarios.CircuitsNone)
	writeAll(t, dir, m, func(run int64) *sim.Result { return like(run, 3*rowGroupRows/4) })
	f, err := openTable(PartPath(dir, Curves, 0))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if n := len(f.RowGroups()); n != 2 || f.RowGroups()[0].NumRows() != rowGroupRows {
		t.Errorf("%d row groups, the first of %d rows", n, f.RowGroups()[0].NumRows())
	}
	if n := len(readTable(t, PartPath(dir, Curves, 0))); n != 3*rowGroupRows/2 {
		t.Errorf("%d rows", n)
	}
}

func TestPartRefusesWhatIsNotItsOwn(t *testing.T) {
	m := study(4, 2, scenarios.CircuitsFinal)
	for name, add := range map[string]func(p *Part) error{
		"a run of another part":     func(p *Part) error { return p.Add(2, axisOf(2), like(2, 2)) },
		"a run before the last":     func(p *Part) error { p.Add(1, axisOf(1), like(1, 2)); return p.Add(0, axisOf(0), like(0, 2)) },
		"a run of no scenario":      func(p *Part) error { return p.Add(0, axisOf(0), &sim.Result{}) },
		"a run for the second time": func(p *Part) error { p.Add(0, axisOf(0), like(0, 2)); return p.Add(0, axisOf(0), like(0, 2)) },
		"an axis value too few":     func(p *Part) error { return p.Add(0, axisOf(0)[1:], like(0, 2)) },
		"a value of another type":   func(p *Part) error { return p.Add(0, []any{1500.0, 0.1, "x", true}, like(0, 2)) },
		"a value that is NaN":       func(p *Part) error { return p.Add(0, []any{int64(1), math.NaN(), "x", true}, like(0, 2)) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			p, err := NewPart(dir, m, 0)
			if err != nil {
				t.Fatal(err)
			}
			if add(p) == nil {
				t.Error("no error")
			}
			if p.Commit() == nil {
				t.Error("committed all the same")
			}
			if left, _ := filepath.Glob(filepath.Join(dir, "*", "*")); len(left) != 0 {
				t.Errorf("left behind %v", left)
			}
		})
	}
	if _, err := NewPart(t.TempDir(), m, 2); err == nil {
		t.Error("a part beyond the plan: no error")
	}
}
