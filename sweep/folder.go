package sweep

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/circsim/circsim/output"
)

// folder is a scenario's output folder, locked, with what there is to do in it.
type folder struct {
	Options
	dir      string
	manifest *output.Manifest
	observer Observer
	lock     *output.DirLock
	todo     []int // parts to make
	kept     []int // parts that are there to stay
	replaced int   // finished parts that are made again

	recognized bool // the manifest there is of this plan
}

// openFolder locks the folder and looks at what it holds. It changes nothing yet.
func openFolder(plan *Plan, o Options) (*folder, error) {
	m, err := output.NewManifest(plan.scenario, plan.Runs(), plan.runsPerPart())
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
	if err := f.look(); err != nil {
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
		return nil, &Refusal{dir, output.ErrLocked.Error() + "; wait for it or choose another -o", err}
	case err != nil:
		return nil, &Refusal{dir, fmt.Sprintf("cannot write there: %v", err), err}
	}
	return lock, nil
}

// afresh says whether the folder is to be cleared first.
func (f *folder) afresh() bool { return f.Shard.Whole() && !f.Resume }

// look decides which parts to make. A sweep that resumes, or shares the folder
// with others, refuses results that are not of its plan.
func (f *folder) look() error {
	if err := owned(f.dir); err != nil {
		return err
	}
	if !f.afresh() {
		if err := f.recognize(); err != nil {
			return err
		}
	}
	for part := range f.manifest.Parts {
		if !f.Shard.makes(part) {
			continue
		}
		if !f.afresh() {
			state, err := f.manifest.PartState(f.dir, part)
			switch {
			case state == output.Foreign:
				return f.refuse("%v", err)
			case state == output.Complete && f.Resume:
				f.kept = append(f.kept, part)
				continue
			case state == output.Complete:
				f.replaced++
			}
		}
		f.todo = append(f.todo, part)
	}
	return nil
}

// prepare makes room for the parts to come, and says what they are parts of.
func (f *folder) prepare() error {
	if f.afresh() {
		there, err := output.Parts(f.dir, output.Runs)
		if err != nil {
			return err
		}
		f.replaced = len(there)
	}
	if f.replaced > 0 {
		f.observer.Replacing(f.dir, f.replaced)
	}
	if f.afresh() {
		if err := output.Clear(f.dir); err != nil {
			return err
		}
	}
	if f.recognized {
		return nil
	}
	return f.manifest.Write(f.dir)
}

func (f *folder) report() Report {
	r := Report{Dir: f.dir, Parts: f.manifest.Parts}
	for _, part := range f.kept {
		_, runs := f.manifest.Block(part)
		r.Kept += runs
	}
	r.Runs = r.Kept
	for _, part := range f.todo {
		_, runs := f.manifest.Block(part)
		r.Runs += runs
	}
	return r
}

func (f *folder) close() error { return f.lock.Unlock() }

// silent observes nothing.
type silent struct{}

func (silent) Replacing(string, int) {}
func (silent) Begin(int64, int64)    {}
func (silent) Finished(int64)        {}
