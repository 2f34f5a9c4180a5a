package output

import (
	"github.com/circsim/circsim/internal/parquetfile"
	"github.com/parquet-go/parquet-go"
)

// scan reads a table's file in chunks of up to batchRows rows, column by column.
type scan struct {
	file    openFile
	chunks  *parquetfile.Rows
	columns [][]parquet.Value // the current chunk
	rows    int               // of it
	at      int               // rows of it that are read
}

func newScan(path string) (*scan, error) {
	file, err := openTable(path)
	if err != nil {
		return nil, err
	}
	s := &scan{file: file, columns: make([][]parquet.Value, len(file.Root().Columns()))}
	leaves := make([]int, len(s.columns)) // all: tables are flat
	for i := range leaves {
		leaves[i] = i
		s.columns[i] = make([]parquet.Value, batchRows)
	}
	s.chunks = file.Rows(leaves, batchRows)
	return s, nil
}

// next fills columns with the next rows; the error is io.EOF where there are none left.
func (s *scan) next() (err error) {
	s.at = 0
	if s.rows, err = s.chunks.Next(); err != nil {
		return err
	}
	for i := range s.columns {
		s.columns[i] = s.columns[i][:s.rows]
		if err := s.chunks.Read(i, func(at int, values []parquet.Value) { copy(s.columns[i][at:], values) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *scan) close() {
	s.chunks.Close()
	s.file.Close()
}
