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
	Resume   bool     // keep the parts that are finished
	Shard    Shard    // make only these parts
	Observer Observer // may be nil
}

// Observer is told how a sweep goes, from one goroutine.
type Observer interface {
	Replacing(dir string, parts int) // finished parts that are made again
	Begin(runs, kept int64)          // runs to make, and runs that are there already
	Finished(runs int64)             // runs made so far
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
	report := f.report()
	if err := ctx.Err(); err != nil {
		return report, err // before it costs what is there
	}
	if err := f.prepare(); err != nil {
		return report, err
	}
	f.observer.Begin(report.Runs-report.Kept, report.Kept)

	outer, inner := share(o.Workers, report.Runs-report.Kept)
	out := &parts{dir: f.dir, manifest: f.manifest}
	err = inOrder(ctx, outer, points(plan, f.manifest, f.todo),
		func(ctx context.Context, p Point) (*sim.Result, error) {
			return plan.simulate(ctx, p, inner)
		},
		func(p Point, r *sim.Result) error {
			if err := out.add(p, r); err != nil {
				return err
			}
			report.Made++
			f.observer.Finished(report.Made)
			return nil
		})
	if closed := out.close(); err == nil {
		err = closed
	}
	return report, err
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
	set := p.settings(point)
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
