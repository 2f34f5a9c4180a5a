package evaluations

import (
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/parquetfile"
	"github.com/circsim/circsim/internal/text"
	"github.com/parquet-go/parquet-go"
)

// parquetFile reads a Parquet file. It numbers the columns of the top level.
type parquetFile struct {
	*parquetfile.File
	*cellReader
	names   []string
	columns []*parquet.Column
	rows    *parquetfile.Rows
	done    int // rows so far
}

func openParquet(path string) (*parquetFile, error) {
	file, err := parquetfile.Open(path)
	f := &parquetFile{File: file, cellReader: newCellReader()}
	var broken *parquetfile.DamagedError
	switch {
	case errors.Is(err, parquetfile.ErrNotParquet):
		return nil, refuse(path, "is no Parquet file")
	case errors.As(err, &broken):
		return nil, damaged(broken)
	case err != nil:
		return nil, unreadable(path, err)
	}
	f.columns = f.Root().Columns()
	for _, c := range f.columns {
		f.names = append(f.names, strings.TrimSpace(c.Name()))
	}
	return f, nil
}

func damaged(err *parquetfile.DamagedError) error {
	return refuse(err.Path, "damaged: %s", text.Line(err.Reason))
}

func (f *parquetFile) header() []string { return f.names }
func (f *parquetFile) numeric(column int) bool {
	c := f.columns[column]
	if !c.Leaf() {
		return false
	}
	if _, ok := decimalOf(c.Type()); ok {
		return true
	}
	return c.Type().Kind() != parquet.ByteArray && c.Type().Kind() != parquet.FixedLenByteArray && c.Type().Kind() != parquet.Boolean
}
func (f *parquetFile) firstWords() []string { return nil }
func (f *parquetFile) place(int) place      { return place{file: f.Path} }
func (f *parquetFile) expected() int        { return int(f.NumRows()) }

func (f *parquetFile) remarks(*notes) error {
	if f.done == 0 {
		return refuse(f.Path, "has no rows")
	}
	return nil
}

func (f *parquetFile) close() error {
	if f.rows != nil {
		f.rows.Close()
	}
	return f.Close()
}

func (f *parquetFile) want(columns []wanted) {
	f.cellReader.want(columns)
	leaves := make([]int, len(columns))
	for i, w := range columns {
		leaves[i] = f.columns[w.column].Index()
	}
	f.rows = f.Rows(leaves, chunkRows)
}

func (f *parquetFile) next(c *chunk) (err error) {
	defer func() {
		var broken *parquetfile.DamagedError
		if errors.As(err, &broken) {
			err = damaged(broken)
		}
	}()
	if c.rows, err = f.rows.Next(); err != nil {
		return err
	}
	for i := range f.wanted {
		cell := f.cellsOf(i)
		err := f.rows.Read(i, func(at int, values []parquet.Value) {
			for k, v := range values {
				cell(c, at+k, v)
			}
		})
		if err != nil {
			return err
		}
	}
	for i := range c.rows {
		c.lines[i] = int32(min(f.done+i+1, math.MaxInt32))
	}
	f.done += c.rows
	return nil
}

// hasNumbers reports whether the file has a column of that name with a value that is not null.
func (f *parquetFile) hasNumbers(name string) bool {
	column := slices.Index(f.names, name)
	if column < 0 || !f.columns[column].Leaf() {
		return false
	}
	if f.columns[column].Required() {
		return true
	}
	for _, g := range f.Metadata().RowGroups {
		if g.Columns[f.columns[column].Index()].MetaData.Statistics.NullCount < g.NumRows {
			return true
		}
	}
	return false
}
