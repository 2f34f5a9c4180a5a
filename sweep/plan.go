package sweep

import (
	"github.com/circsim/circsim/scenarios"
)

// Plan numbers the runs of a scenario's sweep without listing them: the product of
// the axes in file order, the last axis fastest, and within it seeds 1 to S.
type Plan struct {
	scenario *scenarios.Scenario
	runs     int64
}

// NewPlan expands the scenario's design.
func NewPlan(s *scenarios.Scenario) (*Plan, error) {
	runs, err := s.Runs()
	if err != nil {
		return nil, err
	}
	return &Plan{s, runs}, nil
}

// Runs is the number of runs.
func (p *Plan) Runs() int64 { return p.runs }

// Point is one run of a plan.
type Point struct {
	Run    int64 // from 0
	Values []any // of the axes, in file order
	Seed   int64
}

// Point gives the run of a number from 0 to Runs()-1.
func (p *Plan) Point(run int64) Point {
	axes, seeds := p.scenario.Sweep.Axes, p.scenario.Sweep.Seeds
	point := Point{Run: run, Values: make([]any, len(axes)), Seed: run%seeds + 1}
	rest := run / seeds
	for i := len(axes) - 1; i >= 0; i-- {
		n := int64(len(axes[i].Values))
		point.Values[i] = axes[i].Values[rest%n]
		rest /= n
	}
	return point
}

// settings are the point's swept keys with their values.
func (p *Plan) settings(point Point) []scenarios.Assignment {
	set := make([]scenarios.Assignment, len(point.Values))
	for i, axis := range p.scenario.Sweep.Axes {
		set[i] = scenarios.Assignment{Path: axis.Path, Value: point.Values[i]}
	}
	return set
}

// The runs that share one set of files. Parts are what an interruption can cost
// and what shards share out, so a small sweep has small ones; 64 parts are few
// enough to open at once, and 4096 runs are enough for files of some megabytes.
const (
	wantedParts    = 64
	minRunsPerPart = 8
	maxRunsPerPart = 4096
)

func (p *Plan) runsPerPart() int64 {
	return min(max((p.runs+wantedParts-1)/wantedParts, minRunsPerPart), maxRunsPerPart)
}
