package output

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

func tenRows(run int64) *sim.Result { return like(run, 10) }

// holding is a folder of some parts of a plan, or of the first runs of them.
func holding(t *testing.T, m *Manifest, runs map[int]int64) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), m.Scenario)
	if err := m.Write(dir); err != nil {
		t.Fatal(err)
	}
	for part, n := range runs {
		p, err := NewPart(dir, m, part)
		if err != nil {
			t.Fatal(err)
		}
		first, _ := m.Block(part)
		addAll(t, p, first, first+n, tenRows)
		if err := p.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func wholly(t *testing.T, m *Manifest) map[string]string {
	t.Helper()
	all := map[int]int64{}
	for part := range m.Parts {
		_, all[part] = m.Block(part)
	}
	return files(t, holding(t, m, all))
}

func flip(t *testing.T, path string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 1
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestMergeJoinsFolders(t *testing.T) {
	m := study(11, 3, scenarios.CircuitsFinal)
	want := wholly(t, m)
	a := holding(t, m, map[int]int64{0: 3, 1: 1, 2: 2})
	b := holding(t, m, map[int]int64{0: 3, 1: 2, 2: 3})
	into := filepath.Join(t.TempDir(), "deep", "study")
	report, err := Merge(t.Context(), into, []string{a, b})
	if err != nil {
		t.Fatal(err)
	}
	if report.Parts != 4 || report.Complete != 2 || report.Copied != 3 || report.Runs != 8 ||
		!slices.Equal(report.Short, []int{1}) || !slices.Equal(report.Missing, []int{3}) {
		t.Errorf("%+v", report)
	}
	c := holding(t, m, map[int]int64{1: 3, 3: 2})
	report, err = Merge(t.Context(), into, []string{into, c, a})
	if err != nil {
		t.Fatal(err)
	}
	if report.Complete != 4 || report.Copied != 2 || report.Runs != 11 || report.Missing != nil || report.Short != nil {
		t.Errorf("%+v", report)
	}
	sameFiles(t, want, files(t, into))
	if report, err = Merge(t.Context(), into, []string{c, b}); err != nil || report.Copied != 0 || report.Complete != 4 {
		t.Errorf("again: %+v, %v", report, err)
	}
	if report, err = Merge(t.Context(), a, []string{b, c}); err != nil || report.Complete != 4 {
		t.Errorf("into a source: %+v, %v", report, err)
	}
	sameFiles(t, want, files(t, a))
	rows := 0
	for _, err := range ReadRuns(into) {
		if err != nil {
			t.Fatal(err)
		}
		rows++
	}
	if rows != 22 {
		t.Errorf("%d rows, want 22", rows)
	}
}

// What is damaged in one folder is taken from another, or left out.
func TestMergeLeavesOutDamagedParts(t *testing.T) {
	m := study(6, 3, scenarios.CircuitsNone)
	a, b := holding(t, m, map[int]int64{0: 3, 1: 3}), holding(t, m, map[int]int64{0: 3})
	flip(t, PartPath(a, Curves, 0))
	os.Remove(SumsPath(a, 1))
	into := filepath.Join(t.TempDir(), "study")
	report, err := Merge(t.Context(), into, []string{a, b})
	if err != nil || report.Complete != 1 || len(report.Damaged) != 2 || !slices.Equal(report.Missing, []int{1}) {
		t.Fatalf("%+v, %v", report, err)
	}
	for i, name := range []string{PartPath(a, Curves, 0), SumsPath(a, 1)} {
		if !strings.Contains(report.Damaged[i].Error(), name) {
			t.Errorf("%v does not name %s", report.Damaged[i], name)
		}
	}
	flip(t, PartPath(into, Runs, 0))
	if report, err = Merge(t.Context(), into, []string{b}); err != nil || report.Complete != 1 || report.Copied != 1 {
		t.Errorf("a damaged target: %+v, %v", report, err)
	}
}

// Folders of an adaptive plan that came to different rounds give the longer plan.
func TestMergeTakesTheLongerPlan(t *testing.T) {
	short := study(4, 2, scenarios.CircuitsNone)
	long := study(4, 2, scenarios.CircuitsNone)
	if err := long.Extend(Round{3, 3}); err != nil {
		t.Fatal(err)
	}
	a, b := holding(t, short, map[int]int64{0: 2, 1: 2}), holding(t, long, map[int]int64{2: 3})
	into := filepath.Join(t.TempDir(), "study")
	for _, from := range [][]string{{a}, {b}, {a}, {b, a}} {
		if _, err := Merge(t.Context(), into, from); err != nil {
			t.Fatal(err)
		}
	}
	sameFiles(t, wholly(t, long), files(t, into))
	if m, err := ReadManifest(into); err != nil || m.Parts != 3 {
		t.Errorf("%+v, %v", m, err)
	}
}

// Parts of one plan may be written under texts that differ in comments; what stands there counts.
func TestMergeComparesRows(t *testing.T) {
	m, earlier := study(4, 2, scenarios.CircuitsFinal), study(4, 2, scenarios.CircuitsFinal)
	earlier.Text, earlier.Sets = "name: study # with a comment\n", nil
	a, b := holding(t, m, map[int]int64{0: 2, 1: 2}), holding(t, earlier, map[int]int64{0: 2})
	if err := m.Write(b); err != nil {
		t.Fatal(err)
	}
	want := files(t, b)
	report, err := Merge(t.Context(), b, []string{a})
	if err != nil || report.Complete != 2 || report.Copied != 1 {
		t.Errorf("%+v, %v", report, err)
	}
	got := files(t, b)
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s was replaced", name)
		}
	}
	into := filepath.Join(t.TempDir(), "study")
	if _, err := Merge(t.Context(), into, []string{a, b}); err != nil {
		t.Error(err)
	}
	sameFiles(t, files(t, a), files(t, into))
}

// A part that lacks others than its last runs is no different result.
func TestMergeTakesTheMostRuns(t *testing.T) {
	m := study(4, 4, scenarios.CircuitsNone)
	lacking := func(runs ...int64) string {
		dir := holding(t, m, nil)
		p, err := NewPart(dir, m, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, run := range runs {
			addAll(t, p, run, run+1, tenRows)
		}
		if err := p.Commit(); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	a, b, c := lacking(0, 3), lacking(1, 3), lacking(0, 2, 3)
	into := filepath.Join(t.TempDir(), "study")
	report, err := Merge(t.Context(), into, []string{a, b})
	if err != nil || report.Runs != 2 || !slices.Equal(report.Short, []int{0}) {
		t.Errorf("%+v, %v", report, err)
	}
	sameFiles(t, files(t, a), files(t, into))
	if report, err = Merge(t.Context(), into, []string{b, c, a}); err != nil || report.Runs != 3 {
		t.Errorf("%+v, %v", report, err)
	}
	sameFiles(t, files(t, c), files(t, into))
}

// An interrupted merge has copied whole parts, and goes on when it is repeated.
func TestMergeIsInterrupted(t *testing.T) {
	m := study(12, 1, scenarios.CircuitsNone)
	all := map[int]int64{}
	for part := range m.Parts {
		all[part] = 1
	}
	a := holding(t, m, all)
	into := filepath.Join(t.TempDir(), "study")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if report, err := Merge(ctx, into, []string{a}); !errors.Is(err, context.Canceled) || report.Copied != 0 {
		t.Errorf("%+v, %v", report, err)
	}
	if report, err := Merge(t.Context(), into, []string{a}); err != nil || report.Copied != 12 {
		t.Errorf("%+v, %v", report, err)
	}
	sameFiles(t, files(t, a), files(t, into))
}

func TestMergeRefuses(t *testing.T) {
	m := study(4, 2, scenarios.CircuitsNone)
	changed := func(change func(m *Manifest)) string {
		other := study(4, 2, scenarios.CircuitsNone)
		change(other)
		return holding(t, other, nil)
	}
	a := holding(t, m, map[int]int64{0: 2})
	differing := holding(t, m, nil)
	writeAll(t, differing, m, func(run int64) *sim.Result { return like(run, 11) })
	for name, b := range map[string]string{
		"another plan":    changed(func(m *Manifest) { m.PlanHash = "other" }),
		"another text":    changed(func(m *Manifest) { m.Text += "#" }),
		"another --set":   changed(func(m *Manifest) { m.Sets = nil }),
		"another circsim": changed(func(m *Manifest) { m.Build.Version = "v9" }),
		"other rounds":    changed(func(m *Manifest) { m.Rounds[0].RunsPerPart = 1; m.Parts = 4 }),
		"other results":   differing,
	} {
		into := filepath.Join(t.TempDir(), "study")
		_, err := Merge(t.Context(), into, []string{a, b})
		var refused *text.Refusal
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), a) || !strings.Contains(err.Error(), b) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(into); name != "other results" && !os.IsNotExist(err) {
			t.Errorf("%s: the target was made", name)
		}
		if _, err := Merge(t.Context(), b, []string{a}); !errors.As(err, &refused) {
			t.Errorf("%s, as target: %v", name, err)
		}
	}
	var refused *text.Refusal
	foreign := t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, ManifestName), []byte(`{"name": "app"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Merge(t.Context(), foreign, []string{a}); !errors.As(err, &refused) || !strings.Contains(err.Error(), foreign) {
		t.Errorf("a foreign target: %v", err)
	}
	other := study(4, 2, scenarios.CircuitsNone)
	other.PlanHash = "other"
	strange := holding(t, other, map[int]int64{1: 2})
	if err := m.Write(strange); err != nil {
		t.Fatal(err)
	}
	if _, err := Merge(t.Context(), filepath.Join(t.TempDir(), "x"), []string{a, strange}); !errors.As(err, &refused) || !strings.Contains(err.Error(), PartPath(strange, Curves, 1)) {
		t.Errorf("a part of another plan: %v", err)
	}
	if _, err := Merge(t.Context(), filepath.Join(t.TempDir(), "x"), []string{a, t.TempDir()}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a source without a manifest: %v", err)
	}
	l, err := Lock(a)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Unlock()
	if _, err := Merge(t.Context(), a, []string{differing}); !errors.Is(err, ErrLocked) || !errors.As(err, &refused) {
		t.Errorf("a locked target: %v", err)
	}
}
