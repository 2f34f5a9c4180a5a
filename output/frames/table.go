package frames

import (
	"errors"
	"fmt"
	"io"
	"math"
	"sync"

	"github.com/circsim/circsim/internal/parquetfile"
	"github.com/circsim/circsim/output"
	"github.com/parquet-go/parquet-go"
)

// table is the files of a table and the columns of it that are read.
type table struct {
	dir   string
	paths []string
	rows  int

	mu      sync.Mutex
	columns map[string]column
	err     error // the first one
}

// chunkRows is how many rows are read at a time.
const chunkRows = 1 << 12

// column has numbers or words.
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

// floats is a column of numbers; NaN where it cannot be read.
func (t *table) floats(name string) []float64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.column(name)
	if c.floats == nil {
		t.fail(fmt.Errorf("%s: column %s holds words", t.dir, name))
		c.floats = make([]float64, t.rows)
		for i := range c.floats {
			c.floats[i] = math.NaN()
		}
	}
	return c.floats
}

// words is a column of words; empty where it cannot be read.
func (t *table) words(name string) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.column(name)
	if c.words == nil {
		t.fail(fmt.Errorf("%s: column %s holds numbers", t.dir, name))
		c.words = make([]string, t.rows)
	}
	return c.words
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
