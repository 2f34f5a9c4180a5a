package sweep

import (
	"errors"
	"path/filepath"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
)

// folder is a scenario's output folder, locked.
type folder struct {
	Options
	dir      string
	manifest *output.Manifest
	held     *output.Manifest // of the same plan, as it stood there before; nil: none
	observer Observer
	lock     *output.DirLock
	rounds   int // of the manifest that have been looked at
	looked   int // parts of them
	told     int // parts whose rows the plan knows
}

// openFolder locks the folder and makes sure that it can take the plan's results. It changes nothing yet.
func openFolder(plan *Plan, o Options) (*folder, error) {
	if err := plan.shardable(o.Shard); err != nil {
		return nil, err
	}
	m, err := output.NewManifest(plan.scenario, plan.first.rounds)
	if err != nil {
		return nil, err
	}
	f := &folder{Options: o, dir: filepath.Join(o.Dir, m.Scenario), manifest: m, observer: o.Observer}
	if f.observer == nil {
		f.observer = silent{}
	}
	if f.lock, err = take(f.dir, o.Shard); err != nil {
		return nil, err
	}
	if err := f.admit(plan); err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

// take locks the folder, which it makes where there is none.
func take(dir string, s Shard) (*output.DirLock, error) {
	var lock *output.DirLock
	var err error
	if s.Whole() {
		lock, err = output.Lock(dir)
	} else {
		lock, err = output.LockShard(dir, s.Index, s.Count)
	}
	switch {
	case errors.Is(err, output.ErrLocked):
		return nil, text.Refuse("%s: %w; wait for it or choose another -o", dir, output.ErrLocked)
	case err != nil:
		return nil, text.Refuse("%s: cannot write there: %w", dir, err)
	}
	return lock, nil
}

// afresh says whether the folder is to be cleared first.
func (f *folder) afresh() bool { return f.Shard.Whole() && !f.Resume }

// admit refuses a folder that holds what is not ours, or, where results are to stay, what is
// not of this plan.
func (f *folder) admit(plan *Plan) error {
	if err := owned(f.dir); err != nil {
		return err
	}
	if f.afresh() {
		return nil
	}
	if err := f.recognize(plan); err != nil {
		return err
	}
	return f.agree()
}

// agree makes sure that all shards of the folder share it out alike.
func (f *folder) agree() error {
	there, err := output.Shards(f.dir)
	if err != nil || f.Shard.Whole() || there == 0 || there == f.Shard.Count {
		return err
	}
	return text.Refuse("%s: is shared out to %d shards, this is shard %d/%d; take --shard I/%d, or another -o", f.dir, there, f.Shard.Index, f.Shard.Count, there)
}

// prepare makes room for the parts to come, and says what they are parts of.
func (f *folder) prepare() error {
	if !f.Shard.Whole() {
		if err := output.SetShards(f.dir, f.Shard.Count); err != nil {
			return text.Refuse("%s: %w", f.dir, err)
		}
		if err := output.Recover(f.dir, f.Shard.makes); err != nil { // of the whole folder Lock has done so
			return err
		}
	}
	replaced, err := f.replaced()
	if err != nil {
		return err
	}
	if replaced > 0 {
		f.observer.Replacing(f.dir, replaced)
	}
	if f.afresh() {
		if err := output.Clear(f.dir); err != nil {
			return err
		}
	}
	return f.state()
}

// state writes the manifest, unless the one that is there goes as far.
func (f *folder) state() error {
	if f.held == nil || f.held.Runs < f.manifest.Runs {
		return f.manifest.Write(f.dir)
	}
	if !startsWith(f.held.Rounds, f.manifest.Rounds) {
		return f.refuse("holds runs of this plan that are cut into other parts")
	}
	return nil
}

// replaced counts the parts that are there and will be made again.
func (f *folder) replaced() (n int, err error) {
	if f.Resume {
		return 0, nil
	}
	paths, err := output.Parts(f.dir, output.Runs)
	if err != nil || f.Shard.Whole() {
		return len(paths), err
	}
	own := map[string]bool{}
	for part := range f.manifest.Parts {
		if f.Shard.makes(part) {
			own[output.PartPath(f.dir, output.Runs, part)] = true
		}
	}
	for _, path := range paths {
		if own[path] {
			n++
		}
	}
	return n, nil
}

// extend adds a batch of an adaptive design to the plan. What the folder held of the plan before
// must have been cut alike.
func (f *folder) extend(b batch) error {
	for _, r := range b.rounds {
		if err := f.manifest.Extend(r); err != nil {
			return err
		}
	}
	return f.state()
}

// complete checks at the end of an adaptive design that there is no more than its rounds.
func (f *folder) complete() error {
	if f.held != nil && f.held.Runs > f.manifest.Runs {
		return f.refuse("holds %d runs, the plan has %d", f.held.Runs, f.manifest.Runs)
	}
	return f.noStrangers(f.manifest.Parts)
}

// tell gives the rows of the parts that have become complete to a follower.
func (f *folder) tell(to follower) error {
	for ; f.told < f.looked; f.told++ {
		for row, err := range f.manifest.ReadPart(f.dir, f.told) {
			if err != nil {
				return err
			}
			if row.Task.Name == to.task() {
				to.tell(&row)
			}
		}
	}
	return nil
}

func (f *folder) close() error { return f.lock.Unlock() }

// silent observes nothing.
type silent struct{}

func (silent) Replacing(string, int)   {}
func (silent) Begin(int, int64, int64) {}
func (silent) Finished(int64)          {}
