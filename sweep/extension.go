package sweep

import (
	"context"
	"errors"
	"io/fs"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// smaller is the study that an extension contains. The extension is made in a folder of its own and takes
// the place of the smaller study when it is complete, so that neither loses a finished run.
type smaller struct {
	finished  *output.Finished // the first of the copies' folders
	resampled bool             // a Latin hypercube of another number of points
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
	shards, err := output.ShardFolders(f.home)
	switch {
	case err != nil:
		return f.refuse("%v", err)
	case len(shards) > 0:
		return text.Refuse("%s: cannot be extended: holds shards that are not joined; the sweep of their plan without --shard joins them", f.home)
	}
	f.base = output.ExtensionDir(f.home)
	if err := f.recognizeExtension(); err != nil {
		return err
	}
	finished, err := output.FindFinished(ctx, f.home, old)
	if err != nil {
		return err
	}
	f.smaller = &smaller{finished: finished, resampled: resampled(&was.Sweep, &plan.scenario.Sweep)}
	f.copies.add(finished)
	if plan.Adaptive() {
		return nil // adopt checks, when all runs are known
	}
	if err := f.copies.find(ctx, plan, plan.first, 0); err != nil {
		return err
	}
	return f.refuseMissed()
}

// recognizeExtension refuses the folder of an extension that holds part of another one.
func (f *folder) recognizeExtension() error {
	begun, err := output.ReadManifest(f.base)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return f.refuse("%v", err)
	case begun.PlanHash == f.whole.PlanHash:
		f.begun = begun
		return nil
	}
	differences, _ := planDifferences(begun, f.whole)
	return text.Refuse("%s: is being extended to another plan:%s\nfinish that extension first, or remove %s", f.home, differences, f.base)
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
func (f *folder) refuseMissed() error {
	missed, lowest := f.copies.missed(0)
	if missed == 0 {
		return nil
	}
	differences, _ := planDifferences(f.smaller.finished.Manifest, f.whole)
	if f.smaller.resampled {
		differences += "\nthe points of a Latin hypercube depend on their number; design sobol can be extended"
	}
	return text.Refuse("%s: cannot be extended: %d of its %s are not in this plan, the first is run %d:%s\n%s",
		f.home, missed, text.Count(f.smaller.finished.Len(), "finished run"), lowest, differences, f.waysOut())
}

// adopt puts a complete extension in the place of the smaller study.
func (f *folder) adopt() error {
	if err := f.refuseMissed(); err != nil {
		return err
	}
	return output.Adopt(f.home)
}
