package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// One file of any table says what made each of its runs, wherever it stands.
func TestReadRecord(t *testing.T) {
	m := study(7, 3, scenarios.CircuitsFinal)
	dir := t.TempDir()
	writeAll(t, dir, m, func(run int64) *sim.Result { return like(run, batchRows) })
	for _, table := range tables {
		alone := filepath.Join(t.TempDir(), "alone")
		if err := os.Rename(PartPath(dir, table, 1), alone); err != nil {
			t.Fatal(err)
		}
		for run := int64(3); run < 6; run++ {
			got, err := ReadRecord(alone, run)
			if err != nil {
				t.Fatal(err)
			}
			want := &Record{
				Scenario: "study", Text: m.Text, Sets: m.Sets, Build: m.Build, PlanHash: m.PlanHash,
				Table: table, Part: 1, First: 3, Planned: 3, Runs: 3, Run: run, Seed: 1 + run%2, Values: axisOf(run),
			}
			for _, a := range m.Axes {
				want.Axes = append(want.Axes, Axis{Path: a.Path, Column: a.Column, Type: a.Type})
			}
			if table == Runs {
				want.Identity = Identity(asRun(run), want.Seed, m.Build)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", table, diff)
			}
		}
		if _, err := ReadRecord(alone, 6); err == nil || !strings.Contains(err.Error(), alone) {
			t.Errorf("a run of another part: %v", err)
		}
	}
}

func TestReadRecordOfOtherFiles(t *testing.T) {
	m := study(2, 2, scenarios.CircuitsNone)
	dir := t.TempDir()
	writeAll(t, dir, m, func(run int64) *sim.Result { return like(run, 400) })
	whole, err := os.ReadFile(PartPath(dir, Curves, 0))
	if err != nil {
		t.Fatal(err)
	}
	other := *m
	other.Format = Format + 1
	newer := t.TempDir()
	writeAll(t, newer, &other, func(run int64) *sim.Result { return like(run, 4) })
	for name, write := range map[string]func(path string) error{
		"no file":            func(string) error { return nil },
		"a folder":           func(path string) error { return os.Mkdir(path, 0o755) },
		"empty":              func(path string) error { return os.WriteFile(path, nil, 0o644) },
		"no Parquet":         func(path string) error { return os.WriteFile(path, []byte("name: study\n"), 0o644) },
		"of another program": func(path string) error { return parquet.WriteFile(path, []struct{ A int64 }{{1}}) },
		"cut":                func(path string) error { return os.WriteFile(path, whole[:len(whole)/2], 0o644) },
		"damaged rows": func(path string) error {
			content := append([]byte{}, whole...)
			clear(content[4:2000])
			return os.WriteFile(path, content, 0o644)
		},
		"another format": func(path string) error { return os.Rename(PartPath(newer, Runs, 0), path) },
	} {
		path := filepath.Join(t.TempDir(), "part")
		if err := write(path); err != nil {
			t.Fatal(err)
		}
		r, err := ReadRecord(path, 1)
		if err == nil || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %+v, error %v", name, r, err)
		}
		switch name {
		case "a folder", "empty", "no Parquet", "of another program":
			if want := path + ": is no Parquet file of circsim"; err == nil || err.Error() != want {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
