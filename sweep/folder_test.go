package sweep

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/google/go-cmp/cmp"
)

// refused checks that the error is a refusal that contains the given texts. It has one line, but for the
// differences between two plans, which have a line each.
func refused(t *testing.T, err error, parts ...string) {
	t.Helper()
	var r *text.Refusal
	if !errors.As(err, &r) {
		t.Fatalf("not refused: %v", err)
	}
	for _, part := range append(parts, filepath.Join("", "small")) {
		if !strings.Contains(err.Error(), part) || strings.Contains(err.Error(), "\n") != strings.Contains(err.Error(), ":\n  ") {
			t.Errorf("%v\nexpected %q", err, part)
		}
	}
}

func TestAnotherPlanIsRefused(t *testing.T) {
	dir := t.TempDir()
	s := parse(t, small)
	if _, err := Run(t.Context(), s, Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	const extendable, not = "\nkeep its runs with --extend, choose another -o, or", "\nchoose another -o, or"
	for _, c := range []struct{ set, says, then string }{
		{"training.steps=70", "training.steps 60 -> 70", not},
		{"sweep.seeds=4", "sweep.seeds 3 -> 4", extendable},
		{"tasks.second.frequency.zipf=1.4", "tasks.second.frequency.zipf 1.3 -> 1.4", not},
		{"sweep.axes.1.values=[0]", "sweep.axes.training.weight_decay [0 0.5] -> [0]", not},
		{"tasks.first.generalization.gain=0.2", "tasks.first.generalization.0.gain 0.1 -> 0.2", not},
		{"title=New", `title "" -> New`, extendable},
		{"tasks.second.memorization.cohorts=64", "tasks.second.memorization.cohorts default -> set", not},
	} {
		other := parse(t, small, c.set)
		_, err := Run(t.Context(), other, Options{Dir: dir})
		refused(t, err, "holds another plan:\n  "+c.says+c.then, "delete it with --replace")
		refused(t, Check(t.Context(), other, Options{Dir: dir, Shard: Shard{1, 2}}), c.says, "remove the folder")
	}
	if len(contents(t, dir)) != len(before) {
		t.Error("a refusal changed the folder")
	}
}

func TestPartsOfAnotherPlanWithoutManifest(t *testing.T) {
	dir := t.TempDir()
	other := parse(t, small, "sweep.seeds=4")
	if _, err := Run(t.Context(), other, Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	os.Remove(filepath.Join(dir, "small", output.ManifestName))
	_, err := Run(t.Context(), parse(t, small), Options{Dir: dir})
	refused(t, err)
}

func TestManifestOfAnotherBuildIsRefused(t *testing.T) {
	dir := t.TempDir()
	s := parse(t, small)
	report, err := Run(t.Context(), s, Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	m, err := output.ReadManifest(report.Dir)
	if err != nil {
		t.Fatal(err)
	}
	m.Build.Version = "v0.0.1"
	if err := m.Write(report.Dir); err != nil {
		t.Fatal(err)
	}
	refused(t, Check(t.Context(), s, Options{Dir: dir}), "made by circsim v0.0.1, this is")
}

func TestSecondSweepIsRefused(t *testing.T) {
	dir := t.TempDir()
	s := parse(t, small)
	w := &watch{finished: func(runs int64) {
		if runs == 3 {
			_, err := Run(t.Context(), s, Options{Dir: dir})
			refused(t, err, "another circsim writes into this folder")
			refused(t, Check(t.Context(), s, Options{Dir: dir, Shard: Shard{1, 2}}), "another circsim")
		}
	}}
	if _, err := Run(t.Context(), s, Options{Dir: dir, Observer: w}); err != nil {
		t.Error(err)
	}
}

func TestShardMakesItsPartsAgain(t *testing.T) {
	dir := t.TempDir()
	s := parse(t, small)
	if _, err := Run(t.Context(), s, Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	w := &watch{}
	report, err := Run(t.Context(), s, Options{Dir: dir, Shard: Shard{2, 3}, Existing: Replace, Observer: w})
	if err != nil || report.Made != 8 || w.replaced != 1 {
		t.Error(report, w.replaced, err)
	}
	report, err = Run(t.Context(), s, Options{Dir: dir, Shard: Shard{1, 3}, Observer: w})
	if err != nil || report.Made != 0 || report.Kept != 8+6 {
		t.Error(report, err)
	}
	_, err = Run(t.Context(), s, Options{Dir: dir, Shard: Shard{9, 9}})
	refused(t, err, "is divided into 3 shards, but this is shard 9/9; use --shard I/3")
	report, err = Run(t.Context(), s, Options{Dir: t.TempDir(), Shard: Shard{9, 9}, Observer: w})
	if err != nil || report.Runs != 0 || report.Parts != 4 {
		t.Error("shard without parts:", report, err)
	}
}

func TestUnwritableFolderIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	refused(t, Check(t.Context(), parse(t, small), Options{Dir: file}), "cannot write there")
}

// opened is a folder of a plan, locked, of which nothing is written yet.
func opened(t *testing.T, o Options, sets ...string) (*folder, *Plan) {
	t.Helper()
	plan, err := NewPlan(parse(t, small, sets...))
	if err != nil {
		t.Fatal(err)
	}
	o.Dir = t.TempDir()
	f, err := openFolder(t.Context(), plan, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.close() })
	return f, plan
}

// A run of hours ends where the disk does not take the manifest.
func TestManifestThatFailsEndsRuns(t *testing.T) {
	f, plan := opened(t, Options{}, "sweep.axes=[]", "sweep.seeds=1", "training.steps=100000000", "training.dynamics=gd")
	if err := os.Mkdir(filepath.Join(f.dir, "manifest.json"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := f.prepare(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := f.makeBatches(ctx, plan, &Report{}); err == nil || !strings.Contains(err.Error(), "manifest.json") {
		t.Error(err)
	}
}

// Runs that are finished before the manifest do not appear without it.
func TestNoPartAppearsWithoutManifest(t *testing.T) {
	full, fails := errors.New("the disk is full"), make(chan struct{})
	f, plan := opened(t, Options{Workers: 1, Observer: &watch{finished: func(runs int64) {
		if runs == 3 {
			close(fails)
		}
	}}})
	f.writing.Go(func() error {
		<-fails
		return full
	})
	report := Report{}
	if err := f.makeBatches(t.Context(), plan, &report); !errors.Is(err, full) || report.Made < 3 {
		t.Error(report, err)
	}
	if found := contents(t, f.dir); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

func TestSingleRunLeavesSweepsAlone(t *testing.T) {
	dir := t.TempDir()
	s := parse(t, small)
	if _, err := Run(t.Context(), s, Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	_, err := NewSingle(dir, s, 1, false)
	refused(t, err, "holds a sweep of 30 runs")
}

// A sweep that was interrupted in its first part counts too.
func TestSingleRunLeavesBegunSweepsAlone(t *testing.T) {
	dir := t.TempDir()
	s := design(t, sobol, "sweep.points=200")
	if _, err := interrupt(t.Context(), s, Options{Dir: dir, Workers: 1}, 5); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	_, err := NewSingle(dir, s, 1, false)
	refused(t, err, "holds a sweep of 600 runs")
}

// A lost manifest is written again, also that of an adaptive study.
func TestLostManifestIsWrittenAgain(t *testing.T) {
	for _, text := range []string{threshold, sobol} {
		dir := t.TempDir()
		s := design(t, text)
		whole, err := Run(t.Context(), s, Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		before := contents(t, dir)
		if err := os.Remove(filepath.Join(whole.Dir, output.ManifestName)); err != nil {
			t.Fatal(err)
		}
		report, err := Run(t.Context(), s, Options{Dir: dir})
		if err != nil || report.Made != 0 || report.Kept != whole.Runs {
			t.Error(report, err)
		}
		if d := cmp.Diff(before, contents(t, dir)); d != "" {
			t.Error(d)
		}
	}
}

// A sweep does not resume from the folder of a single run, even of a run of the same plan.
func TestSweepDoesNotResumeASingleRun(t *testing.T) {
	dir := t.TempDir()
	s := design(t, threshold)
	report, err := Run(t.Context(), s, Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	record, err := output.ReadRecord(output.PartPath(report.Dir, output.Runs, 0), 3)
	if err != nil {
		t.Fatal(err)
	}
	again := t.TempDir()
	single, err := NewRepetition(again, record, false)
	if err != nil {
		t.Fatal(err)
	}
	result, err := Repeat(t.Context(), record)
	if err == nil {
		err = single.Write(result)
	}
	if err != nil {
		t.Fatal(err)
	}
	single.Close()
	_, err = Run(t.Context(), s, Options{Dir: again})
	refused(t, err, "holds a single run")
	if record, err = output.ReadRecord(output.PartPath(single.Dir, output.Runs, 1), 3); err != nil {
		t.Fatal(err)
	}
	if single, err = NewRepetition(again, record, false); err != nil {
		t.Fatal(err)
	}
	if err := single.Write(result); err != nil {
		t.Error(err)
	}
	single.Close()
}

// Without a manifest, tables that circsim did not write are not replaced.
func TestTablesOfOthersAreNotReplaced(t *testing.T) {
	dir := t.TempDir()
	s := parse(t, small)
	path := output.PartPath(filepath.Join(dir, "small"), output.Runs, 0)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	const says = "holds what circsim did not write, move it away: "
	for _, o := range []Options{{Dir: dir}, {Dir: dir, Existing: Replace}, {Dir: dir, Existing: Extend}, {Dir: dir, Shard: Shard{1, 2}}} {
		_, err := Run(t.Context(), s, o)
		refused(t, err, says, path)
	}
	_, err := NewSingle(dir, s, 1, false)
	refused(t, err, says)
	if text, err := os.ReadFile(path); string(text) != "mine" {
		t.Errorf("the file now holds %q, %v", text, err)
	}
}

// A manifest.json of another program is not replaced either.
func TestManifestOfAnotherProgramIsNotReplaced(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "small", output.ManifestName)
	if err := output.WriteFile(path, []byte(`{"name": "web app"}`)); err != nil {
		t.Fatal(err)
	}
	_, err := Run(t.Context(), parse(t, small), Options{Dir: dir})
	refused(t, err, "holds what circsim did not write, move it away: "+path)
}

// A sweep that is killed while it clears the folder can leave parts without a manifest.
func TestOwnTablesWithoutManifestAreKept(t *testing.T) {
	dir := t.TempDir()
	s := parse(t, small)
	if _, err := Run(t.Context(), s, Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	if err := os.Remove(filepath.Join(dir, "small", output.ManifestName)); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), s, Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, contents(t, dir)); d != "" {
		t.Error(d)
	}
}
