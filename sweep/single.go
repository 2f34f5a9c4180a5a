package sweep

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

// Single is the folder of one run that is made by itself, outside of the scenario's sweep.
type Single struct {
	Dir      string
	manifest *output.Manifest
	lock     *output.DirLock
}

// NewSingle opens Dir/<scenario> for the run of the scenario as it stands, before that
// run is made. It refuses a folder that holds a sweep. It ends with Close.
func NewSingle(dir string, s *scenarios.Scenario, seed int64) (*Single, error) {
	alone := *s
	alone.Sweep = scenarios.Sweep{Design: scenarios.Design(fmt.Sprintf("one run with seed %d", seed)), Seeds: 1}
	m, err := output.NewManifest(&alone, 1, 1)
	if err != nil {
		return nil, err
	}
	k := &Single{Dir: filepath.Join(dir, s.Name), manifest: m}
	if k.lock, err = take(k.Dir, Shard{}); err != nil {
		return nil, err
	}
	if err := owned(k.Dir); err != nil {
		k.Close()
		return nil, err
	}
	old, err := output.ReadManifest(k.Dir)
	if err == nil && old.Runs > 1 {
		k.Close()
		return nil, &Refusal{k.Dir, fmt.Sprintf("holds a sweep of %d runs; choose another -o", old.Runs), nil}
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		k.Close()
		return nil, &Refusal{k.Dir, err.Error(), err}
	}
	return k, nil
}

// Write makes the tables, instead of those of an earlier single run.
func (k *Single) Write(r *sim.Result) error {
	if err := output.Clear(k.Dir); err != nil {
		return err
	}
	if err := k.manifest.Write(k.Dir); err != nil {
		return err
	}
	part, err := output.NewPart(k.Dir, k.manifest, 0)
	if err != nil {
		return err
	}
	defer part.Discard()
	if err := part.Add(0, nil, r); err != nil {
		return err
	}
	return part.Commit()
}

// Close lets others use the folder.
func (k *Single) Close() error { return k.lock.Unlock() }
