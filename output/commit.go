package output

import "errors"

// Commit completes the part: first the checksums appear, then each file, whole and synced to disk, runs last. A part that
// lacks runs may be committed: it is Short, and Resume continues it. A Commit that is killed or fails leaves the old part,
// or what Recover completes.
func (p *Part) Commit() error {
	defer p.Discard()
	if err := p.finish(); err != nil {
		return err
	}
	if _, err := publish(p.dir, p.manifest.tables(), []writtenPart{{p.index, p.files}}); err != nil {
		return p.explain(err)
	}
	return nil
}

// finish writes the files of the part to their ends.
func (p *Part) finish() error {
	if p.done {
		return p.explain(errors.New("is already committed or discarded"))
	}
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
	p.writers = nil
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
