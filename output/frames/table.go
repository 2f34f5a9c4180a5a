package frames

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"sync"

	"github.com/circsim/circsim/output"
	"github.com/parquet-go/parquet-go"
)

// table is the files of a table and the columns of it that are read.
type table struct {
	dir   string
	files []*parquet.File
	rows  int

	mu      sync.Mutex
	columns map[string]column
}

// column has numbers or words.
type column struct {
	floats []float64
	words  []string
}

func open(dir string, t output.Table) (*table, error) {
	paths, err := output.Parts(dir, t)
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%s: holds no %s", dir, t)
	}
	all := &table{dir: dir, columns: map[string]column{}}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		file, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)), parquet.SkipBloomFilters(true))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		all.files = append(all.files, file)
		all.rows += int(file.NumRows())
	}
	return all, nil
}

// column reads a column of all parts. What cannot be read was changed behind the program's back: a panic.
func (t *table) column(name string) column {
	t.mu.Lock()
	defer t.mu.Unlock()
	if c, known := t.columns[name]; known {
		return c
	}
	var c column
	for _, file := range t.files {
		leaf, ok := file.Schema().Lookup(name)
		if !ok {
			panic(fmt.Sprintf("frames: %s has no column %s", t.dir, name))
		}
		for _, group := range file.RowGroups() {
			if err := c.read(group.ColumnChunks()[leaf.ColumnIndex], leaf.Node.Type().Kind()); err != nil {
				panic(fmt.Sprintf("frames: %s: %s: %v", t.dir, name, err))
			}
		}
	}
	t.columns[name] = c
	return c
}

func (c *column) read(chunk parquet.ColumnChunk, kind parquet.Kind) error {
	reader := parquet.NewColumnChunkValueReader(chunk)
	defer reader.Close()
	values := make([]parquet.Value, 1024)
	for {
		n, err := reader.ReadValues(values)
		for _, v := range values[:n] {
			switch {
			case kind == parquet.ByteArray && v.IsNull():
				c.words = append(c.words, "")
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
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
