package sweep

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

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
	for b, round := plan.first, 1; len(b.rounds) > 0; round++ {
		if err := f.batch(ctx, plan, b, round, &report); err != nil || !plan.Adaptive() {
			return report, err
		}
		if err := f.tell(plan.follow); err != nil {
			return report, err
		}
		b = plan.follow.next()
		if err := f.extend(b); err != nil {
			return report, err
		}
	}
	return report, f.complete()
}

// batch makes what is not there of a batch, and reports on it.
func (f *folder) batch(ctx context.Context, plan *Plan, b batch, round int, report *Report) error {
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
	made := &tally{observer: f.observer}
	err = f.make(ctx, plan, b, work, made)
	report.Made += made.made
	return err
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
			err = &RunError{Scenario: p.scenario.Name, Run: point.Run, Seed: point.Seed, Values: set, Err: err}
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
