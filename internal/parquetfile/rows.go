package parquetfile

import (
	"errors"
	"io"

	"github.com/parquet-go/parquet-go"
)

// Rows reads some columns of a file in chunks of consecutive rows.
type Rows struct {
	file    *File
	leaves  []int
	most    int
	groups  []parquet.RowGroup // those not yet begun
	left    int64              // rows left in the current group
	readers []parquet.ColumnChunkValueReader
	buffer  []parquet.Value
	rows    int // in the current chunk
}

// bufferRows is the number of values that are decoded at a time.
const bufferRows = 1024

// Rows reads the columns of the given leaf indices, in chunks of at most a number of rows.
func (f *File) Rows(leaves []int, most int) *Rows {
	return &Rows{file: f, leaves: leaves, most: most, groups: f.RowGroups(), buffer: make([]parquet.Value, min(most, bufferRows))}
}

// Next begins the next chunk and returns its number of rows; io.EOF after the last. All columns of the previous chunk
// must have been read.
func (r *Rows) Next() (rows int, err error) {
	defer r.file.recovered(&err)
	r.rows = 0
	for r.left == 0 {
		r.Close()
		if len(r.groups) == 0 {
			return 0, io.EOF
		}
		group := r.groups[0]
		r.groups, r.left = r.groups[1:], group.NumRows()
		chunks := group.ColumnChunks()
		for _, leaf := range r.leaves {
			r.readers = append(r.readers, parquet.NewColumnChunkValueReader(chunks[leaf]))
		}
	}
	r.rows = int(min(r.left, int64(r.most)))
	r.left -= int64(r.rows)
	return r.rows, nil
}

// Read reads a column of the chunk, by its position in leaves. It passes several values at a time to take, beginning at
// row at of the chunk. Bytes of texts are valid until take returns.
func (r *Rows) Read(column int, take func(at int, values []parquet.Value)) (err error) {
	defer r.file.recovered(&err)
	for at := 0; at < r.rows; {
		values := r.buffer[:min(len(r.buffer), r.rows-at)]
		n, err := r.readers[column].ReadValues(values)
		if n > 0 {
			take(at, values[:n])
			at += n
		}
		switch {
		case at == r.rows:
		case errors.Is(err, io.EOF):
			return r.broken(column, io.ErrUnexpectedEOF)
		case err != nil:
			return r.broken(column, err)
		case n == 0:
			return r.broken(column, io.ErrNoProgress)
		}
	}
	return nil
}

func (r *Rows) broken(column int, err error) error {
	for _, c := range r.file.Root().Columns() {
		if c.Leaf() && c.Index() == r.leaves[column] {
			return r.file.damaged("column %s: %v", c.Name(), err)
		}
	}
	return r.file.damaged("%v", err)
}

// Close ends reading. The file stays open.
func (r *Rows) Close() {
	for _, reader := range r.readers {
		reader.Close()
	}
	r.readers = r.readers[:0]
}
