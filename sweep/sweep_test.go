package sweep

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// A sweep gives the same files, byte for byte, in whichever way it is made.
func TestSameBytes(t *testing.T) {
	s := parse(t, small)
	reference := t.TempDir()
	report, err := Run(t.Context(), s, Options{Dir: reference, Workers: 1})
	if err != nil || report.Made != 30 || report.Runs != 30 {
		t.Fatal(report, err)
	}
	want := contents(t, reference)
	if len(want) != 1+4*4 {
		t.Fatalf("%d files", len(want))
	}
	ways := map[string]func(dir string) error{
		"4 workers": func(dir string) error {
			_, err := Run(t.Context(), s, Options{Dir: dir, Workers: 4})
			return err
		},
		"2 cores": func(dir string) error {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
			_, err := Run(t.Context(), s, Options{Dir: dir})
			return err
		},
		"1 core, 40 workers": func(dir string) error {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
			_, err := Run(t.Context(), s, Options{Dir: dir, Workers: 40})
			return err
		},
		"3 shards at once": func(dir string) error {
			errs := make(chan error)
			for i := 1; i <= 3; i++ {
				go func() {
					_, err := Run(t.Context(), s, Options{Dir: dir, Workers: 2, Shard: Shard{i, 3}})
					errs <- err
				}()
			}
			return errors.Join(<-errs, <-errs, <-errs)
		},
		"interrupted twice, comments changed, then resumed": func(dir string) error {
			for _, after := range []int64{11, 3} {
				o := Options{Dir: dir, Workers: 1}
				if _, err := interrupt(t.Context(), s, o, after); !errors.Is(err, context.Canceled) {
					return errors.Join(errors.New("not interrupted"), err)
				}
			}
			again := parse(t, small+"# a comment\n")
			_, err := Run(t.Context(), again, Options{Dir: dir})
			return err
		},
		"damaged, then resumed": func(dir string) error {
			if _, err := Run(t.Context(), s, Options{Dir: dir}); err != nil {
				return err
			}
			if err := os.Truncate(output.PartPath(filepath.Join(dir, s.Name), output.Curves, 2), 100); err != nil {
				return err
			}
			report, err := Run(t.Context(), s, Options{Dir: dir})
			if report.Made != 8 {
				t.Errorf("damaged part: %+v", report)
			}
			return err
		},
		"in the place of another sweep": func(dir string) error {
			other := parse(t, small, "sweep.seeds=12")
			if _, err := Run(t.Context(), other, Options{Dir: dir}); err != nil {
				return err
			}
			w := &watch{}
			_, err := Run(t.Context(), s, Options{Dir: dir, Existing: Replace, Observer: w})
			if w.replaced != 15 {
				t.Errorf("replaced %d parts", w.replaced)
			}
			return err
		},
	}
	for name, make := range ways {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := make(dir); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, contents(t, dir)); d != "" {
				t.Error(d)
			}
		})
	}
}

// interrupt runs a sweep and cancels its context after some runs.
func interrupt(ctx context.Context, s *scenarios.Scenario, o Options, after int64) (Report, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	made := int64(0)
	o.Observer = &watch{finished: func(int64) {
		if made++; made == after {
			cancel()
		}
	}}
	return Run(ctx, s, o)
}

func TestInterruptedSweepKeepsFinishedRuns(t *testing.T) {
	dir := t.TempDir()
	report, err := interrupt(t.Context(), parse(t, small), Options{Dir: dir, Workers: 1}, 11)
	if !errors.Is(err, context.Canceled) || report.Made < 11 || report.Made > 29 {
		t.Fatal(report, err)
	}
	rows := int64(0)
	for _, err := range output.ReadRuns(report.Dir) {
		if err != nil {
			t.Fatal(err)
		}
		rows++
	}
	if rows != 2*report.Made { // two tasks
		t.Errorf("%d rows of %d runs", rows, report.Made)
	}
}

func TestResumeOfFinishedSweepMakesNothing(t *testing.T) {
	dir := t.TempDir()
	s := parse(t, small)
	if _, err := Run(t.Context(), s, Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	w := &watch{}
	report, err := Run(t.Context(), s, Options{Dir: dir, Observer: w})
	if err != nil || report != (Report{Dir: filepath.Join(dir, "small"), Parts: 4, Runs: 30, Kept: 30}) || w.replaced != 0 {
		t.Error(report, w.replaced, err)
	}
}

// A row depends on its axis values and its seed, not on the number of the run.
func TestRunIsKeyedBySeedNotByNumber(t *testing.T) {
	s := parse(t, small)
	dir := t.TempDir()
	if _, err := Run(t.Context(), s, Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	alone := parse(t, small, "tasks.first.items=100", "training.weight_decay=0.5")
	r, err := sim.Run(t.Context(), alone, 3, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for row := range output.ReadRuns(filepath.Join(dir, "small")) {
		if row.Axis[0] == int64(100) && row.Axis[1] == 0.5 && row.Seed == 3 && row.Task.Name == "first" {
			// Tables keep the regime, which follows from the landmarks.
			if d := cmp.Diff(r.Tasks[0], row.Task, cmpopts.IgnoreFields(sim.TaskResult{}, "Landmarks")); d != "" {
				t.Error(d)
			}
			return
		}
	}
	t.Error("no such row")
}

// Failed runs do not keep others from being made. A resumed sweep makes them again.
func TestFailedRunIsNamed(t *testing.T) {
	s := parse(t, small)
	s.Sweep.Axes[0].Values[2] = int64(-5) // a scenario file cannot have this value
	dir := t.TempDir()
	report, err := Run(t.Context(), s, Options{Dir: dir})
	var failed *RunError
	if !errors.As(err, &failed) || failed.Run != 12 || failed.Others != 5 || report.Made != 24 {
		t.Fatal(report, err)
	}
	want := "scenario small, run 12 (seed 1, tasks.first.items=-5, training.weight_decay=0): "
	if !strings.HasPrefix(err.Error(), want) || !strings.HasSuffix(err.Error(), " (and 5 other runs)") {
		t.Errorf("%v", err)
	}
	report, err = Run(t.Context(), s, Options{Dir: dir})
	if !errors.As(err, &failed) || failed.Run != 12 || report.Kept != 24 || report.Made != 0 {
		t.Error(report, err)
	}
}

// A sweep whose runs all fail ends early.
func TestSweepGivesUp(t *testing.T) {
	s := parse(t, small)
	for i := range s.Sweep.Axes[0].Values {
		s.Sweep.Axes[0].Values[i] = int64(-5 - i)
	}
	s.Sweep.Seeds = 1000
	report, err := Run(t.Context(), s, Options{Dir: t.TempDir()})
	var failed *RunError
	if !errors.As(err, &failed) || failed.Others != maxFailures-1 || report.Made != 0 {
		t.Error(report, err)
	}
}

// An interrupted sweep keeps the finished runs that wait for a run of hours.
func TestFinishedRunsBehindASlowRunAreKept(t *testing.T) {
	dir := t.TempDir()
	s := parse(t, small, "sweep.axes=[{path: training.steps, values: [100000000, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]}]", "sweep.seeds=1", "training.dynamics=gd")
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	report, err := Run(ctx, s, Options{Dir: dir, Workers: 2})
	if !errors.Is(err, context.DeadlineExceeded) || report.Made != 11 {
		t.Fatal(report, err)
	}
	m, err := output.ReadManifest(report.Dir)
	if err != nil {
		t.Fatal(err)
	}
	var kept []int64
	for part := range m.Parts {
		held, state, err := m.Held(report.Dir, part)
		if state != output.Short && state != output.Complete {
			t.Error(state, err)
		}
		kept = append(kept, held...)
	}
	if !slices.Equal(kept, []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}) {
		t.Errorf("kept %v", kept)
	}
}
