package output

import (
	"os"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"pgregory.net/rapid"
)

// Runs that are copied from another plan, in any order and beside new ones, have the bytes of runs that
// are made. They may have rows of many chunks, of few, or none in some tables.
func TestCopiedRunsAreTheSameBytes(t *testing.T) {
	const runs = 9
	result := func(run int64) *sim.Result {
		r := like(run, []int{2, 130, 128, 70, 5}[run%5])
		if run%4 == 1 {
			r.Curves, r.Circuits = nil, nil
		}
		if run == 7 {
			r = sample(16) // has values that are not finite
			r.Scenario, r.Seed = asRun(run), 2
		}
		return r
	}
	old := study(runs, 4, scenarios.CircuitsFinal)
	there := t.TempDir()
	writeAll(t, there, old, result)
	finished, err := FindFinished(t.Context(), there, old)
	if err != nil || finished.Len() != runs {
		t.Fatal(finished, err)
	}
	axes := []scenarios.Axis{{Path: "training.steps", Values: []any{int64(60)}}}
	for _, a := range old.Axes {
		axes = append(axes, scenarios.Axis{Path: a.Path, Values: a.Values})
	}
	rapid.Check(t, func(r *rapid.T) {
		order := rapid.Permutation([]int64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}).Draw(r, "order") // 9 and 10 are new
		s := &scenarios.Scenario{Name: "study", Record: scenarios.Record{Circuits: scenarios.CircuitsFinal}, Sweep: scenarios.Sweep{Design: scenarios.Grid, Seeds: 2, Axes: axes}}
		larger, err := NewManifest(s, []Round{{int64(len(order)), rapid.Int64Range(1, 11).Draw(r, "runs per part")}})
		if err != nil {
			r.Fatal(err)
		}
		larger.Build = old.Build
		write := func(add func(p *Part, run, as int64, axis []any) error) map[string]string {
			dir := t.TempDir()
			for part := range larger.Parts {
				p, err := NewPart(dir, larger, part)
				if err != nil {
					r.Fatal(err)
				}
				first, n := larger.Block(part)
				for run := first; run < first+n; run++ {
					as := order[run]
					if err := add(p, run, as, append([]any{int64(60)}, axisOf(as)...)); err != nil {
						r.Fatal(err)
					}
				}
				if err := p.Commit(); err != nil {
					r.Fatal(err)
				}
			}
			return files(t, dir)
		}
		made := write(func(p *Part, run, as int64, axis []any) error { return p.Add(run, axis, result(as)) })
		rows := finished.Rows()
		defer rows.Close()
		copied := write(func(p *Part, run, as int64, axis []any) error {
			one := result(as)
			index := finished.Find(Identity(one.Scenario, one.Seed, old.Build))
			if (index < 0) != (as >= runs) {
				r.Fatalf("run %d is found at %d", as, index)
			}
			if index < 0 {
				return p.Add(run, axis, one)
			}
			return p.Copy(run, one.Seed, axis, rows, index)
		})
		for name := range made {
			if made[name] != copied[name] {
				r.Errorf("%s differs", name)
			}
		}
	})
}

// Damaged parts count as missing.
func TestFinishedRunsAreSound(t *testing.T) {
	m := study(9, 3, scenarios.CircuitsFinal)
	dir := t.TempDir()
	writeAll(t, dir, m, func(run int64) *sim.Result { return like(run, 3) })
	if err := os.Truncate(PartPath(dir, Curves, 1), 100); err != nil {
		t.Fatal(err)
	}
	finished, err := FindFinished(t.Context(), dir, m)
	if err != nil || finished.Len() != 6 {
		t.Fatal(finished.Len(), err)
	}
	missed, lowest := finished.Missed(func(yield func(int) bool) {
		for _, run := range []int64{0, 2, 6, 8} {
			if !yield(finished.Find(Identity(asRun(run), 1+run%2, m.Build))) {
				return
			}
		}
	})
	if missed != 2 || lowest != 1 {
		t.Errorf("%d runs are missed, the first is %d", missed, lowest)
	}
	other := *m
	other.PlanHash = "other"
	if _, err := FindFinished(t.Context(), dir, &other); err == nil {
		t.Error("parts of another plan were taken")
	}
}

func TestHolders(t *testing.T) {
	dir := t.TempDir()
	look := func(shards ...string) {
		t.Helper()
		found, err := Holders(dir)
		if err != nil || len(found) != len(shards) {
			t.Fatal(found, err)
		}
		for i, h := range found {
			if h.PID != os.Getpid() || h.Host == "" || h.Since.IsZero() || h.Shard != shards[i] {
				t.Errorf("%+v, expected shard %q", h, shards[i])
			}
		}
	}
	whole, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	look("")
	whole.Unlock()
	look()
	for _, i := range []int{3, 1} {
		l, err := LockShard(dir, i, 3)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Unlock()
	}
	look("1/3", "3/3")
}
