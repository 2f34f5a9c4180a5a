package summary

import (
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/circsim/circsim/analysis/sensitivity"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/designs"
)

// Sensitivities are how much each axis of a Morris or Saltelli sweep moves a quantity.
type Sensitivities struct {
	Scenario string
	Design   scenarios.Design
	Of, Task string // the quantity, and whose it is
	Log      bool   // it is log10 of the quantity's mean over seeds, otherwise that mean
	Seeds    int64
	Runs     int64
	Units    int64    // base points of saltelli, trajectories of morris
	Never    int64    // runs that never come to the event that Of is the step of: it counts as their last step
	Axes     []string // paths, in the order of the estimates
	Ways     []Way    // of the axes

	Sobol  *sensitivity.Indices // of saltelli
	Morris *sensitivity.Effects // of morris
}

// Way is an axis from its first value to its last: the whole range, as effects have it.
type Way struct {
	From, To any
	Listed   bool // its values are a list, in whose order it goes
}

// Sensitivity reads a finished sweep of design morris or saltelli and explains a quantity, named
// as its column of the runs table, by the axes. Replicate seeds are taken together: it is their
// mean that is explained, or, with log, log10 of it. The task may be "" where there is one.
// Estimates and intervals are those of package sensitivity; morris's are in units of the
// quantity per whole range of an axis, of a log range per range of its logarithm, of listed values
// from the first to the last. Effects are those of the moves really made, after any rounding. A run
// that never comes to an event counts with its last step, as if the event came then.
//
// The error is a *text.Refusal where the question does not fit the folder: no scenario's folder,
// another design, runs missing, no such quantity or task, or a run without the quantity.
// Memory grows with the number of points.
func Sensitivity(dir, of, task string, log bool) (*Sensitivities, error) {
	m, err := open(dir)
	if err != nil {
		return nil, err
	}
	if m.Design != scenarios.Morris && m.Design != scenarios.Saltelli {
		return nil, text.Refuse("%s: design %s has no sensitivities, expected design morris or saltelli", dir, m.Design)
	}
	s, err := studied(m)
	if err != nil {
		return nil, text.Refuse("%s: %w", dir, err)
	}
	if task, err = s.OneTask(task); err != nil {
		return nil, text.Refuse("task of %s: %w", s.Name, err)
	}
	seed, o := s.Sweep.DesignSeed, new(outputs)
	axes, dims := axesOf(m), len(m.Axes)
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
	if o.moves == nil {
		found.Units = int64(len(o.y) / (dims + 2))
		found.Sobol, err = sensitivity.Sobol(o.y, dims, seed)
	} else {
		found.Units = int64(len(o.y) / (dims + 1))
		found.Morris, err = o.moves.effects(o.y, seed)
	}
	if err != nil {
		return nil, text.Refuse("%s: %w", dir, err)
	}
	return found, nil
}

// axesOf are the axes as the manifest has them.
func axesOf(m *output.Manifest) []scenarios.Axis {
	axes := make([]scenarios.Axis, len(m.Axes))
	for k, a := range m.Axes {
		axes[k] = scenarios.Axis{Path: a.Path, Values: a.Values, Range: a.Range}
	}
	return axes
}

// open reads the manifest of a scenario's folder, or says which folders there are below.
func open(dir string) (*output.Manifest, error) {
	m, err := output.ReadManifest(dir)
	switch {
	case err == nil && m.Runs%m.Seeds != 0:
		return nil, text.Refuse("%s: %s has %d runs with %d seeds each point, expected whole points", dir, output.ManifestName, m.Runs, m.Seeds)
	case err == nil:
		return m, nil
	case !errors.Is(err, fs.ErrNotExist):
		return nil, text.Refuse("%w", err)
	}
	below, err := filepath.Glob(filepath.Join(dir, "*", output.ManifestName))
	if err != nil || len(below) == 0 {
		return nil, text.Refuse("%s: holds no sweep, expected a scenario's folder of tables", dir)
	}
	return nil, text.Refuse("%s: holds no sweep itself, expected a folder in it such as %s", dir, filepath.Dir(below[0]))
}
