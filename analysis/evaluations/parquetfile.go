package evaluations

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/parquet-go/parquet-go"
)

// parquetFile is a Parquet file whose columns stand at its top level.
type parquetFile struct {
	path    string
	file    *os.File
	table   *parquet.File
	names   []string
	columns []*parquet.Column
	wanted  []wanted
	styles  []style
	faults  *cellFaults
	known   *words
	groups  []parquet.RowGroup // not yet begun
	left    int64              // rows of the current one
	readers []parquet.ColumnChunkValueReader
	values  []parquet.Value
	read    int // rows so far
}

// openParquet opens a file; damaged ones give an error, no panic.
func openParquet(path string) (f *parquetFile, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	f = &parquetFile{path: path, file: file, known: newWords(), values: make([]parquet.Value, 1024)}
	defer func() {
		if err != nil {
			file.Close()
		}
	}()
	defer f.recovered(&err)
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	var mark [4]byte
	if _, err := file.ReadAt(mark[:], 0); err != nil || string(mark[:]) != "PAR1" {
		return nil, f.fault("is no Parquet file")
	}
	f.table, err = parquet.OpenFile(file, info.Size(), parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		return nil, f.fault("damaged: %s", text.Line(err.Error()))
	}
	f.columns, f.groups = f.table.Root().Columns(), f.table.RowGroups()
	rows, negative := int64(0), false
	for _, g := range f.groups {
		rows += g.NumRows()
		negative = negative || g.NumRows() < 0
	}
	if negative || rows != f.table.NumRows() {
		return nil, f.fault("damaged: it says to have %d rows, its row groups have %d", f.table.NumRows(), rows)
	}
	for _, c := range f.columns {
		f.names = append(f.names, strings.TrimSpace(c.Name()))
	}
	return f, nil
}

// recovered turns a panic of the Parquet reader into an error.
func (f *parquetFile) recovered(err *error) {
	if r := recover(); r != nil {
		*err = f.fault("damaged: %s", text.Line(fmt.Sprint(r)))
	}
}

func (f *parquetFile) fault(format string, args ...any) error {
	return scenarios.Errors{place{file: f.path}.fault(format, args...)}
}

func (f *parquetFile) header() []string { return f.names }
func (f *parquetFile) numeric(column int) bool {
	c := f.columns[column]
	return c.Leaf() && c.Type().Kind() != parquet.ByteArray && c.Type().Kind() != parquet.FixedLenByteArray && c.Type().Kind() != parquet.Boolean
}
func (f *parquetFile) place(int) place    { return place{file: f.path} }
func (f *parquetFile) texts() *words      { return f.known }
func (f *parquetFile) cells() *cellFaults { return f.faults }
func (f *parquetFile) expected() int      { return int(f.table.NumRows()) }

func (f *parquetFile) style(wanted int) style { return f.styles[wanted] }

func (f *parquetFile) remarks(*notes) error {
	if f.read == 0 {
		return f.fault("has no rows")
	}
	return nil
}

func (f *parquetFile) close() error {
	f.closeReaders()
	return f.file.Close()
}

func (f *parquetFile) closeReaders() {
	for _, r := range f.readers {
		r.Close()
	}
	f.readers = f.readers[:0]
}

func (f *parquetFile) want(columns []wanted) {
	f.wanted, f.styles, f.faults = columns, make([]style, len(columns)), newCellFaults(len(columns))
}

func (f *parquetFile) next(c *chunk) (err error) {
	defer f.recovered(&err)
	for f.left == 0 {
		f.closeReaders()
		if len(f.groups) == 0 {
			return io.EOF
		}
		group := f.groups[0]
		f.groups, f.left = f.groups[1:], group.NumRows()
		chunks := group.ColumnChunks()
		for _, w := range f.wanted {
			f.readers = append(f.readers, parquet.NewColumnChunkValueReader(chunks[f.columns[w.column].Index()]))
		}
	}
	c.rows = int(min(f.left, chunkRows))
	for i := range f.wanted {
		if err := f.column(c, i); err != nil {
			return f.fault("damaged: column %s: %s", text.Quote(f.names[f.wanted[i].column]), text.Line(err.Error()))
		}
	}
	for i := range c.rows {
		c.lines[i] = int32(min(f.read+i+1, math.MaxInt32))
	}
	f.left -= int64(c.rows)
	f.read += c.rows
	return nil
}

// column reads one wanted column of a chunk. Values are taken at once: their bytes are the reader's.
func (f *parquetFile) column(c *chunk, i int) error {
	cells := f.cellsOf(i)
	for at := 0; at < c.rows; {
		values := f.values[:min(len(f.values), c.rows-at)]
		n, err := f.readers[i].ReadValues(values)
		for _, v := range values[:n] {
			cells(c, at, v)
			at++
		}
		switch {
		case at == c.rows:
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

// hasNumbers says whether the file has a column of that name with any value that is not null.
func (f *parquetFile) hasNumbers(name string) bool {
	column := slices.Index(f.names, name)
	if column < 0 || !f.columns[column].Leaf() {
		return false
	}
	if f.columns[column].Required() {
		return true
	}
	for _, g := range f.table.Metadata().RowGroups {
		if g.Columns[f.columns[column].Index()].MetaData.Statistics.NullCount < g.NumRows {
			return true
		}
	}
	return false
}
