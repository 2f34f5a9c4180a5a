package sweep

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"runtime"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"golang.org/x/sync/errgroup"
)

// smaller is the study that an extension contains. Its runs are copied by their identity, never made
// again. The extension is made in a folder of its own and takes the place of the smaller study when it
// is complete, so that neither loses a finished run.
type smaller struct {
	finished  *output.Finished
	resampled bool    // a Latin hypercube of another number of points
	matches   []int32 // of a batch: for each run the index of the same finished run, -1 if there is none
	first     int64   // number of the batch's first run
}

// extend turns to the folder of the extension of a smaller plan. It refuses a plan that is known to lack
// runs of the smaller one.
func (f *folder) extend(ctx context.Context, plan *Plan, old *output.Manifest) error {
	was, _, err := scenarios.Parse(old.Scenario, []byte(old.Text), old.Sets)
	if err != nil {
		return f.refuse("holds a scenario that this circsim cannot read: %v", err)
	}
	if reason := neverContains(&was.Sweep, &plan.scenario.Sweep); reason != "" {
		return text.Refuse("%s: cannot be extended: %s; choose another -o", f.home, reason)
	}
	f.dir = output.ExtensionDir(f.home)
	if err := f.recognizeExtension(); err != nil {
		return err
	}
	finished, err := output.FindFinished(ctx, f.home, old)
	if err != nil {
		return err
	}
	f.smaller = &smaller{finished: finished, resampled: resampled(&was.Sweep, &plan.scenario.Sweep)}
	if plan.Adaptive() {
		return nil // adopt checks, when all runs are known
	}
	if err := f.smaller.match(ctx, plan, plan.first, 0); err != nil {
		return err
	}
	return f.refuseMissed(f.smaller.found())
}

// recognizeExtension refuses the folder of an extension that holds part of another one.
func (f *folder) recognizeExtension() error {
	begun, err := output.ReadManifest(f.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return f.refuse("%v", err)
	case begun.PlanHash == f.manifest.PlanHash:
		return f.continues(begun)
	}
	differences, _ := planDifferences(begun, f.manifest)
	return text.Refuse("%s: is being extended to another plan:%s\nfinish that extension first, or remove %s", f.home, differences, f.dir)
}

// neverContains says why a plan cannot contain the runs of another, as far as the two designs tell. It is
// empty if they do not.
func neverContains(was, is *scenarios.Sweep) string {
	switch {
	case was.Bisects() && is.Bisects() && !sameSearch(was.Threshold, is.Threshold):
		return "it searches another threshold"
	case was.Bisects() && is.Bisects() && is.Threshold.Resolution > was.Threshold.Resolution:
		return "a coarser resolution leaves out runs"
	case was.Maps() && is.Maps() && (was.Seeds != is.Seeds || was.Points > is.Points || was.DesignSeed != is.DesignSeed):
		return "the points of a boundary depend on the seeds, so that only more points extend it"
	case was.Maps() && is.Maps() && lastRoundCut(was.Points):
		return "the last round of the boundary had fewer points than its turn, which a larger boundary would choose otherwise"
	}
	return ""
}

// resampled reports whether two plans are Latin hypercubes whose points have nothing to do with each other.
func resampled(was, is *scenarios.Sweep) bool {
	return was.Design == scenarios.LatinHypercube && is.Design == was.Design && was.Points != is.Points
}

// sameSearch reports whether two thresholds differ in nothing but their resolution.
func sameSearch(was, is scenarios.Threshold) bool {
	was.Resolution = is.Resolution
	return was == is
}

// lastRoundCut reports whether the last round of a boundary ended early, at its number of points.
func lastRoundCut(points int64) bool {
	n := int64(0)
	for n < points {
		n += roundPoints(n)
	}
	return n > points
}

// refuseMissed refuses a plan that lacks runs of the smaller one.
func (f *folder) refuseMissed(found iter.Seq[int]) error {
	missed, lowest := f.smaller.finished.Missed(found)
	if missed == 0 {
		return nil
	}
	differences, _ := planDifferences(f.smaller.finished.Manifest, f.manifest)
	if f.smaller.resampled {
		differences += "\nthe points of a Latin hypercube depend on their number; design sobol can be extended"
	}
	return text.Refuse("%s: cannot be extended: %d of its %s are not in this plan, the first is run %d:%s\n%s",
		f.home, missed, text.Count(f.smaller.finished.Len(), "finished run"), lowest, differences, f.waysOut())
}

// match finds the finished runs that are runs of a batch.
func (s *smaller) match(ctx context.Context, plan *Plan, b batch, first int64) error {
	s.first, s.matches = first, make([]int32, b.runs())
	const block = 256
	build := s.finished.Manifest.Build
	all, ctx := errgroup.WithContext(ctx)
	all.SetLimit(runtime.GOMAXPROCS(0))
	for begin := int64(0); begin < int64(len(s.matches)); begin += block {
		all.Go(func() error {
			for i := begin; i < min(begin+block, int64(len(s.matches))); i++ {
				if err := ctx.Err(); err != nil {
					return err
				}
				s.matches[i] = -1
				values, seed := b.point(i)
				spec, err := plan.scenario.With(plan.settings(values)...)
				if err != nil {
					continue // the run will fail for this reason
				}
				s.matches[i] = int32(s.finished.Find(output.Identity(spec, seed, build)))
			}
			return nil
		})
	}
	return all.Wait()
}

// found gives the indexes of the finished runs that are in the batch.
func (s *smaller) found() iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, i := range s.matches {
			if i >= 0 && !yield(int(i)) {
				return
			}
		}
	}
}

// of gives the index of the finished run that is the same as a run of the batch.
func (s *smaller) of(run int64) (index int, found bool) {
	if s == nil {
		return 0, false
	}
	i := s.matches[run-s.first]
	return int(i), i >= 0
}

// matchBatch finds the finished runs among the missing ones of a batch, and counts them as kept.
func (f *folder) matchBatch(ctx context.Context, plan *Plan, b batch, missing *missing) error {
	if f.smaller == nil {
		return nil
	}
	if plan.Adaptive() {
		if err := f.smaller.match(ctx, plan, b, missing.first); err != nil {
			return err
		}
	}
	missing.eachRun(func(run int64) {
		if _, found := f.smaller.of(run); found {
			missing.kept++
		}
	})
	return nil
}

// adopt puts a complete extension in the place of the smaller study.
func (f *folder) adopt(ctx context.Context, plan *Plan) error {
	if plan.Adaptive() {
		larger, err := output.FindFinished(ctx, f.dir, f.manifest)
		if err != nil {
			return err
		}
		if err := f.refuseMissed(f.smaller.finished.In(larger)); err != nil {
			return err
		}
	}
	return output.Adopt(f.home)
}
