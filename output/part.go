package output

import (
	"errors"
	"fmt"
	"os"

	"github.com/circsim/circsim/sim"
)

// Part writes a consecutive block of runs. Its methods are for one goroutine.
type Part struct {
	manifest *Manifest
	index    int
	files    []*tableFile // in the order in which they appear
	next     int64        // runs below it are added or left out
	runs     int64
	failed   error
	done     bool
}

// NewPart begins the part with the given index, aside from readers' eyes.
// It ends with Commit or Discard.
func NewPart(dir string, m *Manifest, index int) (*Part, error) {
	first, runs := m.Block(index)
	if index < 0 || runs == 0 {
		return nil, fmt.Errorf("part %d of %s: the plan has %d parts", index, m.Scenario, m.Parts)
	}
	p := &Part{manifest: m, index: index, next: first}
	for _, t := range m.tables() {
		f, err := newTableFile(dir, m, t, index)
		if err != nil {
			p.Discard()
			return nil, fmt.Errorf("part %d of %s: %w", index, m.Scenario, err)
		}
		p.files = append(p.files, f)
	}
	return p, nil
}

// Add streams the rows of a finished run; runs come in ascending order. The
// values of axis stand in the order of the manifest's axes. A part keeps
// nothing of r.
func (p *Part) Add(run int64, axis []any, r *sim.Result) error {
	if p.done || p.failed != nil {
		return errors.Join(fmt.Errorf("part %d of %s: run %d comes too late", p.index, p.manifest.Scenario, run), p.failed)
	}
	p.failed = p.add(run, axis, r)
	return p.failed
}

func (p *Part) add(run int64, axis []any, r *sim.Result) error {
	if first, runs := p.manifest.Block(p.index); run < p.next || run >= first+runs {
		return fmt.Errorf("part %d of %s: run %d is out of order or not of the part", p.index, p.manifest.Scenario, run)
	}
	k, err := p.manifest.keys(run, r.Seed, axis)
	if err != nil {
		return fmt.Errorf("part %d of %s: %w", p.index, p.manifest.Scenario, err)
	}
	p.next = run + 1
	p.runs++
	for i, t := range p.manifest.tables() {
		if err := p.files[i].addRun(t, k, r); err != nil {
			return err
		}
	}
	return nil
}

func (f *tableFile) addRun(t Table, k keys, r *sim.Result) error {
	switch t {
	case Runs:
		for i := range r.Tasks {
			f.runRow(k, r, &r.Tasks[i])
			if err := f.full(); err != nil {
				return err
			}
		}
	case Curves:
		for i := range r.Curves {
			f.curveRow(k, &r.Curves[i])
			if err := f.full(); err != nil {
				return err
			}
		}
	case Circuits:
		for i := range r.Circuits {
			f.circuitRow(k, &r.Circuits[i])
			if err := f.full(); err != nil {
				return err
			}
		}
	}
	return nil
}

// Commit makes the files appear, runs last, each whole and durable. A part
// that lacks runs of its block may be committed; PartState calls it Short.
// After an error nothing, or a part without its runs file, is there.
func (p *Part) Commit() error {
	if p.done {
		return fmt.Errorf("part %d of %s is already committed or discarded", p.index, p.manifest.Scenario)
	}
	defer p.Discard()
	if p.failed != nil {
		return fmt.Errorf("part %d of %s: not committed: %w", p.index, p.manifest.Scenario, p.failed)
	}
	for _, f := range p.files {
		if err := f.finish(p.runs); err != nil {
			return err
		}
	}
	if err := os.Remove(p.files[len(p.files)-1].file.path); err != nil && !os.IsNotExist(err) {
		return err // an old runs file would vouch for new curves
	}
	for _, f := range p.files {
		if err := f.file.appear(); err != nil {
			return err
		}
	}
	p.done = true
	return nil
}

// Discard removes what was written, unless the part is committed.
func (p *Part) Discard() {
	if p.done {
		return
	}
	p.done = true
	for _, f := range p.files {
		f.file.discard()
	}
}
