package calibration

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"time"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/designs"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mathext"
)

// Options of a search. The zero value of each means its default.
type Options struct {
	Free        []string      // PATH or PATH=LOW:HIGH of the constants; empty: those that NewFree chooses
	Evaluations int           // candidates to simulate; DefaultEvaluations
	Seeds       int64         // simulated seeds of each setting; DefaultSeeds
	Seed        int64         // of the search's own draws; 1
	Members     int           // of the ensemble; DefaultMembers
	Budget      time.Duration // the search ends early after it; 0: never
	Workers     int           // networks at once; one per core
	Journal     string        // file that evaluated candidates are kept in until the search ends; empty: none
	Progress    Progress      // is told of each batch of networks; may be nil
}

// The defaults of Options.
const (
	DefaultEvaluations = 3000
	DefaultSeeds       = 2
	DefaultMembers     = 128
)

// Progress is told how far a search is, in simulated networks.
type Progress interface {
	Begin(round int, runs, kept int64)
	Finished(done int64)
}

// search evaluates candidates and counts them.
type search struct {
	*objective
	options  Options
	journal  *journal
	used     int // evaluations
	limit    int // of evaluations
	began    time.Time
	early    bool // the budget ended the search
	moves    int  // sweeps of the ensemble
	progress Progress
	begun    []*candidate // the starts, best first

	leftOut func(run int) bool // what is not fitted; nil: nothing is left out
}

// startShare is the percentage of the evaluations that a Sobol sequence over the prior has.
const startShare = 15

// Of the evaluations that follow, in percent, the end of each stage.
const (
	polishedAt = 53  // Gauss-Newton steps
	settledAt  = 60  // more of them, with the noise at the best candidate
	ensembleAt = 90  // the ensemble
	leftOutAt  = 100 // errors of what is left out
)

// Rounds of Gauss-Newton steps: of how many of the best candidates one goes on, and for how many evaluations each.
var rounds = []struct{ of, evaluations int }{{1, 25}, {2, 50}, {4, 100}, {8, math.MaxInt}}

// mostRefined bounds the candidates that Gauss-Newton steps begin at; each has at least so many evaluations on average.
const (
	mostRefined     = 16
	leastRefinement = 60
)

// Search fits constants. The result depends on the data, the scenario, and Options without Budget, Workers, Journal and
// Progress. The error is a refusal, or of the context.
func Search(ctx context.Context, s *scenarios.Scenario, d *Data, o Options) (*Fit, error) {
	o.Evaluations = cmp.Or(o.Evaluations, DefaultEvaluations)
	o.Seeds, o.Seed = cmp.Or(o.Seeds, DefaultSeeds), cmp.Or(o.Seed, 1)
	o.Members, o.Workers = cmp.Or(o.Members, DefaultMembers), cmp.Or(o.Workers, runtime.GOMAXPROCS(0))
	free, err := NewFree(s, d, o.Free)
	if err != nil {
		return nil, err
	}
	p, err := newProblem(s, d, free, o.Seeds, o.Workers)
	if err != nil {
		return nil, err
	}
	journal, err := openJournal(o.Journal, p, o)
	if err != nil {
		return nil, err
	}
	run := &search{options: o, journal: journal, limit: o.Evaluations, began: time.Now(), progress: o.Progress}
	if run.progress != nil {
		run.progress.Begin(0, int64(run.limit)*p.networks(), 0)
	}
	first, err := p.firstNoise(ctx, nil)
	if err != nil {
		return nil, err
	}
	run.objective = newObjective(p, first, nil)
	starts, err := run.starts(ctx)
	if err != nil {
		return nil, err
	}
	found, err := run.refine(ctx, starts)
	if err != nil {
		return nil, err
	}
	return run.fit(found), nil
}

// found is what a search ends with.
type found struct {
	best     *candidate
	minima   []*candidate // the best candidates after the Gauss-Newton steps
	members  []*candidate // of the ensemble
	leftOut  map[Kind]LeftOut
	variance []float64 // of predictions over the ensemble, by observation
}

// refine takes starts to the end of a search.
func (s *search) refine(ctx context.Context, starts []*candidate) (f found, err error) {
	from := s.used
	until := func(percent int) int { return from + (s.limit-from)*percent/100 }
	if f.minima, err = s.polish(ctx, starts, until(polishedAt)); err != nil {
		return f, err
	}
	at, err := s.noiseAt(ctx, f.minima[0].u, s.kept)
	if err != nil {
		return f, err
	}
	s.objective = newObjective(s.problem, at, s.leftOut)
	s.rescore(f.minima)
	if f.minima, err = s.polish(ctx, f.minima, until(settledAt)); err != nil {
		return f, err
	}
	s.over(until(settledAt)) // notes whether the time is up
	if f.members, f.best, err = s.ensemble(ctx, f.minima, until(ensembleAt)); err != nil {
		return f, err
	}
	f.variance = s.varianceOf(f.members)
	f.leftOut, err = s.errorsLeftOut(ctx, f)
	return f, err
}

// kept is whether a run is fitted.
func (s *search) kept(run int) bool { return s.leftOut == nil || !s.leftOut(run) }

// rescore sorts candidates by the objective as it is now.
func (s *search) rescore(list []*candidate) {
	for _, c := range list {
		c.score, c.spreads = s.score(c.u, c.predictions)
		c.done = false
	}
	sortByScore(list)
}

// varianceOf is the variance of every prediction over an ensemble.
func (s *search) varianceOf(members []*candidate) []float64 {
	list := make([]float64, len(s.all))
	for i := range list {
		var x []float64
		for _, m := range members {
			x = append(x, m.predictions[i])
		}
		d := deviation(x)
		list[i] = d * d
	}
	return list
}

// start is the coordinate of the scenario's own value, if it lies within the prior's reach.
func (f *Free) start() float64 {
	if f.Log && f.value <= 0 {
		return 0
	}
	return min(max(f.Coordinate(f.value), -central), central)
}

// evaluate simulates candidates.
func (s *search) evaluate(ctx context.Context, us [][]float64) ([]*candidate, error) {
	known := s.journal.next(us)
	fresh, err := s.predict(ctx, us[len(known):])
	if err != nil {
		return nil, err
	}
	if err := s.journal.add(us[len(known):], fresh); err != nil {
		return nil, err
	}
	list := make([]*candidate, len(us))
	for i, predictions := range append(known, fresh...) {
		list[i] = &candidate{u: us[i], predictions: predictions, damping: 1}
		list[i].score, list[i].spreads = s.score(us[i], predictions)
	}
	s.used += len(us)
	if s.progress != nil {
		s.progress.Finished(min(int64(s.used), int64(s.limit)) * s.networks())
	}
	return list, nil
}

// over reports whether the search has to end: it has used its evaluations, or its time.
func (s *search) over(limit int) bool {
	if s.options.Budget > 0 && time.Since(s.began) > s.options.Budget*time.Duration(limit)/time.Duration(s.limit) {
		s.early = true
		return true
	}
	return s.used >= limit
}

// batch is the number of candidates that are simulated at once where any number may be.
const batch = 16

// starts evaluates the scenario's own constants and a scrambled Sobol sequence over the prior, best first.
func (s *search) starts(ctx context.Context) ([]*candidate, error) {
	sequence, err := designs.NewSobol(len(s.free), s.options.Seed)
	if err != nil {
		return nil, err
	}
	own := make([]float64, len(s.free))
	for k := range own {
		own[k] = s.free[k].start()
	}
	us := [][]float64{own}
	var all []*candidate
	for i, limit := int64(0), max(s.limit*startShare/100, 2); ; i++ {
		if len(us) == batch || len(all)+len(us) >= limit {
			found, err := s.evaluate(ctx, us)
			if err != nil {
				return nil, err
			}
			all, us = append(all, found...), nil
			if s.over(limit) {
				break
			}
		}
		u := sequence.Point(i)
		for k := range u {
			u[k] = mathext.NormalQuantile(u[k])
		}
		us = append(us, u)
	}
	sortByScore(all)
	s.begun = all
	if math.IsInf(all[0].score, 1) {
		return nil, text.Refuse("%s: none of %d candidates could be simulated, expected constants nearer to those of a network that trains", s.scenario.Source, len(all))
	}
	return all, nil
}

func sortByScore(list []*candidate) {
	slices.SortStableFunc(list, func(a, b *candidate) int { return cmp.Compare(a.score, b.score) })
}

// polish takes Gauss-Newton steps from the best candidates, in rounds of fewer and fewer, and gives all of them, best first.
func (s *search) polish(ctx context.Context, starts []*candidate, limit int) ([]*candidate, error) {
	count := min(max((limit-s.used)/leastRefinement, 2), mostRefined, len(starts))
	all := slices.Clone(starts[:count])
	for _, round := range rounds {
		for k := range min(max(count/round.of, 1), len(all)) {
			for began := s.used; s.used-began < round.evaluations && !s.over(limit) && !all[k].done && !math.IsInf(all[k].score, 1); {
				next, err := s.step(ctx, all[k])
				if err != nil {
					return nil, err
				}
				all[k] = next
			}
		}
		sortByScore(all)
		all = distinct(all)
	}
	return all, nil
}

// same is the distance, in standard deviations of the prior, within which two candidates are in one minimum.
const same = 0.1

// distinct drops candidates that have come to where a better one is.
func distinct(sorted []*candidate) (list []*candidate) {
	for _, c := range sorted {
		if !slices.ContainsFunc(list, func(better *candidate) bool { return floats.Distance(better.u, c.u, 2) < same }) {
			list = append(list, c)
		}
	}
	return list
}
