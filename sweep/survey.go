package sweep

import (
	"context"
	"slices"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// Survey is what a sweep would do about results in its folder.
type Survey struct {
	Dir      string // of the scenario's tables
	Runs     int64  // of the plan or shard; of an adaptive design, those of its first round and all that are kept
	Kept     int64  // of these, runs that are finished
	Replaced int    // parts that would be made again
	Adaptive bool   // more rounds may follow, unless Complete
	Complete bool   // nothing is to be made
}

// Look surveys the folder of a sweep without changing or locking it. The error is the one with which Run
// would refuse to start.
func Look(ctx context.Context, s *scenarios.Scenario, o Options) (Survey, error) {
	plan, err := newShardPlan(s, o.Shard)
	if err != nil {
		return Survey{}, err
	}
	f, err := newFolder(plan, o)
	if err != nil {
		return Survey{}, err
	}
	if err := f.admit(ctx, plan); err != nil {
		return Survey{}, err
	}
	survey := Survey{Dir: f.home, Adaptive: plan.Adaptive()}
	if survey.Replaced, err = f.replaced(); err != nil {
		return survey, err
	}
	if f.previous != nil && f.previous.Runs > f.manifest.Runs { // an adaptive plan whose rounds are known
		f.manifest = f.previous
	}
	missing, err := f.findMissing()
	if err != nil {
		return survey, err
	}
	if survey.Complete = missing.kept == missing.runs; plan.Adaptive() && survey.Complete {
		if survey.Complete, err = IsComplete(f.dir, f.manifest); err != nil {
			return survey, err
		}
	}
	if !plan.Adaptive() || len(f.copies.folders) == 0 {
		err = f.match(ctx, plan, plan.first, missing)
		survey.Complete = missing.kept == missing.runs && (survey.Complete || !plan.Adaptive())
	} else {
		missing.kept, err = f.keptAnywhere(ctx)
		missing.runs = max(missing.runs, missing.kept)
	}
	survey.Runs, survey.Kept = missing.runs, missing.kept
	return survey, err
}

// keptAnywhere counts the different runs that the folder and those that it copies from hold. Runs of later rounds are
// among them, which are not known before.
func (f *folder) keptAnywhere(ctx context.Context) (int64, error) {
	all := slices.Clone(f.copies.folders)
	if f.previous != nil {
		own, err := output.FindFinished(ctx, f.dir, f.previous)
		if err != nil {
			return 0, err
		}
		all = append(all, own)
	}
	return output.CountDistinct(all), nil
}
