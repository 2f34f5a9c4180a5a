package output

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// held are the runs of a Short part, and its files while they are taken over.
type held struct {
	runs  []int64 // still to be taken over, ascending
	scans []*scan // by table
}

// Resume takes over the runs of a sound Short part of this plan and number that stands in
// dir, and gives them in ascending order: Add brings the others. It gives none where
// there is no such part. The part's bytes are in the end those of one that was written in
// one go. It comes before the first Add; an error is of reading, and leaves no more to
// do with the part than Discard.
func (p *Part) Resume(dir string) (runs []int64, err error) {
	if p.done || p.failed != nil || p.old != nil || len(p.here) > 0 {
		return nil, errors.Join(p.explain(errors.New("is begun and cannot be resumed")), p.failed)
	}
	runs, state, _ := p.manifest.Held(dir, p.index)
	if state != Short {
		return nil, nil
	}
	p.old = &held{runs: runs}
	for _, t := range p.manifest.tables() {
		s, err := newScan(PartPath(dir, t, p.index))
		if err != nil {
			p.failed = p.explain(err)
			return nil, p.failed
		}
		p.old.scans = append(p.old.scans, s)
	}
	return runs, nil
}

// takeOver copies the rows of the old part's runs that come before a run.
func (p *Part) takeOver(before int64) error {
	if p.old == nil {
		return nil
	}
	n := 0
	for n < len(p.old.runs) && p.old.runs[n] < before {
		n++
	}
	if n < len(p.old.runs) && p.old.runs[n] == before {
		return fmt.Errorf("run %d is there already", before)
	}
	if n == 0 {
		return nil
	}
	p.here = append(p.here, p.old.runs[:n]...)
	p.old.runs = p.old.runs[n:]
	for i, s := range p.old.scans {
		if err := p.files[i].copyRows(s, before); err != nil {
			return err
		}
	}
	return nil
}

// close lets go of the old part's files.
func (h *held) close() {
	if h == nil {
		return
	}
	for _, s := range h.scans {
		s.close()
	}
	h.scans = nil
}

// copyRows appends the rows of runs that come before a run, from where the scan stands.
func (f *tableFile) copyRows(s *scan, before int64) error {
	for {
		if s.at == s.rows {
			err := s.next()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
		}
		end := s.at
		for end < s.rows && s.columns[runColumn][end].Int64() < before {
			end++
		}
		if err := f.copyChunk(s, end); err != nil {
			return err
		}
		if end < s.rows {
			return nil
		}
	}
}

// runColumn is where every table has the number of the run.
const runColumn = 1

// copyChunk appends rows of the scan's chunk up to an end: as a whole, where they are a batch.
func (f *tableFile) copyChunk(s *scan, end int) error {
	if s.at == 0 && end == batchRows && f.rows == 0 {
		s.at = end
		return f.encodeRows(s.columns, end)
	}
	for s.at < end {
		n := min(end-s.at, batchRows-f.rows)
		for i := range f.values {
			f.copyColumn(i, s.columns[i][s.at:s.at+n])
		}
		s.at += n
		f.rows += n
		if err := f.full(); err != nil {
			return err
		}
	}
	return nil
}

// copyColumn puts rows of one column into the batch.
func (b *batch) copyColumn(i int, values []parquet.Value) {
	for _, v := range values {
		b.values[i] = append(b.values[i], v.Clone()) // the scan's bytes do not last
	}
}
