package sweep

import (
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// Plan numbers the runs of a scenario's sweep without listing them. They come in batches:
// one for most designs; an adaptive design has another one for as long as the runs that
// are finished call for it.
type Plan struct {
	scenario *scenarios.Scenario
	first    batch
	follow   follower // nil: the first batch is all
}

// batch are runs that may be made in any order.
type batch struct {
	rounds []output.Round               // how its runs are cut into parts
	point  func(i int64) ([]any, int64) // axis values and seed of its i-th run, from 0
}

// follower decides on the next batch, from the finished runs that it has been told of, in their
// order, and from nothing else.
type follower interface {
	task() string        // whose rows it is to be told
	tell(*output.RunRow) // it keeps of a row no more than it needs
	next() batch         // without rounds where the design is complete
}

// Point is one run of a plan.
type Point struct {
	Run    int64 // from 0
	Values []any // of the axes, in file order
	Seed   int64
}

// NewPlan expands the scenario's design.
func NewPlan(s *scenarios.Scenario) (*Plan, error) {
	runs, err := s.Runs()
	if err != nil {
		return nil, err
	}
	p := &Plan{scenario: s}
	switch sweep := &s.Sweep; {
	case sweep.Bisects():
		p.first = batch{[]output.Round{{Runs: runs, RunsPerPart: runsPerPart(runs)}}, replicated(gridPoints(sweep.Axes), sweep.Seeds)}
		p.follow, err = newBisection(s)
	case sweep.Maps():
		m := newMapping(sweep)
		p.first, p.follow = m.next(), m
	case sweep.Extends():
		points, wrong := sampled(sweep)
		p.first, err = batch{growing(runs), replicated(points, sweep.Seeds)}, wrong
	default:
		points, wrong := points(s)
		p.first, err = batch{[]output.Round{{Runs: runs, RunsPerPart: runsPerPart(runs)}}, replicated(points, sweep.Seeds)}, wrong
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// runs is the number of runs of the batch.
func (b batch) runs() (n int64) {
	for _, r := range b.rounds {
		n += r.Runs
	}
	return n
}

// Runs is the number of runs, of an adaptive design those of its first batch.
func (p *Plan) Runs() int64 { return p.first.runs() }

// Adaptive says whether more runs follow from the finished ones.
func (p *Plan) Adaptive() bool { return p.follow != nil }

// shardable refuses to share out a plan whose runs follow from each other.
func (p *Plan) shardable(s Shard) error {
	if p.Adaptive() && !s.Whole() {
		return p.scenario.Fault("sweep.design", "an adaptive sweep goes in rounds, each from all runs before it, expected no --shard")
	}
	return nil
}

// Point gives the run of a number from 0 to Runs()-1.
func (p *Plan) Point(run int64) Point {
	values, seed := p.first.point(run)
	return Point{run, values, seed}
}

// settings are the swept keys with their values.
func (p *Plan) settings(values []any) []scenarios.Assignment {
	set := make([]scenarios.Assignment, len(values))
	for i, axis := range p.scenario.Sweep.Axes {
		set[i] = scenarios.Assignment{Path: axis.Path, Value: values[i]}
	}
	return set
}

// replicated makes each point with seeds 1 to seeds, one after the other.
func replicated(point func(i int64) []any, seeds int64) func(i int64) ([]any, int64) {
	return func(i int64) ([]any, int64) { return point(i / seeds), i%seeds + 1 }
}
