package output

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// Resume takes over the runs of a sound Short part of this plan and number that
// stands in dir, and gives their number: they are the first ones of the block, and Add goes
// on after them. It gives 0 where there is none. The part's bytes are then those of
// one that was written in one go. It comes before the first Add; an error is of
// reading or of writing, and leaves no more to do with the part than Discard.
func (p *Part) Resume(dir string) (runs int64, err error) {
	if p.done || p.failed != nil || p.runs > 0 {
		return 0, errors.Join(p.explain(errors.New("is begun and cannot be resumed")), p.failed)
	}
	if state, _ := p.manifest.PartState(dir, p.index); state != Short {
		return 0, nil
	}
	for i, t := range p.manifest.tables() {
		n, err := p.files[i].copyRows(PartPath(dir, t, p.index))
		if err == nil && i > 0 && n != runs {
			err = fmt.Errorf("%s holds %d runs, the tables before it %d", t, n, runs)
		}
		if err != nil {
			p.failed = p.explain(err)
			return 0, p.failed
		}
		runs = n
	}
	p.runs = runs
	return runs, nil
}

// copyRows appends the rows of another file of the same columns to an empty one. What a
// scan gives at a time is a batch, but for the last rows of the file.
func (f *tableFile) copyRows(path string) (runs int64, err error) {
	s, err := newScan(path)
	if err != nil {
		return 0, err
	}
	defer s.close()
	if runs, err = s.file.number(metaRuns); err != nil {
		return 0, err
	}
	for {
		rows, err := s.next()
		if errors.Is(err, io.EOF) {
			return runs, nil
		}
		if err != nil {
			return 0, err
		}
		if rows == batchRows {
			if err := f.encodeRows(s.columns, rows); err != nil {
				return 0, err
			}
			continue
		}
		for i := range f.values {
			f.copyColumn(i, s.columns[i])
		}
		f.rows = rows
	}
}

// copyColumn puts the rows of one column, fewer than a batch has, into an empty batch.
func (b *batch) copyColumn(i int, values []parquet.Value) {
	for _, v := range values {
		b.values[i] = append(b.values[i], v.Clone()) // the scan's bytes do not last
	}
}
