package calibration

import (
	"context"
	"math"
	"slices"
	"sync/atomic"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// Forecaster simulates what a scenario foretells.
type Forecaster struct {
	Fit      *Fit                  // of its constants; nil: they are taken as exact
	Seeds    int64                 // networks of each set of constants: the seeds from 1 on
	Progress func(done, all int64) // called after every network, from any goroutine; may be nil

	done, all atomic.Int64
}

// maxMembers bounds the sets of constants that are simulated.
const maxMembers = 64

// members are the sets of constants, spread evenly over the ensemble. Without a fit there is one, of no changes.
func (f *Forecaster) members(s *scenarios.Scenario) [][]scenarios.Assignment {
	if f.Fit == nil {
		return [][]scenarios.Assignment{nil}
	}
	n := min(len(f.Fit.Ensemble), maxMembers)
	list := make([][]scenarios.Assignment, n)
	for i := range list {
		list[i] = f.Fit.Assignments(s, f.Fit.Ensemble[i*len(f.Fit.Ensemble)/n])
	}
	return list
}

// Networks are those simulated for one configuration: every set of constants with every seed, in this order.
type Networks struct {
	scenario *scenarios.Scenario
	spread   map[Kind]Spread // of the fit; nil: there is none
	beyond   bool            // a key is outside the range of the measured runs
	members  int             // sets of constants
	seeds    int64
	networks []network
	failed   int // networks left out, whose training diverged
}

// network is one simulated network.
type network struct {
	member  int
	result  *sim.Result // simulated for longer times the steps, where the dynamics allow
	regimes []sim.Regime
	err     error
}

// Simulate makes the networks of a configuration: a scenario as it stands, without its sweep. All configurations have the same
// seeds and constants, so that differences between them are not of chance. The error is of the context, or of the last network
// if none could be trained.
func (f *Forecaster) Simulate(ctx context.Context, s *scenarios.Scenario) (*Networks, error) {
	members := f.members(s)
	c := &Networks{scenario: s, members: len(members), seeds: f.Seeds}
	if f.Fit != nil {
		c.spread, c.beyond = f.Fit.Spread, f.Fit.beyond(s)
	}
	n := len(members) * int(f.Seeds)
	f.all.Add(int64(n))
	all, err := stat.Parallel(ctx, n, func(i int) network {
		m := i / int(f.Seeds)
		made := networkOf(ctx, s, members[m], int64(i%int(f.Seeds))+1)
		made.member = m
		if done := f.done.Add(1); f.Progress != nil {
			f.Progress(done, f.all.Load())
		}
		return made
	})
	if err != nil {
		return nil, err
	}
	for _, made := range all {
		if made.err != nil {
			c.failed++
			err = made.err
			continue
		}
		c.networks = append(c.networks, made)
	}
	if len(c.networks) == 0 {
		return nil, err
	}
	return c, nil
}

// networkOf simulates twice: for the steps of the scenario, which the regime is judged by, and for longer, so that events that
// come too late have a time too. The recorded points do not change the events.
func networkOf(ctx context.Context, s *scenarios.Scenario, constants []scenarios.Assignment, seed int64) network {
	var n network
	short, err := s.With(append(sparse(), constants...)...)
	if err != nil {
		return network{err: err}
	}
	if n.result, n.err = sim.Run(ctx, short, seed, sim.Options{}); n.err != nil {
		return n
	}
	for i := range n.result.Tasks {
		n.regimes = append(n.regimes, n.result.Tasks[i].Regime)
	}
	if s.Training.Dynamics != scenarios.Flow || len(s.Training.Phases) > 0 {
		return n
	}
	long, err := short.With(scenarios.Assignment{Path: "training.steps", Value: int64(math.Ceil(longer * float64(s.Training.Steps)))})
	if err == nil {
		n.result, n.err = sim.Run(ctx, long, seed, sim.Options{})
	}
	return n
}

// sparse records few points and no circuits.
func sparse() []scenarios.Assignment {
	return []scenarios.Assignment{
		{Path: "record.points", Value: int64(points)},
		{Path: "record.spacing", Value: string(scenarios.LogSpacing)},
		{Path: "record.circuits", Value: string(scenarios.CircuitsNone)},
	}
}

// values are what the networks have for a kind of measurement of a task in a run that ends at a step.
func (c *Networks) values(task int, k Kind, end float64) []float64 {
	list := make([]float64, len(c.networks))
	for i := range c.networks {
		list[i] = simulated(c.networks[i].result, task, k, end)
	}
	return list
}

// beyond is whether a scenario's key is outside the range in which the measured runs varied it.
func (f *Fit) beyond(s *scenarios.Scenario) bool {
	for _, r := range f.Ranges {
		for _, path := range expand(s, r.Path) {
			if key, ok := s.Setting(path); ok {
				x, real := key.Of(s).(float64)
				if whole, ok := key.Of(s).(int64); ok {
					x, real = float64(whole), true
				}
				if real && (x < r.Low || x > r.High) {
					return true
				}
			}
		}
	}
	return false
}

// outside is beyond for values of keys.
func (f *Fit) outside(paths []string, values []float64) bool {
	for k, path := range paths {
		for _, r := range f.Ranges {
			if r.Path == path && (values[k] < r.Low || values[k] > r.High) {
				return true
			}
		}
	}
	return false
}

// total is the scale of the errors of single runs about predictions, and on how many groups of runs it rests; 0 of none.
func (s Spread) total(beyond bool) (scale float64, groups int) {
	switch {
	case s.BeyondGroups > 0 && (beyond || s.NewGroups == 0):
		return s.Beyond, s.BeyondGroups
	case s.NewGroups > 0:
		return s.New, s.NewGroups
	}
	return math.Hypot(s.Model, s.Seed), 0
}

// scale is that of the errors about single networks. The spread between seeds that the simulated ones show already is taken off.
func (c *Networks) scale(k Kind, values []float64) float64 {
	s, ok := c.spreadOf(k)
	if !ok {
		return 0
	}
	most := math.Inf(1)
	if k.IsStep() {
		most = logStep(longer * float64(c.scenario.Training.Steps))
	}
	seeds := c.betweenSeeds(values, most)
	total, groups := s.total(c.beyond)
	if groups == 0 { // a fit that nothing was left out of
		return math.Sqrt(s.Model*s.Model + max(0, s.Seed*s.Seed-seeds))
	}
	return max(math.Sqrt(max(0, total*total-seeds)), floors[k])
}

// freedom are the degrees of freedom of the errors of a kind: those of the fit, or fewer where they rest on few groups.
func (c *Networks) freedom(k Kind) float64 {
	s, _ := c.spreadOf(k)
	_, groups := s.total(c.beyond)
	return freedomOf(groups)
}

// spreadOf is the spread of a kind, or of the other event of the test set, which the same errors move; false if no measured run
// tells it.
func (c *Networks) spreadOf(k Kind) (Spread, bool) {
	s, ok := c.spread[k]
	if other := map[Kind]Kind{StepTest: StepTestAccuracy, StepTestAccuracy: StepTest}; !ok {
		s, ok = c.spread[other[k]]
	}
	return s, ok
}

func freedomOf(groups int) float64 {
	if groups == 0 {
		return tails
	}
	return min(max(float64(groups-1), 1), tails)
}

// betweenSeeds is the variance of values between the seeds of one set of constants, pooled over the sets in which none is above
// a bound: those are of events that do not happen.
func (c *Networks) betweenSeeds(values []float64, most float64) float64 {
	squares, freedom := 0.0, 0
	for from := 0; from < len(values); {
		end := from
		for end < len(values) && c.networks[end].member == c.networks[from].member {
			end++
		}
		if of := values[from:end]; slices.Max(of) <= most {
			mean := stat.Mean(of)
			for _, v := range of {
				squares += (v - mean) * (v - mean)
			}
			freedom += len(of) - 1
		}
		from = end
	}
	if freedom == 0 {
		return 0
	}
	return squares / float64(freedom)
}

// equally are weights that do not tell the networks apart.
func (c *Networks) equally() []float64 {
	w := make([]float64, len(c.networks))
	for i := range w {
		w[i] = 1 / float64(len(w))
	}
	return w
}
