package sweep

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// Options say where the results go and how the work is done. The bytes of a part do not depend on
// them.
type Options struct {
	Dir      string   // the tables go to Dir/<scenario>
	Workers  int      // runs made at the same time; 0 for one per core
	Existing Existing // what becomes of results in the folder
	Shard    Shard    // the parts to make; zero for all
	Observer Observer // may be nil

	merging bool // Merge, which has no other flags
}

// Existing is what a sweep does with results that are in its folder.
type Existing int

const (
	Keep    Existing = iota // keeps the finished runs of the same plan; refuses another plan
	Extend                  // also keeps those of a smaller plan, as runs of the larger one
	Replace                 // deletes them, and makes all runs again
)

// Observer follows the progress of a sweep. Its methods are never called concurrently.
type Observer interface {
	// Replacing announces that finished parts will be made again.
	Replacing(dir string, parts int)
	// Begin announces a batch: the runs to make, and the runs of it that are kept. round counts from 1
	// in an adaptive design and is 0 otherwise.
	Begin(round int, runs, kept int64)
	// Finished gives the number of runs made so far in the batch.
	Finished(runs int64)
}

// Report is what a sweep did.
type Report struct {
	Dir    string // of the scenario's tables
	Parts  int    // parts of the plan
	Runs   int64  // runs of the plan, or of the shard
	Kept   int64  // of these, runs that were finished before
	Made   int64  // of these, runs made now
	Staged bool   // Dir still holds the smaller plan: runs of its extension are missing
	Apart  bool   // the runs are those of a shard of an adaptive sweep; Dir gets them when all shards are done
	Shares int    // of an adaptive sweep that has shards, the largest number of them that have runs
}

// Run makes the runs of the scenario's sweep that are missing. The error is a *text.Refusal if the
// folder cannot take the results, a *RunError if runs failed, and the context's error if ctx ended.
// Finished runs stay in the folder in any case.
func Run(ctx context.Context, s *scenarios.Scenario, o Options) (Report, error) {
	plan, err := newShardPlan(s, o.Shard)
	if err != nil {
		return Report{}, err
	}
	f, err := openFolder(ctx, plan, o)
	if err != nil {
		return Report{}, err
	}
	defer f.close()
	report := Report{Dir: f.home, Staged: f.smaller != nil, Apart: f.apart(), Shares: plan.shares()}
	if err := ctx.Err(); err != nil {
		return report, err // before prepare clears the folder
	}
	if err := f.prepare(); err != nil {
		return report, err
	}
	if err := f.makeBatches(ctx, plan, &report); err != nil {
		return report, err
	}
	if !f.Shard.Whole() {
		return report, nil
	}
	if err := f.removeShards(); err != nil {
		return report, err
	}
	if report.Staged {
		if err := f.adopt(); err != nil {
			return report, err
		}
		report.Staged = false
	}
	return report, nil
}

// makeBatches makes the first batch, and all others of an adaptive design.
func (f *folder) makeBatches(ctx context.Context, plan *Plan, report *Report) error {
	for b, round := plan.first, 1; len(b.rounds) > 0; round++ {
		if err := f.makeBatch(ctx, plan, b, round, report); err != nil || !plan.Adaptive() {
			return err
		}
		if err := f.tell(plan.adaptive); err != nil {
			return err
		}
		b = plan.adaptive.next()
		if err := f.addBatch(b); err != nil {
			return err
		}
	}
	return f.complete()
}

// makeBatch makes the missing runs of a batch and adds it to the report.
func (f *folder) makeBatch(ctx context.Context, plan *Plan, b batch, round int, report *Report) error {
	missing, err := f.findMissing()
	if err != nil {
		return err
	}
	if err := f.match(ctx, plan, b, missing); err != nil {
		return err
	}
	report.Parts = f.manifest.Parts
	report.Runs += missing.runs
	report.Kept += missing.kept
	if !plan.Adaptive() {
		round = 0
	}
	f.Observer.Begin(round, missing.runs-missing.kept, missing.kept)
	made := &tally{observer: f.Observer}
	err = f.make(ctx, plan, b, missing, made)
	report.Made += made.made
	return err
}

// splitWorkers divides workers between runs made at the same time (outer) and the agents of each run
// (inner). A run gets several workers only if there are fewer runs than workers.
func splitWorkers(workers int, runs int64) (outer, inner int) {
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
		if broken := recover(); broken != nil { // the error names the run, and other runs can go on
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

// Check returns the error with which Run would refuse to start. It changes no results.
func Check(ctx context.Context, s *scenarios.Scenario, o Options) error {
	plan, err := newShardPlan(s, o.Shard)
	if err != nil {
		return err
	}
	f, err := openFolder(ctx, plan, o)
	if err != nil {
		return err
	}
	return f.close()
}
