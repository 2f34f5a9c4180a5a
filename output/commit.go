package output

import (
	"errors"
	"os"
)

// Commit completes the part: first the checksums appear, then each file, whole and synced to disk, runs last. A part that
// lacks runs may be committed: it is Short, and Resume continues it. A Commit that is killed or fails leaves the old part,
// or what Recover completes.
func (p *Part) Commit() error {
	if p.done {
		return p.explain(errors.New("is already committed or discarded"))
	}
	defer p.Discard()
	if p.failed != nil {
		return p.explain(errors.Join(errors.New("not committed"), p.failed))
	}
	if err := p.takeOver(p.first + p.planned); err != nil {
		return p.explain(err)
	}
	p.old.close()
	for i, w := range p.writers {
		if err := w.finish(p.here, int64(len(p.here)) < p.planned); err != nil {
			return p.explain(err)
		}
		p.manifest.giveBack(p.manifest.tables()[i], p.index, w)
	}
	if err := publish(p.dir, p.index, p.manifest.tables(), p.files); err != nil {
		return p.explain(err)
	}
	return nil
}

// Discard removes what was written unless the part is committed.
func (p *Part) Discard() {
	if p.done {
		return
	}
	p.done = true
	p.old.close()
	for _, f := range p.files {
		f.discard()
	}
}

// publish replaces the files of a part by finished ones, runs last. Until the checksums appear the old part stays as it
// was; after that Recover completes the new one.
func publish(dir string, part int, tables []Table, files []*pending) error {
	var s sums
	for i, f := range files {
		s = append(s, sum{tables[i], f.hex()})
	}
	noted, err := newPending(SumsPath(dir, part))
	if err != nil {
		return err
	}
	defer noted.discard()
	if err := noted.write(s.text(part)); err != nil {
		return err
	}
	if err := noted.appear(); err != nil {
		return err
	}
	for _, f := range files {
		f.kept = true
	}
	runs := files[len(files)-1].path
	if err := os.Remove(runs); err != nil && !os.IsNotExist(err) {
		return blame(runs, err) // an old runs file would make new curves look complete
	}
	for _, f := range files {
		if err := f.appear(); err != nil {
			return err
		}
	}
	return nil
}
