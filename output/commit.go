package output

import (
	"errors"
	"os"
)

// Commit makes the files appear, runs last, each whole and durable, and before it the
// checksums. A part that lacks runs may be committed;
// PartState calls it Short, and Resume goes on with it. A killed or failing
// Commit leaves what was there before or what Recover completes.
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
	files := make([]*pending, len(p.files))
	for i, f := range p.files {
		if err := f.finish(p.here, int64(len(p.here)) < p.planned); err != nil {
			return p.explain(err)
		}
		files[i] = f.file
	}
	if err := publish(p.dir, p.index, p.manifest.tables(), files); err != nil {
		return p.explain(err)
	}
	return nil
}

// Discard removes what was written, unless the part is committed.
func (p *Part) Discard() {
	if p.done {
		return
	}
	p.done = true
	p.old.close()
	for _, f := range p.files {
		f.file.discard()
	}
}

// publish makes the finished files of a part, runs last, appear in place of older ones.
// The moment at which the checksums appear decides: until then the old part stands as
// it was, and from then on Recover completes the new one.
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
		return blame(runs, err) // an old runs file would vouch for new curves
	}
	for _, f := range files {
		if err := f.appear(); err != nil {
			return err
		}
	}
	return nil
}
