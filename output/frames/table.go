package frames

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"sync"

	"github.com/circsim/circsim/internal/parquetfile"
	"github.com/circsim/circsim/output"
	"github.com/parquet-go/parquet-go"
)

// table is a table of a scenario's folder, with the columns read so far.
type table struct {
	dir   string
	paths []string
	rows  int

	mu      sync.Mutex
	columns map[string]column
	err     error // the first error
}

// chunkRows is how many rows are read at a time.
const chunkRows = 1 << 12

// column holds numbers or words.
type column struct {
	floats []float64
	words  []string
}

func open(dir string, t output.Table) *table {
	all := &table{dir: dir, columns: map[string]column{}}
	if all.paths, all.err = output.Parts(dir, t); all.err != nil {
		return all
	}
	if len(all.paths) == 0 {
		all.err = fmt.Errorf("%s: holds no %s", dir, t)
		return all
	}
	rows := 0
	for _, path := range all.paths {
		file, err := parquetfile.Open(path)
		if err != nil {
			all.err = err
			return all
		}
		rows += int(file.NumRows())
		file.Close()
	}
	all.rows = rows
	return all
}

// fail keeps the first error.
func (t *table) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// floats returns a column of numbers; NaN if it cannot be read.
func (t *table) floats(name string) []float64 {
	return values(t, name, "words", math.NaN(), func(c column) []float64 { return c.floats })
}

// words returns a column of words; empty ones if it cannot be read.
func (t *table) words(name string) []string {
	return values(t, name, "numbers", "", func(c column) []string { return c.words })
}

func values[T any](t *table, name, others string, missing T, of func(column) []T) []T {
	t.mu.Lock()
	defer t.mu.Unlock()
	if list := of(t.column(name)); list != nil {
		return list
	}
	t.fail(fmt.Errorf("%s: column %s holds %s", t.dir, name, others))
	return slices.Repeat([]T{missing}, t.rows)
}

// column reads a column of all parts, once.
func (t *table) column(name string) column {
	if c, known := t.columns[name]; known || t.err != nil {
		return c
	}
	c := column{floats: []float64{}, words: []string{}}
	for _, path := range t.paths {
		if err := c.readFile(path, name); err != nil {
			t.fail(err)
			return column{}
		}
	}
	switch {
	case t.rows == 0: // of either type
	case len(c.floats) == t.rows:
		c.words = nil
	case len(c.words) == t.rows:
		c.floats = nil
	default:
		t.fail(fmt.Errorf("%s: changed while it was read", t.dir))
		return column{}
	}
	t.columns[name] = c
	return c
}

func (c *column) readFile(path, name string) error {
	file, err := parquetfile.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	leaf, ok := file.Schema().Lookup(name)
	if !ok {
		return fmt.Errorf("%s: has no column %s", path, name)
	}
	kind := leaf.Node.Type().Kind()
	rows := file.Rows([]int{leaf.ColumnIndex}, chunkRows)
	defer rows.Close()
	for {
		_, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = rows.Read(0, func(_ int, values []parquet.Value) { c.append(kind, values) })
		}
		if err != nil {
			return err
		}
	}
}

func (c *column) append(kind parquet.Kind, values []parquet.Value) {
	for _, v := range values {
		switch {
		case kind == parquet.ByteArray:
			c.words = append(c.words, string(v.ByteArray()))
		case v.IsNull():
			c.floats = append(c.floats, math.NaN())
		case kind == parquet.Int64:
			c.floats = append(c.floats, float64(v.Int64()))
		default:
			c.floats = append(c.floats, v.Double())
		}
	}
}
