package sweep

import (
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// Single is the folder of one run that is made by itself, outside of the scenario's sweep.
type Single struct {
	Dir      string
	manifest *output.Manifest // the run is its last part
	run      int64
	values   []any // of the axes
	lock     *output.DirLock
}

// NewSingle opens Dir/<scenario> for the run of the scenario as it stands, before that
// run is made. It refuses a folder that holds a sweep. It ends with Close.
func NewSingle(dir string, s *scenarios.Scenario, seed int64) (*Single, error) {
	m, err := output.NewSingle(apart(s), 0, seed)
	if err != nil {
		return nil, err
	}
	return newSingle(dir, m, 0, nil)
}

// apart is a scenario without its sweep.
func apart(s *scenarios.Scenario) *scenarios.Scenario {
	alone := *s
	alone.Sweep = scenarios.Sweep{Design: scenarios.Grid, Seeds: 1}
	return &alone
}

func newSingle(dir string, m *output.Manifest, run int64, values []any) (*Single, error) {
	k := &Single{Dir: filepath.Join(dir, m.Scenario), manifest: m, run: run, values: values}
	var err error
	if k.lock, err = take(k.Dir, Shard{}); err != nil {
		return nil, err
	}
	if err := k.admit(); err != nil {
		k.Close()
		return nil, err
	}
	return k, nil
}

// admit refuses a folder that holds anything but another single run.
func (k *Single) admit() error {
	if err := owned(k.Dir); err != nil {
		return err
	}
	old, err := output.ReadManifest(k.Dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return text.Refuse("%s: %w", k.Dir, err)
	case !old.Single:
		return text.Refuse("%s: holds a sweep of %d runs; choose another -o", k.Dir, old.Runs)
	}
	return nil
}

// Write makes the tables, instead of those of an earlier single run.
func (k *Single) Write(r *sim.Result) error {
	if err := output.Clear(k.Dir); err != nil {
		return err
	}
	if err := k.manifest.Write(k.Dir); err != nil {
		return err
	}
	part, err := output.NewPart(k.Dir, k.manifest, k.manifest.Parts-1)
	if err != nil {
		return err
	}
	defer part.Discard()
	if err := part.Add(k.run, k.values, r); err != nil {
		return err
	}
	return part.Commit()
}

// Close lets others use the folder.
func (k *Single) Close() error { return k.lock.Unlock() }
