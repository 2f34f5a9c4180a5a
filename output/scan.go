package output

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// scanRows is how many rows are decoded at a time.
const scanRows = batchRows

// scan reads a table's file in chunks of rows, column by column.
type scan struct {
	path    string
	file    *openFile
	groups  []parquet.RowGroup // not yet begun
	left    int64              // rows of the current row group
	readers []parquet.ColumnChunkValueReader
	columns [][]parquet.Value // the current chunk
	rows    int               // of it
	at      int               // rows of it that are read
}

func newScan(path string) (*scan, error) {
	file, err := openTable(path)
	if err != nil {
		return nil, err
	}
	s := &scan{path: path, file: file, groups: file.RowGroups()}
	s.columns = make([][]parquet.Value, len(file.Root().Columns()))
	return s, nil
}

// next fills columns with the next rows; the error is io.EOF where
// there are none left. A damaged file gives an error, no panic.
func (s *scan) next() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: damaged: %v", s.path, r)
		}
	}()
	s.rows, s.at = 0, 0
	for s.left == 0 {
		s.closeReaders()
		if len(s.groups) == 0 {
			return io.EOF
		}
		group := s.groups[0]
		s.groups, s.left = s.groups[1:], group.NumRows()
		for _, chunk := range group.ColumnChunks() {
			s.readers = append(s.readers, parquet.NewColumnChunkValueReader(chunk))
		}
	}
	rows := int(min(s.left, scanRows))
	s.left -= int64(rows)
	for i, r := range s.readers {
		if s.columns[i] == nil {
			s.columns[i] = make([]parquet.Value, scanRows)
		}
		s.columns[i] = s.columns[i][:rows]
		if err := readFull(r, s.columns[i]); err != nil {
			return fmt.Errorf("%s: column %d: %w", s.path, i, err)
		}
	}
	s.rows = rows
	return nil
}

func (s *scan) close() {
	s.closeReaders()
	s.file.Close()
}

func (s *scan) closeReaders() {
	for _, r := range s.readers {
		r.Close()
	}
	s.readers = s.readers[:0]
}

func readFull(r parquet.ValueReader, values []parquet.Value) error {
	for len(values) > 0 {
		n, err := r.ReadValues(values)
		values = values[n:]
		if len(values) == 0 {
			return nil
		}
		switch {
		case errors.Is(err, io.EOF):
			return io.ErrUnexpectedEOF
		case err != nil:
			return err
		case n == 0:
			return io.ErrNoProgress
		}
	}
	return nil
}
