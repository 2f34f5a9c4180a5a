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

// Single is the locked folder of one run that is made by itself, not in a sweep.
type Single struct {
	Dir      string           // of the tables
	manifest *output.Manifest // the run is in its last part
	run      int64
	values   []any // of the axes
	lock     *output.DirLock
}

// NewSingle opens dir/<scenario> for a run of the scenario as it stands. It is called before the run is
// made. The error is a *Refusal if the folder is in use, cannot be written to, or holds a sweep or
// files of other programs. The caller must call Close.
func NewSingle(dir string, s *scenarios.Scenario, seed int64) (*Single, error) {
	m, err := output.NewSingle(withoutSweep(s), 0, seed)
	if err != nil {
		return nil, err
	}
	return newSingle(dir, m, 0, nil)
}

func withoutSweep(s *scenarios.Scenario) *scenarios.Scenario {
	alone := *s
	alone.Sweep = scenarios.Sweep{Design: scenarios.Grid, Seeds: 1}
	return &alone
}

func newSingle(dir string, m *output.Manifest, run int64, values []any) (*Single, error) {
	k := &Single{Dir: filepath.Join(dir, m.Scenario), manifest: m, run: run, values: values}
	var err error
	if k.lock, err = lockFolder(k.Dir, Shard{}); err != nil {
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
	if err := refuseStray(k.Dir); err != nil {
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

// Write writes the tables of the run. They replace those of an earlier single run.
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

// Close unlocks the folder.
func (k *Single) Close() error { return k.lock.Unlock() }
