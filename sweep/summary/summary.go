package summary

import (
	"fmt"

	"github.com/circsim/circsim/analysis/sensitivity"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// Summary is what a scenario's runs table shows.
type Summary struct {
	Dir       string
	Scenario  string
	Title     string
	Planned   int64 // runs of the plan
	Runs      int64 // runs in the tables
	Seeds     int64
	Design    scenarios.Design
	Axes      []string // paths of the swept keys
	Large     bool     // too many points to tally one by one
	Tasks     []Task
	Found     *Thresholds  // of an adaptive design that searches a threshold, else nil
	Boundary  *Boundary    // of an adaptive design that follows one, of all runs so far, else nil
	Explained []*Explained // by task, of a complete list, Latin hypercube or Sobol sequence of sensitivity.Least points or more
}

// Task is what the runs show of one task.
type Task struct {
	Name         string
	TestAccuracy float64 // mean over all runs
	// Least and Most are those of the points' mean accuracies, on test items if the task has a rule to generalize, else on the
	// training items. They are NaN if the points are not tallied.
	Least, Most float64
	Regimes     []Count // most frequent first
	Map         *Map    // of a grid of two axes, else nil
	Points      []Point // of a grid or list of at most 16 points
	Thresholds  []Threshold
	Scalings    []Scaling // of a task without generalization
	stores      bool      // has no generalizing circuit
}

// Count is how many runs ended in a regime.
type Count struct {
	Regime sim.Regime
	Runs   int64
}

// Point is one point of a grid or list, over its replicates.
type Point struct {
	Values       []any // of the axes
	TestAccuracy float64
	TrainLoss    float64
	StepTrain    float64 // median over replicates; +Inf: half of them or more have no such step
	StepTest     float64 // as StepTrain
	Regimes      []Count
}

// Threshold is where mean test accuracy passes one half along an axis of a grid.
type Threshold struct {
	Axis   string
	Others []string // the other axes
	Lines  []Crossed
}

// Scaling is how mean training loss falls along an axis of a grid.
type Scaling struct {
	Axis   string
	Others []string
	Lines  []Sloped
}

// Summarize reads the runs table of a scenario's folder.
func Summarize(dir string) (*Summary, error) {
	m, err := output.ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	g := newGrid(m)
	s := &Summary{
		Dir: dir, Scenario: m.Scenario, Title: m.Title, Planned: m.Runs, Seeds: m.Seeds,
		Design: m.Design, Axes: g.paths(), Large: g.stated() && g.points == 0,
	}
	search, err := newSearch(m)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	boundary, err := newMapped(m)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	points, last := newSampledTasks(m), int64(-1)
	tallies := tallies{byName: map[string]*tally{}}
	for row, err := range rows(dir) {
		if err != nil {
			return nil, err
		}
		if row.Run < 0 || row.Run >= m.Runs {
			return nil, fmt.Errorf("%s: run %d is not one of %d", dir, row.Run, m.Runs)
		}
		if row.Run != last {
			last = row.Run
			s.Runs++
		}
		tallies.of(g, row.Task.Name).add(row)
		if search != nil {
			search.add(&row)
		}
		if boundary != nil {
			boundary.add(&row)
		}
		if points != nil {
			points.add(&row)
		}
	}
	for _, t := range tallies.list {
		s.Tasks = append(s.Tasks, t.task())
	}
	if search != nil {
		s.Found = search.thresholds()
	}
	if boundary != nil && len(boundary.at) > 0 {
		s.Boundary = boundary.boundary()
	}
	if points != nil && s.Runs == s.Planned && s.Planned/points.seeds >= sensitivity.Least {
		if s.Explained, err = points.explain(m); err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
	}
	return s, nil
}
