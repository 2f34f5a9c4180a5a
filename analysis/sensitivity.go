package analysis

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/circsim/circsim/designs"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sensitivity"
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
	Axes     []string // paths, in the order of the estimates

	Sobol  *sensitivity.Indices // of saltelli
	Morris *sensitivity.Effects // of morris
}

// Sensitivity reads a finished sweep of design morris or saltelli and explains a quantity, named
// as its column of the runs table, by the axes. Replicate seeds are taken together: it is their
// mean that is explained, or, with log, log10 of it. The task may be "" where there is one.
// Estimates and intervals are those of package sensitivity; morris's are in units of the
// quantity per whole range of an axis, of a log range per range of its logarithm.
//
// The error is a Refusal where the question does not fit the folder: no scenario's folder,
// another design, runs missing, no such quantity or task, or a run without the quantity.
// Memory grows with the number of points.
func Sensitivity(dir, of, task string, log bool) (*Sensitivities, error) {
	m, err := open(dir)
	if err != nil {
		return nil, err
	}
	if m.Design != scenarios.Morris && m.Design != scenarios.Saltelli {
		return nil, Refusal(fmt.Sprintf("%s: design %s has no sensitivities, expected design morris or saltelli", dir, m.Design))
	}
	s, err := studied(m)
	if err != nil {
		return nil, Refusal(fmt.Sprintf("%s: %v", dir, err))
	}
	if task, err = oneTask(s, task); err != nil {
		return nil, err
	}
	y, err := outputs(dir, m, of, task, log)
	if err != nil {
		return nil, err
	}
	found := &Sensitivities{
		Scenario: m.Scenario, Design: m.Design, Of: of, Task: task, Log: log,
		Seeds: m.Seeds, Runs: m.Runs, Axes: newGrid(m).paths(),
	}
	dims, seed := len(found.Axes), s.Sweep.DesignSeed
	if m.Design == scenarios.Saltelli {
		found.Units = int64(len(y) / (dims + 2))
		found.Sobol, err = sensitivity.Sobol(y, dims, seed)
	} else {
		found.Units = int64(len(y) / (dims + 1))
		found.Morris, err = effects(y, dims, s.Sweep.Levels, seed)
	}
	if err != nil {
		return nil, Refusal(fmt.Sprintf("%s: %v", dir, err))
	}
	return found, nil
}

func effects(y []float64, dims int, levels, seed int64) (*sensitivity.Effects, error) {
	design, err := designs.NewMorris(dims, levels, seed)
	if err != nil {
		return nil, err
	}
	return sensitivity.Morris(y, dims, design.Move, seed)
}

// open reads the manifest of a scenario's folder, or says which folders there are below.
func open(dir string) (*output.Manifest, error) {
	m, err := output.ReadManifest(dir)
	if err == nil {
		return m, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, Refusal(err.Error())
	}
	below, err := filepath.Glob(filepath.Join(dir, "*", output.ManifestName))
	if err != nil || len(below) == 0 {
		return nil, Refusal(fmt.Sprintf("%s: holds no sweep, expected a scenario's folder of tables", dir))
	}
	return nil, Refusal(fmt.Sprintf("%s: holds no sweep itself, expected a folder in it such as %s", dir, filepath.Dir(below[0])))
}

// oneTask is the task that is meant.
func oneTask(s *scenarios.Scenario, name string) (string, error) {
	var names []string
	for _, t := range s.Tasks {
		names = append(names, t.Name)
	}
	switch {
	case name == "" && len(names) == 1:
		return names[0], nil
	case name == "":
		return "", Refusal("which task? " + s.Name + " has several" + scenarios.Hint("", names))
	case !slices.Contains(names, name):
		return "", Refusal(fmt.Sprintf("%s has no task %q%s", s.Name, name, scenarios.Hint(name, names)))
	}
	return name, nil
}
