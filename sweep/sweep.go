package sweep

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// Options say where the results go and how the work is done. Only Dir and the
// choice of parts matter to what is written.
type Options struct {
	Dir      string   // the tables go to Dir/<scenario>
	Workers  int      // runs in parallel; 0: one per core
	Resume   bool     // keep the runs that are finished
	Shard    Shard    // make only these parts
	Observer Observer // may be nil
}

// Observer is told how a sweep goes, from one goroutine.
type Observer interface {
	Replacing(dir string, parts int)   // finished parts that are made again
	Begin(round int, runs, kept int64) // runs to make in a batch, and runs of it that are there already; round counts from 1 in adaptive designs and is 0 otherwise
	Finished(runs int64)               // runs made so far in the batch
}

// Report is what a sweep did.
type Report struct {
	Dir   string // of the scenario's tables
	Parts int    // parts of the plan
	Runs  int64  // runs of the plan, or of the shard
	Kept  int64  // of them there before
	Made  int64  // of them made now
}

// Run makes the runs of the scenario's sweep that are not there yet. An error that ends it, be it
// a *RunError or the context's, leaves what was finished in the folder.
func Run(ctx context.Context, s *scenarios.Scenario, o Options) (Report, error) {
	plan, err := NewPlan(s)
	if err != nil {
		return Report{}, err
	}
	f, err := openFolder(plan, o)
	if err != nil {
		return Report{}, err
	}
	defer f.close()
	report := Report{Dir: f.dir}
	if err := ctx.Err(); err != nil {
		return report, err // before it costs what is there
	}
	if err := f.prepare(); err != nil {
		return report, err
	}
	var finished []output.RunRow
	for b, round := plan.first, 1; len(b.rounds) > 0; round++ {
		if err := f.make(ctx, plan, b, round, &report); err != nil || !plan.Adaptive() {
			return report, err
		}
		if finished, err = f.read(finished, plan.follow.task()); err != nil {
			return report, err
		}
		b = plan.follow.next(finished)
		if err := f.extend(b); err != nil {
			return report, err
		}
	}
	return report, f.complete()
}

// make makes the runs of a batch that are not there.
func (f *folder) make(ctx context.Context, plan *Plan, b batch, round int, report *Report) error {
	work, err := f.look()
	if err != nil {
		return err
	}
	report.Parts = f.manifest.Parts
	report.Runs += work.runs
	report.Kept += work.kept
	if !plan.Adaptive() {
		round = 0
	}
	f.observer.Begin(round, work.runs-work.kept, work.kept)

	outer, inner := share(f.Workers, work.runs-work.kept)
	var made counter
	defer func() { report.Made += made.runs }()
	return f.inLanes(ctx, outer, work, func(ctx context.Context, workers int, todo <-chan task) error {
		out := newParts(f.dir, f.manifest)
		err := inOrder(ctx, workers, work.points(b, todo),
			func(ctx context.Context, p Point) (*sim.Result, error) {
				return plan.simulate(ctx, p, inner)
			},
			func(p Point, r *sim.Result) error {
				if err := out.add(p, r); err != nil {
					return err
				}
				made.add(f.observer)
				return nil
			})
		if closed := out.close(); err == nil {
			err = closed
		}
		return err
	})
}

// share spreads workers over runs: whole networks in parallel, and only when there
// are too few of them, the agents of each.
func share(workers int, runs int64) (outer, inner int) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	outer = int(max(1, min(int64(workers), runs)))
	return outer, workers / outer
}

// simulate makes one run.
func (p *Plan) simulate(ctx context.Context, point Point, workers int) (r *sim.Result, err error) {
	set := p.settings(point.Values)
	defer func() {
		if broken := recover(); broken != nil { // or the whole sweep would end without a word on the run
			err = fmt.Errorf("panic: %v\n%s", broken, debug.Stack())
		}
		if err != nil && ctx.Err() == nil {
			err = &RunError{p.scenario.Name, point.Run, point.Seed, set, err}
		}
	}()
	spec, err := p.scenario.With(set...)
	if err != nil {
		return nil, err
	}
	return sim.Run(ctx, spec, point.Seed, sim.Options{Workers: workers})
}

// Check finds out before any work what Run would refuse.
func Check(s *scenarios.Scenario, o Options) error {
	plan, err := NewPlan(s)
	if err != nil {
		return err
	}
	f, err := openFolder(plan, o)
	if err != nil {
		return err
	}
	return f.close()
}
