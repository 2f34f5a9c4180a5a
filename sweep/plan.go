package sweep

import (
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// Plan numbers the runs of a scenario's sweep without listing them. Most designs have a single batch.
// An adaptive design adds batches as long as the finished runs call for more.
type Plan struct {
	scenario *scenarios.Scenario
	first    batch
	adaptive adaptiveDesign // nil if the first batch is all
	shard    Shard          // of an adaptive design: the shard that chooses these runs; zero: the whole sweep
}

// batch is a set of runs that may be made in any order.
type batch struct {
	rounds []output.Round               // how its runs are divided into parts; none in an empty batch
	point  func(i int64) ([]any, int64) // axis values and seed of its i-th run, from 0
}

// adaptiveDesign chooses the next batch from the finished runs. It is told of them in the order of the
// plan, and must depend on nothing else.
type adaptiveDesign interface {
	task() string              // name of the task whose rows it is told
	tell(*output.RunRow)       // must not keep the row
	next() batch               // empty if the design is complete
	extent(first batch) extent // of all rounds, before any is made
}

// Point is one run of a plan.
type Point struct {
	Run    int64 // number, from 0
	Values []any // of the axes, in file order
	Seed   int64 // from 1
}

// NewPlan expands the design of a scenario. The error names the line of a setting that the design
// cannot have.
func NewPlan(s *scenarios.Scenario) (*Plan, error) {
	runs, err := s.Runs()
	if err != nil {
		return nil, err
	}
	p := &Plan{scenario: s}
	rounds := []output.Round{{Runs: runs, RunsPerPart: runsPerPart(runs)}}
	switch sweep := &s.Sweep; {
	case sweep.Bisects():
		p.first = batch{rounds, replicated(gridPoints(sweep.Axes), sweep.Seeds)}
		p.adaptive, err = newBisection(s)
	case sweep.Maps():
		var m *mapping
		if m, err = newMapping(sweep); err == nil {
			p.first, p.adaptive = m.next(), m
		}
	default:
		points, wrong := plannedPoints(s)
		p.first, err = batch{rounds, replicated(points, sweep.Seeds)}, wrong
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

func (b batch) runs() (n int64) {
	for _, r := range b.rounds {
		n += r.Runs
	}
	return n
}

// Runs is the number of runs of the plan, or of the first batch of an adaptive design.
func (p *Plan) Runs() int64 { return p.first.runs() }

// Adaptive reports whether the design chooses further runs from the finished ones.
func (p *Plan) Adaptive() bool { return p.adaptive != nil }

// newShardPlan is the plan of a shard. The shards of most designs share the parts of one plan. A shard of an adaptive
// design has a plan of its own.
func newShardPlan(s *scenarios.Scenario, shard Shard) (*Plan, error) {
	p, err := NewPlan(s)
	if err != nil || shard.Whole() || !p.Adaptive() {
		return p, err
	}
	search, ok := p.adaptive.(*bisection)
	if !ok {
		return nil, s.Fault("sweep.boundary", "a boundary chooses each round from all runs before it, expected no --shard")
	}
	p.first, p.shard = search.share(p.first, shard), shard
	return p, nil
}

// shares is the largest number of shards that have runs, 0 unless a shard has a plan of its own.
func (p *Plan) shares() int {
	if search, ok := p.adaptive.(*bisection); ok {
		return len(search.searches)
	}
	return 0
}

// manifest describes the plan's runs, as far as they are known.
func (p *Plan) manifest() (*output.Manifest, error) {
	if p.shard.Whole() {
		return output.NewManifest(p.scenario, p.first.rounds)
	}
	return output.NewShard(p.scenario, p.first.rounds, p.shard.Index, p.shard.Count)
}

// Point gives the run of a number from 0 to Runs()-1.
func (p *Plan) Point(run int64) Point {
	values, seed := p.first.point(run)
	return Point{run, values, seed}
}

// settings assigns axis values to the swept keys.
func (p *Plan) settings(values []any) []scenarios.Assignment {
	set := make([]scenarios.Assignment, len(values))
	for i, axis := range p.scenario.Sweep.Axes {
		set[i] = scenarios.Assignment{Path: axis.Path, Value: values[i]}
	}
	return set
}

// replicated repeats each point with the seeds from 1 to seeds.
func replicated(point func(i int64) []any, seeds int64) func(i int64) ([]any, int64) {
	return func(i int64) ([]any, int64) { return point(i / seeds), i%seeds + 1 }
}
