package sweep

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/google/go-cmp/cmp"
)

// Any file of a part is enough to make the whole part again, byte for byte. It records the scenario and
// settings, and the values and seeds of its runs.
func TestPartIsMadeAgainFromAnyOfItsFiles(t *testing.T) {
	const index = 2
	dir := t.TempDir()
	if _, err := Run(t.Context(), parse(t, small, "training.steps=80"), Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	for _, table := range []output.Table{output.Runs, output.Curves, output.Circuits} {
		alone := filepath.Join(t.TempDir(), "found.parquet")
		copyFile(t, output.PartPath(filepath.Join(dir, "small"), table, index), alone)
		again := t.TempDir()
		var part *output.Part
		for run := int64(16); run < 24; run++ {
			record, err := output.ReadRecord(alone, run)
			if err != nil {
				t.Fatal(err)
			}
			if part == nil {
				part = rebuilt(t, again, record)
			}
			result, err := Repeat(t.Context(), record)
			if err != nil {
				t.Fatal(err)
			}
			if id := output.Identity(result.Scenario, record.Seed, record.Build); table == output.Runs && id != record.Identity {
				t.Errorf("run %d has identity %s, recorded %s", run, id, record.Identity)
			}
			if err := part.Add(run, record.Values, result); err != nil {
				t.Fatal(err)
			}
		}
		if err := part.Commit(); err != nil {
			t.Fatal(err)
		}
		for _, each := range []output.Table{output.Runs, output.Curves, output.Circuits} {
			want, err1 := os.ReadFile(output.PartPath(filepath.Join(dir, "small"), each, index))
			got, err2 := os.ReadFile(output.PartPath(again, each, index))
			if err1 != nil || err2 != nil || string(want) != string(got) {
				t.Errorf("from %s: %s differs (%v, %v)", table, each, err1, err2)
			}
		}
	}
}

// rebuilt opens a new part like that of a record.
func rebuilt(t *testing.T, dir string, r *output.Record) *output.Part {
	t.Helper()
	s, _, err := recorded(r)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := NewPlan(s)
	if err != nil {
		t.Fatal(err)
	}
	m, err := output.NewManifest(s, plan.first.rounds)
	if err != nil {
		t.Fatal(err)
	}
	part, err := output.NewPart(dir, m, r.Part)
	if err != nil {
		t.Fatal(err)
	}
	return part
}

// A repeated run that is written has the rows of the original, also in an adaptive study.
func TestRepetitionHasTheRowsOfTheRun(t *testing.T) {
	dir := t.TempDir()
	report, err := Run(t.Context(), design(t, threshold), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	last := report.Runs - 1
	record, err := output.ReadRecord(output.PartPath(report.Dir, output.Curves, report.Parts-1), last)
	if err != nil {
		t.Fatal(err)
	}
	again := t.TempDir()
	single, err := NewRepetition(again, record, false)
	if err != nil {
		t.Fatal(err)
	}
	defer single.Close()
	result, err := Repeat(t.Context(), record)
	if err != nil {
		t.Fatal(err)
	}
	if err := single.Write(result); err != nil {
		t.Fatal(err)
	}
	all := rows(t, report.Dir)
	if d := cmp.Diff(all[len(all)-2:], rows(t, single.Dir)); d != "" {
		t.Error(d)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
