package output

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// held is a Short part that Resume continues.
type held struct {
	runs  []int64 // not yet copied, ascending
	scans []*scan // by table
}

// Resume continues the part if dir holds a Short one of this plan and number. It returns that part's runs, ascending;
// Add must add the others. It returns none if there is no such part. The part gets the same bytes as if it had been
// written in one go. Resume must come before the first Add. After an error, which is of reading, only Discard may follow.
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

// takeOver copies the rows of the old part's runs before the given run.
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
		if err := p.writers[i].copyRows(s, before); err != nil {
			return err
		}
	}
	return nil
}

// close closes the old part's files.
func (h *held) close() {
	if h == nil {
		return
	}
	for _, s := range h.scans {
		s.close()
	}
	h.scans = nil
}

// copyRows appends the rows of runs before the given run, from the scan's position.
func (f *tableWriter) copyRows(s *scan, before int64) error {
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

// runColumn is the position of the column run in every table.
const runColumn = 1

// copyChunk appends the rows of the scan's chunk before end. It copies a whole batch at once.
func (f *tableWriter) copyChunk(s *scan, end int) error {
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

// copyColumn puts values of one column into the batch.
func (b *batch) copyColumn(i int, values []parquet.Value) {
	for _, v := range values {
		b.values[i] = append(b.values[i], v.Clone()) // the scan reuses its bytes
	}
}
