package sweep

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
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

// extended makes one plan and extends it to another, and compares the result with the other plan made at
// once. It gives what the extension did.
func extended(t *testing.T, small, large *scenarios.Scenario, extend func(dir string) (Report, error)) Report {
	t.Helper()
	dir, straight := t.TempDir(), t.TempDir()
	first, err := Run(t.Context(), small, Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	report, err := extend(dir)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := Run(t.Context(), large, Options{Dir: straight})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(contents(t, straight), contents(t, dir)); d != "" {
		t.Error(d)
	}
	if report.Runs != whole.Runs || report.Kept < first.Runs {
		t.Errorf("%+v after %+v, expected %+v", report, first, whole)
	}
	return report
}

func TestExtensionEqualsTheLargerStudy(t *testing.T) {
	for name, c := range map[string]struct {
		small, large *scenarios.Scenario
		made         int64 // -1: not known
	}{
		"seeds":              {parse(t, small), parse(t, small, "sweep.seeds=5"), 20},
		"values":             {parse(t, small), parse(t, small, "sweep.axes.0.values=[200, 300, 500, 100, 400, 700, 800]"), 12},
		"order":              {parse(t, small), parse(t, small, "sweep.axes.0.values=[100, 300, 500, 600, 700, 800]"), 6},
		"an axis":            {parse(t, small, "sweep.axes=[{path: training.weight_decay, values: [0, 0.5]}]"), parse(t, small), 24},
		"an axis first":      {parse(t, small, "sweep.axes=[{path: tasks.first.items, values: [500, 700]}]"), parse(t, small, "sweep.axes=[{path: training.weight_decay, values: [0, 0.5, 1]}, {path: tasks.first.items, values: [500, 700]}]"), 12},
		"a grid to a list":   {parse(t, small, "sweep.axes.0.values=[300]"), design(t, listed4+"  seeds: 3\n"), 6},
		"Sobol points":       {design(t, sobol), design(t, sobol, "sweep.points=45"), 75},
		"Sobol points, more": {design(t, sobol, "sweep.points=180", "training.steps=5"), design(t, sobol, "sweep.points=301", "training.steps=5"), 121 * 3},
		"a resolution":       {design(t, threshold, "sweep.threshold.resolution=0.02"), design(t, threshold), -1},
		"a line of a search": {design(t, threshold, "sweep.axes.1.values=[0.5]"), design(t, threshold), -1},
		"points of a map":    {design(t, boundary, "sweep.points=64"), design(t, boundary), 26},
		"the same":           {parse(t, small), parse(t, small), 0},
	} {
		t.Run(name, func(t *testing.T) {
			report := extended(t, c.small, c.large, func(dir string) (Report, error) {
				return Run(t.Context(), c.large, Options{Dir: dir, Existing: Extend})
			})
			if c.made >= 0 && report.Made != c.made {
				t.Errorf("made %d runs, expected %d", report.Made, c.made)
			}
		})
	}
}

// A study that is extended any way, interrupted any time, ends as the larger study made at once. What
// was finished when it was interrupted is not made again.
func TestExtensionsOfRandomPlans(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		was, is := nestedPlans(r)
		small, large := parse(t, was), parse(t, is)
		dir, straight := t.TempDir(), t.TempDir()
		_, err := interrupt(t.Context(), small, Options{Dir: dir, Workers: 1}, rapid.Int64Range(1, 40).Draw(r, "small cut"))
		if err != nil && !errors.Is(err, context.Canceled) {
			r.Fatal(err)
		}
		made := int64(0)
		for err = context.Canceled; errors.Is(err, context.Canceled); {
			var report Report
			o := Options{Dir: dir, Workers: rapid.IntRange(1, 3).Draw(r, "workers"), Existing: Extend}
			report, err = interrupt(t.Context(), large, o, rapid.Int64Range(5, 60).Draw(r, "cut"))
			made += report.Made
		}
		if err != nil {
			r.Fatal(err)
		}
		whole, err := Run(t.Context(), large, Options{Dir: straight})
		if err != nil {
			r.Fatal(err)
		}
		if d := cmp.Diff(contents(t, straight), contents(t, dir)); d != "" {
			r.Error(d)
		}
		if made > whole.Runs {
			r.Errorf("made %d runs of %d", made, whole.Runs)
		}
	})
}

// nestedPlans draws the text of a study and of a larger one.
func nestedPlans(r *rapid.T) (was, is string) {
	before, larger := nestedGrids(r)
	if design := rapid.SampledFrom([]string{"grid", "sobol", "saltelli", "morris"}).Draw(r, "design"); design != "grid" {
		before, larger = nestedSequences(r, design)
	}
	head, _, _ := strings.Cut(strings.Replace(small, "steps: 60", "steps: 5", 1), "  axes:\n")
	text := func(sweep string, seeds int) string {
		return head + sweep + fmt.Sprintf("  seeds: %d\nrecord: {points: 3}\n", seeds)
	}
	seeds := rapid.IntRange(1, 4).Draw(r, "seeds")
	return text(before, seeds), text(larger, seeds+rapid.IntRange(0, 3).Draw(r, "more seeds"))
}

// nestedSequences draws the sweeps of a design whose points are a sequence.
func nestedSequences(r *rapid.T, design string) (small, large string) {
	key := "points"
	if design == "morris" {
		key = "trajectories"
	}
	points := rapid.IntRange(2, 8).Draw(r, key)
	text := func(points int) string {
		return fmt.Sprintf(`  design: %s
  %s: %d
  axes:
    - {path: tasks.first.items, linear: {from: 100, to: 900}}
    - {path: training.weight_decay, values: [0, 1]}
`, design, key, points)
	}
	return text(points), text(points + rapid.IntRange(0, 8).Draw(r, "more "+key))
}

// nestedGrids draws the sweeps of a grid and of one with more values and axes, in any order.
func nestedGrids(r *rapid.T) (small, large string) {
	type axis struct {
		path     string
		constant string
		values   []string
	}
	axes := rapid.Permutation([]axis{
		{"tasks.first.items", "500", []string{"100", "300", "500", "700", "800"}},
		{"training.weight_decay", "1.0", []string{"0.0", "0.5", "1.0"}},
		{"tasks.first.generalization.gain", "0.1", []string{"0.02", "0.1", "0.3"}},
	}).Draw(r, "axes")
	subset := func(of []string, with string, name string) []string {
		some := rapid.SliceOfNDistinct(rapid.SampledFrom(of), 1, len(of), rapid.ID[string]).Draw(r, name)
		if with != "" && !slices.Contains(some, with) {
			some = append(some, with)
		}
		return some
	}
	line := func(a axis, values []string) string {
		return fmt.Sprintf("    - {path: %s, values: [%s]}\n", a.path, strings.Join(values, ", "))
	}
	for _, a := range axes {
		switch rapid.IntRange(0, 2).Draw(r, "in") {
		case 1: // a new axis
			large += line(a, subset(a.values, a.constant, "values"))
		case 2: // more values, perhaps in another order
			values := subset(a.values, "", "values")
			small += line(a, subset(values, "", "some values"))
			large += line(a, values)
		}
	}
	head := func(axes string) string {
		if axes == "" {
			return "  axes: []\n"
		}
		return "  axes:\n" + axes
	}
	return head(small), head(large)
}

// What is finished is left alone: a second sweep makes, removes and rewrites no file.
func TestFinishedSweepIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	s := parse(t, small)
	if _, err := Run(t.Context(), s, Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	before := stats(t, dir)
	for _, o := range []Options{{Dir: dir}, {Dir: dir, Existing: Extend}, {Dir: dir, Shard: Shard{1, 2}}} {
		if _, err := Run(t.Context(), s, o); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Run(t.Context(), parse(t, small, "sweep.seeds=9"), Options{Dir: dir}); err == nil {
		t.Error("another plan is not refused")
	}
	after := stats(t, dir)
	for path, info := range before {
		if now, there := after[path]; !there || !os.SameFile(info, now) || info.ModTime() != now.ModTime() {
			t.Errorf("%s was replaced", path)
		}
	}
}

// stats gives every file below a folder.
func stats(t *testing.T, dir string) map[string]fs.FileInfo {
	t.Helper()
	all := map[string]fs.FileInfo{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		all[path], err = d.Info()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A plan that lacks runs of the study is no extension of it.
func TestExtensionKeepsEveryRun(t *testing.T) {
	for name, c := range map[string]struct {
		small, large *scenarios.Scenario
		says         string
	}{
		"fewer seeds":     {parse(t, small), parse(t, small, "sweep.seeds=2"), "10 of its 30 finished runs are not in this plan, the first is run 2:\n  sweep.seeds 3 -> 2\n"},
		"another key":     {parse(t, small), parse(t, small, "training.steps=70"), "30 of its 30 finished runs are not in this plan, the first is run 0:\n  training.steps 60 -> 70\n"},
		"Latin hypercube": {design(t, strings.Replace(sobol, "sobol", "latin-hypercube", 1)), design(t, strings.Replace(sobol, "sobol", "latin-hypercube", 1), "sweep.points=40"), "the points of a Latin hypercube depend on their number"},
		"resolution":      {design(t, threshold), design(t, threshold, "sweep.threshold.resolution=0.02"), "a coarser resolution leaves out runs"},
		"another search":  {design(t, threshold), design(t, threshold, "sweep.threshold.of=train_loss"), "it searches another threshold"},
		"another grid":    {design(t, threshold), design(t, strings.Replace(threshold, "points: 5", "points: 7", 1)), "finished runs are not in this plan"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if _, err := Run(t.Context(), c.small, Options{Dir: dir}); err != nil {
				t.Fatal(err)
			}
			before := stats(t, dir)
			_, err := Run(t.Context(), c.large, Options{Dir: dir, Existing: Extend})
			refused(t, err, "cannot be extended: ", c.says)
			after := stats(t, dir)
			for path, info := range before {
				if now, there := after[path]; !there || !os.SameFile(info, now) {
					t.Errorf("%s was replaced", path)
				}
			}
		})
	}
}

func TestTwoExtensionsAtOnceAreRefused(t *testing.T) {
	dir := t.TempDir()
	if _, err := Run(t.Context(), parse(t, small), Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	more := Options{Dir: dir, Workers: 1, Existing: Extend}
	if _, err := interrupt(t.Context(), parse(t, small, "sweep.seeds=9"), more, 3); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	_, err := Run(t.Context(), parse(t, small, "sweep.seeds=12"), more)
	refused(t, err, "is being extended to another plan:\n  sweep.seeds 9 -> 12\nfinish that extension first, or remove ")
	report, err := Run(t.Context(), parse(t, small), Options{Dir: dir})
	if err != nil || report.Kept != 30 {
		t.Error("the study that is extended:", report, err)
	}
}

// As long as runs of an extension fail, the smaller study stays. The others are kept for the next attempt.
func TestFailedRunsOfAnExtension(t *testing.T) {
	dir := t.TempDir()
	first, err := Run(t.Context(), parse(t, small), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	large := parse(t, small, "sweep.axes.0.values=[300, 500, 200, 100, 700, 800, 400]")
	large.Sweep.Axes[0].Values[2] = int64(-5) // a scenario file cannot have this value
	for _, made := range []int64{6, 0} {
		report, err := Run(t.Context(), large, Options{Dir: dir, Existing: Extend})
		var failed *RunError
		if !errors.As(err, &failed) || failed.Run != 12 || report.Made != made || !report.Staged {
			t.Error(report, err)
		}
	}
	if m, err := output.ReadManifest(first.Dir); err != nil || m.Runs != first.Runs {
		t.Error(m, err)
	}
}

// Shards extend a study in one folder. It is complete when a sweep of all parts finds nothing missing.
func TestShardsExtend(t *testing.T) {
	large := parse(t, small, "sweep.seeds=5")
	report := extended(t, parse(t, small), large, func(dir string) (Report, error) {
		for _, i := range []int{2, 1} {
			report, err := Run(t.Context(), large, Options{Dir: dir, Shard: Shard{i, 2}, Existing: Extend})
			if err != nil || !report.Staged {
				t.Errorf("shard %d: %+v, %v", i, report, err)
			}
		}
		return Run(t.Context(), large, Options{Dir: dir, Existing: Extend})
	})
	if report.Made != 0 {
		t.Errorf("%+v after all shards", report)
	}
}

// An extension that is killed while it takes the place of the study is completed by whoever opens the
// folder next, whichever files have been moved.
func TestKilledWhileTheExtensionTakesItsPlace(t *testing.T) {
	large := parse(t, small, "sweep.seeds=5")
	straight := t.TempDir()
	if _, err := Run(t.Context(), large, Options{Dir: straight}); err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(straight, "small")
	files := slices.Sorted(maps.Keys(contents(t, whole)))
	slices.Reverse(files) // sums, runs, manifest, ...
	for moved := range len(files) + 1 {
		dir := t.TempDir()
		if _, err := Run(t.Context(), parse(t, small), Options{Dir: dir}); err != nil {
			t.Fatal(err)
		}
		home := filepath.Join(dir, "small")
		adopted := filepath.Join(home, ".adopted")
		if err := os.CopyFS(adopted, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		os.Remove(filepath.Join(home, output.ManifestName))
		n := 0
		for _, file := range files {
			if n < moved && (file != output.ManifestName || moved == len(files)) {
				if err := os.Rename(filepath.Join(adopted, file), filepath.Join(home, file)); err != nil {
					t.Fatal(err)
				}
				n++
			}
		}
		report, err := Run(t.Context(), large, Options{Dir: dir, Shard: Shard{1, 1}})
		if err != nil || report.Kept != 50 {
			t.Fatal(moved, report, err)
		}
		if d := cmp.Diff(contents(t, straight), contents(t, dir)); d != "" {
			t.Error(moved, d)
		}
	}
}
