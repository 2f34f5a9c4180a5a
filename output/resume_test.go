package output

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"pgregory.net/rapid"
)

// continued writes a part as a sweep does that is interrupted after each of the cuts:
// committed Short, and taken over by the next.
func continued(t testing.TB, dir string, m *Manifest, part int, cuts []int64, result func(run int64) *sim.Result) {
	t.Helper()
	first, planned := m.Block(part)
	for _, to := range append(cuts, planned) {
		p, err := NewPart(dir, m, part)
		if err != nil {
			t.Fatal(err)
		}
		from, err := p.Resume(dir)
		if err != nil {
			t.Fatal(err)
		}
		addAll(t, p, first+int64(len(from)), first+to, result)
		if err := p.Commit(); err != nil {
			t.Fatal(err)
		}
	}
}

// files are the contents of a scenario folder, by path.
func files(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	paths, _ := filepath.Glob(filepath.Join(dir, "*", "*"))
	hidden, _ := filepath.Glob(filepath.Join(dir, "*", ".*"))
	for _, path := range append(paths, hidden...) {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name, _ := filepath.Rel(dir, path)
		all[name] = string(content)
	}
	return all
}

func sameFiles(t testing.TB, want, got map[string]string) {
	t.Helper()
	if len(want) == 0 || len(want) != len(got) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	for name, content := range want {
		if got[name] != content {
			t.Errorf("%s differs", name)
		}
	}
}

// A part that was interrupted after any run, or after every one, has the bytes of one
// that was not, below and beyond a batch of rows.
func TestResumedPartsAreTheSameBytes(t *testing.T) {
	const runs = 7
	m := study(2*runs, runs, scenarios.CircuitsAll)
	for name, result := range map[string]func(run int64) *sim.Result{
		"few rows":      func(run int64) *sim.Result { return like(run, 5) },
		"whole batches": func(run int64) *sim.Result { return like(run, batchRows/2) },
		"many rows and nulls": func(run int64) *sim.Result {
			if run == 9 {
				return &sim.Result{Scenario: asRun(run)}
			}
			return sample(run%3 + 10) // never the one of two row groups
		},
		"odd batches": func(run int64) *sim.Result { return like(run, 200+60*int(run)) },
	} {
		t.Run(name, func(t *testing.T) {
			whole := t.TempDir()
			continued(t, whole, m, 1, nil, result)
			want := files(t, whole)
			var every []int64
			for cut := int64(0); cut < runs; cut++ {
				dir := t.TempDir()
				continued(t, dir, m, 1, []int64{cut}, result)
				sameFiles(t, want, files(t, dir))
				every = append(every, cut)
			}
			dir := t.TempDir()
			continued(t, dir, m, 1, every, result)
			sameFiles(t, want, files(t, dir))
		})
	}
}

func TestResumedPartsOfSeveralRowGroupsAreTheSameBytes(t *testing.T) {
	m := study(4, 4, scenarios.CircuitsNone)
	long := like(0, rowGroupRows/4+100)
	result := func(run int64) *sim.Result { return long }
	whole, cut := t.TempDir(), t.TempDir()
	continued(t, whole, m, 0, nil, result)
	continued(t, cut, m, 0, []int64{1, 2, 3}, result)
	f, err := openTable(PartPath(cut, Curves, 0))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if n := len(f.RowGroups()); n != 3 {
		t.Errorf("%d row groups, want 3", n)
	}
	sameFiles(t, files(t, whole), files(t, cut))
}

// Only a sound and short part of the same plan is taken over.
func TestResumeTakesNothingElse(t *testing.T) {
	m := study(4, 4, scenarios.CircuitsFinal)
	result := func(run int64) *sim.Result { return like(run, 10) }
	short := func(t *testing.T, dir string, m *Manifest) {
		p, err := NewPart(dir, m, 0)
		if err != nil {
			t.Fatal(err)
		}
		addAll(t, p, 0, 2, result)
		if err := p.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	for name, test := range map[string]struct {
		there func(t *testing.T, dir string)
		want  int64
	}{
		"nothing":      {func(*testing.T, string) {}, 0},
		"a short part": {func(t *testing.T, dir string) { short(t, dir, m) }, 2},
		"a whole part": {func(t *testing.T, dir string) { writeAll(t, dir, m, result) }, 0},
		"another plan": {func(t *testing.T, dir string) {
			other := *m
			other.PlanHash = "other"
			short(t, dir, &other)
		}, 0},
		"a part of a plan with more runs": {func(t *testing.T, dir string) { short(t, dir, study(5, 5, scenarios.CircuitsFinal)) }, 0},
		"a plan with fewer runs":          {func(t *testing.T, dir string) { writeAll(t, dir, study(3, 3, scenarios.CircuitsFinal), result) }, 0},
		"more runs than the part has":     {func(t *testing.T, dir string) { writeAll(t, dir, study(5, 5, scenarios.CircuitsFinal), result) }, 0},
		"a flipped bit": {func(t *testing.T, dir string) {
			short(t, dir, m)
			path := PartPath(dir, Curves, 0)
			content, _ := os.ReadFile(path)
			content[len(content)/3] ^= 4
			os.WriteFile(path, content, 0o644)
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			test.there(t, dir)
			p, err := NewPart(dir, m, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer p.Discard()
			if runs, err := p.Resume(dir); int64(len(runs)) != test.want || err != nil {
				t.Errorf("took over runs %d, error %v; want %d", runs, err, test.want)
			}
			if _, err := p.Resume(dir); (err != nil) != (test.want > 0) {
				t.Errorf("resumed again: %v", err)
			}
		})
	}
}

func TestShortPartsAreReadable(t *testing.T) {
	m := study(3, 3, scenarios.CircuitsNone)
	dir := t.TempDir()
	p, err := NewPart(dir, m, 0)
	if err != nil {
		t.Fatal(err)
	}
	addAll(t, p, 0, 2, func(run int64) *sim.Result { return like(run, 10) })
	if err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	rows := 0
	for row, err := range m.ReadPart(dir, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if row.Run != int64(rows/2) || row.Identity != Identity(asRun(row.Run), row.Seed, m.Build) {
			t.Errorf("row %d is run %d of identity %s", rows, row.Run, row.Identity)
		}
		rows++
	}
	if rows != 4 {
		t.Errorf("%d rows, want 4", rows)
	}
	for _, err := range m.ReadPart(dir, 1) {
		if !os.IsNotExist(err) {
			t.Errorf("no such part: %v", err)
		}
	}
}

// Runs may be finished in any order: a part that was committed again and again with whatever
// runs there were has the bytes of one that was written in one go.
func TestPartsWithGapsAreFilled(t *testing.T) {
	m := study(30, 30, scenarios.CircuitsAll)
	result := func(run int64) *sim.Result { return like(run, 20+int(run%7)*30) }
	whole := t.TempDir()
	writeAll(t, whole, m, result)
	want := files(t, whole)
	rapid.Check(t, func(rt *rapid.T) {
		dir := t.TempDir()
		left := rapid.Permutation(numbers(30)).Draw(rt, "order")
		var had []int64
		for len(left) > 0 {
			n := rapid.IntRange(1, len(left)).Draw(rt, "runs")
			now := slices.Sorted(slices.Values(left[:n]))
			left = left[n:]
			p, err := NewPart(dir, m, 0)
			if err != nil {
				rt.Fatal(err)
			}
			got, err := p.Resume(dir)
			if err != nil || !slices.Equal(got, had) {
				rt.Fatalf("took over %v, not %v: %v", got, had, err)
			}
			for _, run := range now {
				addAll(t, p, run, run+1, result)
			}
			if err := p.Commit(); err != nil {
				rt.Fatal(err)
			}
			had = slices.Sorted(slices.Values(append(had, now...)))
			held, state, err := m.Held(dir, 0)
			if !slices.Equal(held, had) || (state == Complete) != (len(left) == 0) {
				rt.Fatalf("holds %v, not %v: %v, %v", held, had, state, err)
			}
		}
		sameFiles(t, want, files(t, dir))
	})
}

func TestRunsThatAreThereAreNotAdded(t *testing.T) {
	m := study(5, 5, scenarios.CircuitsNone)
	dir := t.TempDir()
	for i := range 2 {
		p, err := NewPart(dir, m, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer p.Discard()
		if _, err := p.Resume(dir); err != nil {
			t.Fatal(err)
		}
		err = p.Add(3, axisOf(3), like(3, 5))
		switch {
		case i == 0 && err != nil:
			t.Fatal(err)
		case i == 0:
			if err := p.Commit(); err != nil {
				t.Fatal(err)
			}
		case err == nil || !strings.Contains(err.Error(), "run 3 is there already"):
			t.Error(err)
		}
	}
}

func numbers(n int64) []int64 {
	list := make([]int64, n)
	for i := range list {
		list[i] = int64(i)
	}
	return list
}
