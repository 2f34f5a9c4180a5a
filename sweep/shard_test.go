package sweep

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestBoundaryHasNoShards(t *testing.T) {
	err := Check(t.Context(), design(t, boundary), Options{Dir: t.TempDir(), Shard: Shard{1, 2}})
	if err == nil || err.Error() != "small.yaml:20:3: a boundary chooses each round from all runs before it, expected no --shard" {
		t.Error(err)
	}
}

// Shards of any search, interrupted at any run, make every run once, and give the bytes of the sweep without shards:
// in one folder or joined from several, with any shards missing at first.
func TestShardsOfRandomSearches(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := parse(t, randomSearch(r))
		straight := t.TempDir()
		whole, err := Run(t.Context(), s, Options{Dir: straight})
		if err != nil {
			r.Fatal(err)
		}
		count := rapid.IntRange(1, 5).Draw(r, "shards")
		shared := rapid.Bool().Draw(r, "shared")
		dir := t.TempDir()
		var apart []string
		made := int64(0)
		shard := func(i int) {
			o := Options{Dir: dir, Workers: rapid.IntRange(1, 3).Draw(r, "workers"), Shard: Shard{i, count}}
			if !shared {
				o.Dir = filepath.Join(dir, fmt.Sprint(i))
				apart = append(apart, filepath.Join(o.Dir, "small"))
			}
			for err := context.Canceled; err != nil; {
				var report Report
				report, err = interrupt(t.Context(), s, o, rapid.Int64Range(2, 60).Draw(r, "cut"))
				if made += report.Made; err != nil && !errors.Is(err, context.Canceled) {
					r.Fatal(err)
				}
				if !report.Apart || int64(report.Shares) != int64(len(s.Sweep.Axes[1].Values))*s.Sweep.Seeds {
					r.Errorf("%+v", report)
				}
			}
		}
		order := rapid.Permutation(upTo(count)).Draw(r, "order")
		late := rapid.IntRange(0, count).Draw(r, "late")
		for _, i := range order[late:] {
			shard(i)
		}
		joined := dir
		if !shared {
			joined = filepath.Join(dir, "joined")
			if made == 0 {
				if _, err := Merge(t.Context(), joined, apart); err == nil {
					r.Error("nothing was merged, without an error")
				}
			} else {
				merged, err := Merge(t.Context(), joined, apart)
				if err != nil {
					r.Fatal(err)
				}
				for _, lacking := range merged.Shards {
					if !slices.Contains(order[:late], lacking) {
						r.Errorf("lacks shard %d, which is done: %+v", lacking, merged)
					}
				}
				if lacks := merged.Lacking > 0; lacks != (made < whole.Runs) {
					r.Errorf("%+v after %d of %d runs", merged, made, whole.Runs)
				}
			}
		}
		for _, i := range order[:late] {
			shard(i)
		}
		if shared {
			report, err := Run(t.Context(), s, Options{Dir: dir})
			if err != nil || report.Made != 0 || report.Kept != whole.Runs {
				r.Fatal(report, err)
			}
		} else if merged, err := Merge(t.Context(), joined, apart); err != nil || merged.Lacking != 0 || merged.Runs != whole.Runs || merged.Parts != whole.Parts {
			r.Fatal(merged, err)
		}
		if d := cmp.Diff(contents(t, filepath.Join(straight, "small")), contents(t, filepath.Join(joined, "small"))); d != "" {
			r.Error(d)
		}
		if made != whole.Runs {
			r.Errorf("made %d runs of %d", made, whole.Runs)
		}
		if left, _ := output.ShardFolders(filepath.Join(joined, "small")); len(left) > 0 {
			r.Error(left)
		}
	})
}

func upTo(n int) (all []int) {
	for i := range n {
		all = append(all, i+1)
	}
	return all
}

// randomSearch draws the text of a study that searches a threshold.
func randomSearch(r *rapid.T) string {
	head, _, _ := strings.Cut(strings.Replace(small, "steps: 60", "steps: 10", 1), "sweep:\n")
	return head + fmt.Sprintf(`sweep:
  design: adaptive
  threshold: {of: test_accuracy, task: first, level: %g, along: tasks.first.generalization.gain, resolution: %g}
  seeds: %d
  axes:
    - {path: tasks.first.generalization.gain, log: {from: 0.02, to: 10, points: %d}}
    - {path: training.weight_decay, values: %s}
record: {points: 3}
`,
		rapid.Float64Range(0.1, 0.9).Draw(r, "level"), rapid.SampledFrom([]float64{0.03, 0.1, 0.5}).Draw(r, "resolution"),
		rapid.IntRange(1, 3).Draw(r, "seeds"), rapid.IntRange(2, 6).Draw(r, "points"),
		rapid.SampledFrom([]string{"[0.5]", "[0, 0.5]", "[1, 0, 0.3]"}).Draw(r, "weight decays"))
}

// What shards have finished is neither made again nor replaced: by the whole sweep that is interrupted, by its extension,
// or by a shard that comes again when all is done.
func TestShardsOfASearchAreKept(t *testing.T) {
	s := design(t, threshold)
	dir := t.TempDir()
	whole, err := Run(t.Context(), s, Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	part, err := interrupt(t.Context(), s, Options{Dir: dir, Workers: 1}, 7)
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	one, err := Run(t.Context(), s, Options{Dir: dir, Shard: Shard{1, 2}})
	if err != nil || one.Kept == 0 || one.Kept+one.Made != one.Runs {
		t.Fatalf("%+v after %+v, %v", one, part, err)
	}
	there, err := Look(t.Context(), s, Options{Dir: dir})
	if err != nil || there.Kept != one.Made+part.Made {
		t.Errorf("%+v, %v", there, err)
	}
	all, err := Run(t.Context(), s, Options{Dir: dir})
	if err != nil || all.Made != whole.Runs-one.Made-part.Made {
		t.Errorf("%+v after %+v and %+v, %v", all, one, part, err)
	}
	again, err := Run(t.Context(), s, Options{Dir: dir, Shard: Shard{2, 3}})
	if err != nil || again.Made != 0 {
		t.Errorf("%+v, %v", again, err)
	}
}

// A folder with shards of one study takes no runs of another.
func TestShardsOfAnotherSearchAreRefused(t *testing.T) {
	dir := t.TempDir()
	s := design(t, threshold)
	if _, err := Run(t.Context(), s, Options{Dir: dir, Shard: Shard{1, 2}}); err != nil {
		t.Fatal(err)
	}
	other := design(t, threshold, "training.steps=50")
	for name, err := range map[string]error{
		"whole":  Check(t.Context(), other, Options{Dir: dir}),
		"shard":  Check(t.Context(), other, Options{Dir: dir, Shard: Shard{2, 2}}),
		"grid":   Check(t.Context(), parse(t, small), Options{Dir: dir}),
		"number": Check(t.Context(), s, Options{Dir: dir, Shard: Shard{2, 3}}),
		"single": singleInto(t, dir, s),
	} {
		if err == nil || !strings.Contains(err.Error(), "shard") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func singleInto(t *testing.T, dir string, s *scenarios.Scenario) error {
	single, err := NewSingle(dir, s, 1, false)
	if err == nil {
		single.Close()
	}
	return err
}

// Shards extend a search, each beside the smaller study, which stays until all are done.
func TestShardsExtendASearch(t *testing.T) {
	large := design(t, threshold, "sweep.seeds=3")
	report := extended(t, design(t, threshold), large, func(dir string) (Report, error) {
		for _, i := range []int{2, 1} {
			report, err := Run(t.Context(), large, Options{Dir: dir, Shard: Shard{i, 2}, Existing: Extend})
			if err != nil || !report.Staged || report.Kept == 0 {
				t.Errorf("shard %d: %+v, %v", i, report, err)
			}
		}
		return Run(t.Context(), large, Options{Dir: dir, Existing: Extend})
	})
	if report.Made != 0 {
		t.Errorf("%+v after all shards", report)
	}
}

func TestCompleteSearch(t *testing.T) {
	s, dir := design(t, threshold), t.TempDir()
	report, err := Run(t.Context(), s, Options{Dir: dir, Shard: Shard{1, 2}})
	if err != nil {
		t.Fatal(err)
	}
	shards, err := output.ShardFolders(report.Dir)
	if err != nil || len(shards) != 1 {
		t.Fatal(shards, err)
	}
	m := shards[0].Manifest
	if done, err := IsComplete(shards[0].Dir, m); !done || err != nil {
		t.Error(done, err)
	}
	m.Rounds = m.Rounds[:len(m.Rounds)-1] // as if interrupted before the last round
	if m.Parts--; len(m.Rounds) == 0 {
		t.Fatal("it has one round")
	}
	if done, err := IsComplete(shards[0].Dir, m); done || err != nil {
		t.Error(done, err)
	}
	if err := os.RemoveAll(filepath.Join(shards[0].Dir, "runs")); err != nil {
		t.Fatal(err)
	}
	if _, err := IsComplete(shards[0].Dir, m); err == nil {
		t.Error("read runs that are gone")
	}
}
