package output

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// FinishedRows reads the rows of finished runs. It is fast if runs are asked for in the order of their
// plan. It is for one goroutine.
type FinishedRows struct {
	of    *Finished
	scans map[Table]*scanOfPart
}

// scanOfPart is a scan that stands somewhere in a part.
type scanOfPart struct {
	*scan
	part int
}

// Rows opens the tables for reading.
func (f *Finished) Rows() *FinishedRows {
	return &FinishedRows{of: f, scans: map[Table]*scanOfPart{}}
}

// Close closes the files.
func (r *FinishedRows) Close() {
	for _, s := range r.scans {
		s.close()
	}
	clear(r.scans)
}

// seek gives a table's scan at the first row whose run is not before the given one.
func (r *FinishedRows) seek(t Table, run int64) (*scan, error) {
	part := r.of.Manifest.partOf(run)
	s := r.scans[t]
	if s == nil || s.part != part || s.past(run) {
		if s != nil {
			s.close()
			delete(r.scans, t)
		}
		opened, err := newScan(PartPath(r.of.dir, t, part))
		if err != nil {
			return nil, err
		}
		s = &scanOfPart{opened, part}
		r.scans[t] = s
	}
	return s.scan, s.skipTo(run)
}

// ended is the number of rows of a scan that more has brought to its end.
const ended = -1

// past reports whether the scan has left rows of a run, or later ones, behind.
func (s *scan) past(run int64) bool {
	if s.rows == ended {
		return true
	}
	if s.at > 0 {
		return s.columns[runColumn][s.at-1].Int64() >= run
	}
	return s.rows > 0 && s.columns[runColumn][0].Int64() > run
}

// skipTo passes over the rows of runs that come before the given one.
func (s *scan) skipTo(run int64) error {
	for {
		for ; s.at < s.rows; s.at++ {
			if s.columns[runColumn][s.at].Int64() >= run {
				return nil
			}
		}
		if more, err := s.more(); !more {
			return err
		}
	}
}

// more goes on to the next rows when all are read; it is false at the end.
func (s *scan) more() (bool, error) {
	if s.at < s.rows {
		return true, nil
	}
	if s.rows == ended {
		return false, nil
	}
	err := s.next()
	if errors.Is(err, io.EOF) {
		s.rows = ended
		return false, nil
	}
	return err == nil, err
}

// Copy adds a run whose rows another study has, as Add would add its result. The run is found there
// by the index that Find gave.
func (p *Part) Copy(run, seed int64, axis []any, from *FinishedRows, index int) error {
	return p.addWith(run, seed, axis, func(k keys) error {
		old := from.of.runs[index]
		for i, t := range p.manifest.tables() {
			s, err := from.seek(t, old.run)
			if err != nil {
				return err
			}
			if t == Runs {
				if s.rows == ended {
					return fmt.Errorf("%s: has no row of run %d", s.file.Path, old.run)
				}
				k = append(k, s.columns[from.of.Manifest.identityColumn()][s.at].Clone())
			}
			if err := p.writers[i].copyRun(s, old.run, k); err != nil {
				return err
			}
		}
		return nil
	})
}

// copyRun appends the rows of a run at which the scan of another plan stands, with other keys. What are axes here may be
// settings there, so that columns are found by name.
func (f *tableWriter) copyRun(s *scan, run int64, k keys) error {
	if s.copied == nil {
		if err := s.find(f.columns[len(k):]); err != nil {
			return err
		}
	}
	for {
		if more, err := s.more(); !more {
			return err
		}
		if s.columns[runColumn][s.at].Int64() != run {
			return nil
		}
		f.keys(k)
		for _, i := range s.copied {
			f.copyValue(s.columns[i][s.at])
		}
		s.at++
		f.at = 0
		f.rows++
		if err := f.full(); err != nil {
			return err
		}
	}
}

// find notes the positions of the columns to copy.
func (s *scan) find(columns []Column) error {
	fields := s.file.Schema().Fields()
	for _, c := range columns {
		i := slices.IndexFunc(fields, func(f parquet.Field) bool { return f.Name() == c.Name })
		if i < 0 {
			return fmt.Errorf("%s: has no column %s", s.file.Path, c.Name)
		}
		s.copied = append(s.copied, i)
	}
	return nil
}

// copyValue puts a value of the same column of another file.
func (b *batch) copyValue(v parquet.Value) {
	if v.Kind() == parquet.ByteArray && !v.IsNull() {
		b.value(b.textValue(string(v.ByteArray())))
		return
	}
	b.put(v)
}
