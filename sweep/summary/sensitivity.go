package summary

import (
	"github.com/circsim/circsim/analysis/sensitivity"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/designs"
)

// Sensitivities are how much each axis of a Morris or Saltelli sweep moves a quantity.
type Sensitivities struct {
	Scenario string
	Design   scenarios.Design
	Of, Task string // the quantity, and the task it belongs to
	Log      bool   // log10 of the quantity's mean over seeds was analyzed, not the mean itself
	Seeds    int64
	Runs     int64
	Units    int64    // base points of saltelli, trajectories of morris, points of other designs
	Never    int64    // runs without the event whose step Of is; their last step counts
	Axes     []string // paths, in the order of the estimates
	Ways     []Way    // by axis

	Sobol  *sensitivity.Indices // of saltelli
	Morris *sensitivity.Effects // of morris
	Given  *sensitivity.Shares  // of other designs
}

// Way is the whole range of an axis, in units of which effects are given.
type Way struct {
	From, To any
	Listed   bool // its values are a list; the range goes from the first to the last
}

// Sensitivity reads a finished sweep of any design but an adaptive one and says how much each axis moves a
// quantity, which has the name of its column in the runs table. It analyzes the mean over seeds, or, with
// log, log10 of that mean. The task may be "" where there is only one. Estimates and intervals are those
// of package sensitivity. Morris effects are in units of the quantity per whole range of an axis: for a
// log range, per range of the logarithm; for listed values, from the first to the last. They are those of
// the actual moves, after any rounding. A run without an event counts as if the event came at its last
// step.
//
// The error is a *text.Refusal where dir is not the folder of a scenario, its design is another one, runs
// are missing, the quantity or task does not exist, or a run lacks the quantity. Memory grows with the
// number of points.
func Sensitivity(dir, of, task string, log bool) (*Sensitivities, error) {
	m, err := open(dir)
	if err != nil {
		return nil, err
	}
	switch {
	case m.Design == scenarios.Adaptive:
		return nil, text.Refuse("%s: design adaptive gathers its points where something happens, expected a design whose points cover the axes, such as sobol", dir)
	case len(m.Axes) == 0:
		return nil, text.Refuse("%s: has no axes, expected a sweep along at least one", dir)
	}
	s, err := studied(m)
	if err != nil {
		return nil, text.Refuse("%s: %w", dir, err)
	}
	if task, err = s.OneTask(task); err != nil {
		return nil, text.Refuse("task of %s: %w", s.Name, err)
	}
	seed, o := s.Sweep.DesignSeed, &outputs{keeps: m.Design != scenarios.Morris && m.Design != scenarios.Saltelli}
	dims := len(m.Axes)
	axes := axesOf(m)
	if m.Design == scenarios.Morris {
		design, err := designs.NewMorris(dims, s.Sweep.Levels, seed)
		if err != nil {
			return nil, text.Refuse("%s: %w", dir, err)
		}
		o.moves = &moves{design: design, axes: axes}
	}
	if err := o.read(dir, m, of, task); err != nil {
		return nil, err
	}
	if log {
		if err := o.logarithms(dir, m, of); err != nil {
			return nil, err
		}
	}
	found := &Sensitivities{
		Scenario: m.Scenario, Design: m.Design, Of: of, Task: task, Log: log,
		Seeds: m.Seeds, Runs: m.Runs, Never: o.never,
	}
	for _, a := range axes {
		found.Axes = append(found.Axes, a.Path)
		found.Ways = append(found.Ways, Way{a.At(0), a.At(1), a.Range == nil})
	}
	switch m.Design {
	case scenarios.Saltelli:
		found.Units = int64(len(o.y) / (dims + 2))
		found.Sobol, err = sensitivity.Sobol(o.y, dims, seed)
	case scenarios.Morris:
		found.Units = int64(len(o.y) / (dims + 1))
		found.Morris, err = o.moves.effects(o.y, seed)
	default:
		if found.Units = int64(len(o.y)); found.Units < sensitivity.Least {
			return nil, text.Refuse("%s: %s", dir, tooFew(m.Design, found.Units))
		}
		found.Given, err = sensitivity.Given(columnsOf(axes, o.at), o.y, seed)
	}
	if err != nil {
		return nil, text.Refuse("%s: %w", dir, err)
	}
	return found, nil
}
