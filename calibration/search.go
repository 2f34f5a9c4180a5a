package calibration

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"time"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/designs"
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
}

// Percentages of the evaluations; the ensemble has the rest.
const (
	startShare  = 15 // a Sobol sequence over the prior
	polishShare = 55 // Gauss-Newton steps
)

// Rounds of Gauss-Newton steps: from how many of the best candidates, and for how many evaluations each.
var rounds = []struct{ candidates, evaluations int }{{16, 25}, {8, 50}, {4, 100}, {2, math.MaxInt}}

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
	if run.objective, err = run.newObjective(ctx, p); err != nil {
		return nil, err
	}
	starts, err := run.starts(ctx)
	if err != nil {
		return nil, err
	}
	minima, err := run.polish(ctx, starts, run.limit*(startShare+polishShare)/100)
	if err != nil {
		return nil, err
	}
	run.over(run.limit * (startShare + polishShare) / 100) // notes whether the time is up
	members, best, err := run.ensemble(ctx, minima)
	if err != nil {
		return nil, err
	}
	return run.fit(best, members, minima), nil
}

// newObjective takes the spread between seeds from replicates, and where there are none from the simulation of the
// scenario as it is.
func (s *search) newObjective(ctx context.Context, p *problem) (*objective, error) {
	seed := seedSpread(p)
	missing := map[Kind]bool{}
	for _, o := range p.all {
		if _, ok := seed[o.Kind]; !ok {
			missing[o.Kind] = true
		}
	}
	if len(missing) > 0 {
		simulated, err := p.simulatedSpread(ctx, simulatedReplicates)
		if err != nil {
			return nil, err
		}
		for kind := range missing {
			seed[kind] = max(simulated[kind], floors[kind])
		}
	}
	return newObjective(p, seed, nil), nil
}

// simulatedReplicates are the seeds that the simulator's own spread is taken from.
const simulatedReplicates = 8

// simulatedSpread is the standard deviation between simulated seeds, of each kind, pooled over settings, with the
// scenario's own constants.
func (p *problem) simulatedSpread(ctx context.Context, seeds int64) (map[Kind]float64, error) {
	base := make([]float64, len(p.free))
	for i := range p.free {
		base[i] = p.free[i].start()
	}
	var draws [][]float64
	for seed := range seeds {
		one := *p
		one.seeds, one.firstSeed = 1, seed*int64(len(p.settings))
		predicted, err := one.predict(ctx, [][]float64{base})
		if err != nil {
			return nil, err
		}
		if predicted[0] != nil {
			draws = append(draws, predicted[0])
		}
	}
	spread := map[Kind]float64{}
	for _, kind := range Kinds {
		var variances []float64
		for i, o := range p.all {
			if o.Kind != kind || o.Censored || len(draws) < 2 {
				continue
			}
			var x []float64
			for _, d := range draws {
				x = append(x, d[i])
			}
			mean, squares := stat.Mean(x), 0.0
			for _, v := range x {
				squares += (v - mean) * (v - mean)
			}
			variances = append(variances, squares/float64(len(x)-1))
		}
		if len(variances) > 0 {
			spread[kind] = math.Sqrt(stat.Median(variances))
		}
	}
	return spread, nil
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
	all := slices.Clone(starts[:min(rounds[0].candidates, len(starts))])
	for _, round := range rounds {
		for k := range min(round.candidates, len(all)) {
			for began := s.used; s.used-began < round.evaluations && !s.over(limit) && !all[k].done && !math.IsInf(all[k].score, 1); {
				next, err := s.step(ctx, all[k])
				if err != nil {
					return nil, err
				}
				all[k] = next
			}
		}
		sortByScore(all)
	}
	return all, nil
}
