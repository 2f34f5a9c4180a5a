package sweep

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"golang.org/x/sync/errgroup"
)

// folder is a scenario's output folder, locked.
type folder struct {
	Options
	home       string               // the scenario's folder
	base       string               // home, or the folder of its extension
	dir        string               // where parts are written: base, or the folder of a shard of an adaptive design
	whole      *output.Manifest     // of the first batch of the whole sweep
	manifest   *output.Manifest     // of the plan, which is a shard's in an adaptive design
	begun      *output.Manifest     // of the whole sweep, as found in base; nil if there was none
	previous   *output.Manifest     // of the plan, as found in dir; nil if there was none
	smaller    *smaller             // the study that is extended; nil if none is
	shards     []output.ShardFolder // in base, of an adaptive design
	copies     copies               // runs that are finished in other folders
	firstShard int                  // index of the first of shards in the folders of copies
	lock       *output.DirLock
	rounds     int // rounds of the manifest that were searched for missing runs
	searched   int // parts of these rounds
	told       int // parts whose rows the adaptive design knows

	writing errgroup.Group // writes the manifest
}

// openFolder locks the folder and checks that the results of the plan may be written to it. It changes
// nothing there yet.
func openFolder(ctx context.Context, plan *Plan, o Options) (*folder, error) {
	f, err := newFolder(plan, o)
	if err != nil {
		return nil, err
	}
	if f.lock, err = lockFolder(f.home, o.Shard); err != nil {
		return nil, err
	}
	if err := f.admit(ctx, plan); err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

// newFolder is the folder of a plan, not yet locked.
func newFolder(plan *Plan, o Options) (*folder, error) {
	m, err := plan.manifest()
	if err != nil {
		return nil, err
	}
	whole := m
	if !plan.shard.Whole() {
		if whole, err = output.NewManifest(plan.scenario, nil); err != nil {
			return nil, err
		}
	}
	if o.Observer == nil {
		o.Observer = silent{}
	}
	home := filepath.Join(o.Dir, m.Scenario)
	f := &folder{Options: o, home: home, base: home, whole: whole, manifest: m}
	f.dir = f.partsDir()
	return f, nil
}

// apart reports whether the folder of the parts is that of a shard.
func (f *folder) apart() bool { return f.manifest.Shard != "" }

// partsDir is where parts are written.
func (f *folder) partsDir() string {
	if f.apart() {
		return output.ShardDir(f.base, f.Shard.Index, f.Shard.Count)
	}
	return f.base
}

// makes reports whether the sweep makes a part.
func (f *folder) makes(part int) bool { return f.apart() || f.Shard.makes(part) }

// lockFolder locks a folder for a shard. It makes the folder if there is none.
func lockFolder(dir string, s Shard) (*output.DirLock, error) {
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

// clears reports whether the sweep begins by clearing the folder.
func (f *folder) clears() bool { return f.Shard.Whole() && f.Existing == Replace }

// admit refuses a folder with files of other programs. Unless all results are to be replaced, it also
// refuses a folder with results of another plan, or turns to the extension of that plan.
func (f *folder) admit(ctx context.Context, plan *Plan) error {
	if err := refuseStray(f.home, f.clears()); err != nil || f.clears() {
		return err
	}
	if err := f.recognize(ctx, plan); err != nil {
		return err
	}
	return f.checkShardCount()
}

// checkShardCount refuses a shard if the folder is divided into another number of shards.
func (f *folder) checkShardCount() error {
	count, err := output.Shards(f.base)
	if err != nil || f.Shard.Whole() || count == 0 || count == f.Shard.Count {
		return err
	}
	return text.Refuse("%s: is divided into %d shards, but this is shard %d/%d; use --shard I/%d or choose another -o", f.base, count, f.Shard.Index, f.Shard.Count, count)
}

// prepare announces how many parts will be replaced, clears the folder if nothing is to stay, and begins to
// write the manifest.
func (f *folder) prepare() error {
	if !f.Shard.Whole() {
		if err := output.SetShards(f.base, f.Shard.Count); err != nil {
			return text.Refuse("%s: %w", f.base, err)
		}
		if err := output.Recover(f.dir, f.makes); err != nil { // Lock does this for a whole folder
			return err
		}
	}
	replaced, err := f.replaced()
	if err != nil {
		return err
	}
	if replaced > 0 {
		f.Observer.Replacing(f.dir, replaced)
	}
	if f.clears() {
		if err := output.Clear(f.dir); err != nil {
			return err
		}
	}
	return f.writeManifest()
}

// writeManifest begins to write the manifest, unless the previous one already covers its runs. A shard without runs has none.
// Runs are made while the disk takes it, and parts appear after it.
func (f *folder) writeManifest() error {
	if f.manifest.Runs == 0 {
		return nil
	}
	if f.previous == nil || f.previous.Runs < f.manifest.Runs {
		f.writing.Go(func() error { return f.manifest.Write(f.dir) })
		return nil
	}
	if !startsWith(f.previous.Rounds, f.manifest.Rounds) {
		return f.refuse("holds runs of this plan, but divides them into other parts")
	}
	return nil
}

// replaced counts the existing parts that will be made again.
func (f *folder) replaced() (n int, err error) {
	if f.Existing != Replace {
		return 0, nil
	}
	paths, err := output.Parts(f.dir, output.Runs)
	if err != nil || f.apart() {
		return len(paths), err
	}
	if f.Shard.Whole() {
		shards, err := output.ShardFolders(f.dir)
		for _, s := range shards {
			n += s.Manifest.Parts
		}
		return len(paths) + n, err
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

// addBatch adds a batch of an adaptive design to the plan. Runs of the batch that are already in the
// folder must be divided into the same parts.
func (f *folder) addBatch(b batch) error {
	for _, r := range b.rounds {
		if err := f.manifest.Extend(r); err != nil {
			return err
		}
	}
	if err := f.writeManifest(); err != nil {
		return err
	}
	return f.writing.Wait()
}

// complete checks, at the end of an adaptive design, that the folder holds no further runs.
func (f *folder) complete() error {
	if f.previous != nil && f.previous.Runs > f.manifest.Runs {
		return f.refuse("holds %d runs, the plan has %d", f.previous.Runs, f.manifest.Runs)
	}
	return f.refuseOtherParts(f.manifest.Parts)
}

// tell passes the rows of newly completed parts to an adaptive design.
func (f *folder) tell(design adaptiveDesign) error {
	for ; f.told < f.searched; f.told++ {
		for row, err := range f.manifest.ReadPart(f.dir, f.told) {
			if err != nil {
				return err
			}
			if row.Task.Name == design.task() {
				design.tell(&row)
			}
		}
	}
	return nil
}

func (f *folder) close() error {
	f.writing.Wait() // its error ends make; without make nothing was to be kept
	return f.lock.Unlock()
}

// silent is the observer of a sweep that has none.
type silent struct{}

func (silent) Replacing(string, int)   {}
func (silent) Begin(int, int64, int64) {}
func (silent) Finished(int64)          {}
