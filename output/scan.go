package output

import (
	"errors"
	"io"
	"iter"

	"github.com/circsim/circsim/internal/parquetfile"
	"github.com/parquet-go/parquet-go"
)

// scan reads a table's file in chunks of at most batchRows rows, column by column.
type scan struct {
	file    openFile
	chunks  *parquetfile.Rows
	columns [][]parquet.Value // of the current chunk
	rows    int               // of the current chunk
	at      int               // rows of the current chunk that copyRows has taken
	copied  []int             // positions of the columns that copyRun takes; nil: not yet known
}

// newScan reads all columns.
func newScan(path string) (*scan, error) {
	file, err := openTable(path)
	if err != nil {
		return nil, err
	}
	leaves := make([]int, len(file.Root().Columns())) // tables are flat
	for i := range leaves {
		leaves[i] = i
	}
	return file.scan(leaves, newChunk(len(leaves))), nil
}

// newChunk is room for a chunk of some columns.
func newChunk(columns int) [][]parquet.Value {
	chunk := make([][]parquet.Value, columns)
	for i := range chunk {
		chunk[i] = make([]parquet.Value, batchRows)
	}
	return chunk
}

// scan reads the columns of the given positions into chunks.
func (f openFile) scan(leaves []int, chunk [][]parquet.Value) *scan {
	return &scan{file: f, columns: chunk, chunks: f.Rows(leaves, batchRows)}
}

// next reads the next chunk into columns; io.EOF after the last.
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

// each gives the file's rows one after another. It ends with the first error.
func (s *scan) each() iter.Seq2[*rowReader, error] {
	return func(yield func(*rowReader, error) bool) {
		for {
			err := s.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range s.rows {
				if !yield(&rowReader{columns: s.columns, row: i}, nil) {
					return
				}
			}
		}
	}
}

func (s *scan) close() {
	s.chunks.Close()
	s.file.Close()
}

// rowReader reads the values of a row, column after column.
type rowReader struct {
	columns [][]parquet.Value
	row, at int
}

func (r *rowReader) value() parquet.Value {
	v := r.columns[r.at][r.row]
	r.at++
	return v
}

// SkipNulls passes over the next n values if all of them are null.
func (r *rowReader) SkipNulls(n int) bool {
	for _, column := range r.columns[r.at : r.at+n] {
		if !column[r.row].IsNull() {
			return false
		}
	}
	r.at += n
	return true
}

// Float is the next value; false if it is null.
func (r *rowReader) Float() (x float64, there bool) {
	v := r.value()
	if v.IsNull() {
		return 0, false
	}
	return v.Double(), true
}

// Int is the next value.
func (r *rowReader) Int() int64 { return r.value().Int64() }

// Text is the next value, empty if it is null.
func (r *rowReader) Text() string { return string(r.value().ByteArray()) }

// keys reads the first columns of a row, without the scenario's name. Only the runs table has identities.
func (r *rowReader) keys(t Table, axes []Axis) (run, seed int64, axis []any, identity string) {
	r.at = runColumn
	run, seed = r.value().Int64(), r.value().Int64()
	axis = make([]any, len(axes))
	for i, a := range axes {
		switch v := r.value(); a.Type { // null stands for the word, whose number is 0
		case Int64:
			axis[i] = v.Int64()
		case Float64:
			axis[i] = v.Double()
		default:
			axis[i] = string(v.ByteArray())
		}
	}
	if t == Runs {
		identity = r.Text()
	}
	return run, seed, axis, identity
}
