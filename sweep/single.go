package sweep

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"

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
	seed     int64
	values   []any // of the axes
	replace  bool
	kept     bool // the folder has this run already
	lock     *output.DirLock
}

// NewSingle opens dir/<scenario> for a run of the scenario as it stands. It is called before the run is
// made. The error is a *text.Refusal if the folder is in use, cannot be written to, or holds files of other
// programs or, unless they are to be replaced, other results. The caller must call Close.
func NewSingle(dir string, s *scenarios.Scenario, seed int64, replace bool) (*Single, error) {
	m, err := output.NewSingle(withoutSweep(s), 0, seed)
	if err != nil {
		return nil, err
	}
	return newSingle(dir, m, 0, seed, nil, replace)
}

func withoutSweep(s *scenarios.Scenario) *scenarios.Scenario {
	alone := *s
	alone.Sweep = scenarios.Sweep{Design: scenarios.Grid, Seeds: 1}
	return &alone
}

func newSingle(dir string, m *output.Manifest, run, seed int64, values []any, replace bool) (*Single, error) {
	k := &Single{Dir: filepath.Join(dir, m.Scenario), manifest: m, run: run, seed: seed, values: values, replace: replace}
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

// admit refuses a folder that holds anything but this run, unless it is to be replaced.
func (k *Single) admit() error {
	if err := refuseStray(k.Dir, k.replace); err != nil || k.replace {
		return err
	}
	const waysOut = "choose another -o, or delete it with --replace"
	old, err := output.ReadManifest(k.Dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		there, err := output.Parts(k.Dir, output.Runs)
		if err == nil && len(there) > 0 {
			return text.Refuse("%s: holds %s of a study without its manifest; %s", k.Dir, text.Count(len(there), "part"), waysOut)
		}
		shards, wrong := output.ShardFolders(k.Dir)
		if wrong == nil && len(shards) > 0 {
			return text.Refuse("%s: holds %s of a sweep; %s", k.Dir, text.Count(len(shards), "shard"), waysOut)
		}
		return errors.Join(err, wrong)
	case err != nil:
		return text.Refuse("%s: %w", k.Dir, err)
	case !old.Single:
		return text.Refuse("%s: holds a sweep of %d runs; %s", k.Dir, old.Runs, waysOut)
	case !reflect.DeepEqual(old.Build, k.manifest.Build):
		return text.Refuse("%s: holds a run made by circsim %s, this is %s; %s", k.Dir, buildName(old.Build, k.manifest.Build), buildName(k.manifest.Build, old.Build), waysOut)
	case old.PlanHash != k.manifest.PlanHash:
		differences, _ := planDifferences(old, k.manifest)
		if old.Text == k.manifest.Text && slices.Equal(old.Sets, k.manifest.Sets) {
			differences = k.identityDifferences()
		}
		return text.Refuse("%s: holds another run:%s\n%s", k.Dir, differences, waysOut)
	}
	state, _ := old.PartState(k.Dir, old.Parts-1)
	k.kept = state == output.Complete
	return nil
}

// identityDifferences says how the seed and the number of the run in the folder differ from those of this one.
func (k *Single) identityDifferences() string {
	for there, err := range output.ReadRuns(k.Dir) {
		if err != nil {
			break
		}
		says := ""
		if there.Seed != k.seed {
			says += fmt.Sprintf("\n  seed %d -> %d", there.Seed, k.seed)
		}
		if there.Run != k.run {
			says += fmt.Sprintf("\n  run %d -> %d", there.Run, k.run)
		}
		return says
	}
	return " its seed or number differs"
}

// Write writes the tables of the run, unless they are there already.
func (k *Single) Write(r *sim.Result) error {
	if k.kept {
		return nil
	}
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
