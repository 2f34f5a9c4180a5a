package duckdbtest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// results is the folder of the results under test.
func results(t *testing.T) string {
	if dir := os.Getenv("CIRCSIM_RESULTS"); dir != "" {
		return dir
	}
	dir := t.TempDir()
	write := exec.Command("go", "test", "-count=1", "-run=^TestSample$", ".")
	write.Dir = ".."
	write.Env = append(os.Environ(), "CIRCSIM_SAMPLE="+dir)
	if out, err := write.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

// eachTable runs a test for every table of every scenario.
func eachTable(t *testing.T, test func(t *testing.T, glob string)) {
	folders, _ := filepath.Glob(filepath.Join(results(t), "*", "*"))
	tables := 0
	for _, folder := range folders {
		glob := filepath.Join(folder, "*.parquet")
		if files, _ := filepath.Glob(glob); len(files) > 0 {
			tables++
			t.Run(filepath.Join(filepath.Base(filepath.Dir(folder)), filepath.Base(folder)), func(t *testing.T) { test(t, glob) })
		}
	}
	if tables == 0 {
		t.Fatal("no tables")
	}
}

// column is one column of a table as parquet-go reads it; null is nil.
type column struct {
	name   string
	kind   parquet.Kind
	values []any
}

func readColumns(t *testing.T, glob string) []column {
	t.Helper()
	var columns []column
	files, _ := filepath.Glob(glob)
	for _, path := range files {
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		info, err := file.Stat()
		if err != nil {
			t.Fatal(err)
		}
		table, err := parquet.OpenFile(file, info.Size())
		if err != nil {
			t.Fatal(err)
		}
		if columns == nil {
			for _, c := range table.Root().Columns() {
				columns = append(columns, column{name: c.Name(), kind: c.Type().Kind()})
			}
		}
		for _, group := range table.RowGroups() {
			for i, chunk := range group.ColumnChunks() {
				columns[i].append(t, parquet.NewColumnChunkValueReader(chunk), group.NumRows())
			}
		}
		file.Close()
	}
	return columns
}

func (c *column) append(t *testing.T, r parquet.ValueReader, rows int64) {
	buffer := make([]parquet.Value, 4096)
	for rows > 0 {
		n, err := r.ReadValues(buffer[:min(rows, int64(len(buffer)))])
		if n == 0 {
			t.Fatalf("column %s: %v", c.name, err)
		}
		rows -= int64(n)
		for _, v := range buffer[:n] {
			c.values = append(c.values, plain(v))
		}
	}
}

func plain(v parquet.Value) any {
	switch {
	case v.IsNull():
		return nil
	case v.Kind() == parquet.Int64:
		return v.Int64()
	case v.Kind() == parquet.Double:
		return v.Double()
	case v.Kind() == parquet.Boolean:
		return v.Boolean()
	}
	return string(v.ByteArray())
}
