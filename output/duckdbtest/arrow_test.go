package duckdbtest

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
	"github.com/parquet-go/parquet-go"
)

func TestArrowReadsWhatParquetGoReads(t *testing.T) {
	kinds := map[parquet.Kind]arrow.Type{
		parquet.Int64: arrow.INT64, parquet.Double: arrow.FLOAT64, parquet.ByteArray: arrow.STRING, parquet.Boolean: arrow.BOOL,
	}
	eachTable(t, func(t *testing.T, glob string) {
		columns := readColumns(t, glob)
		at := 0
		files, _ := filepath.Glob(glob)
		for _, path := range files {
			table := readArrow(t, path)
			if int(table.NumCols()) != len(columns) {
				t.Fatalf("%d columns, want %d", table.NumCols(), len(columns))
			}
			for i, c := range columns {
				field := table.Schema().Field(i)
				if field.Name != c.name || field.Type.ID() != kinds[c.kind] {
					t.Errorf("column %s of type %s", field.Name, field.Type)
				}
				row := at
				for _, chunk := range table.Column(i).Data().Chunks() {
					for j := range chunk.Len() {
						if got := arrowValue(chunk, j); got != c.values[row] {
							t.Fatalf("%s: %s, row %d is %v, want %v", path, c.name, j, got, c.values[row])
						}
						row++
					}
				}
				if row != at+int(table.NumRows()) {
					t.Fatalf("%s: %s has %d rows, want %d", path, c.name, row-at, table.NumRows())
				}
			}
			at += int(table.NumRows())
			table.Release()
		}
		if at != len(columns[0].values) {
			t.Errorf("%d rows, want %d", at, len(columns[0].values))
		}
	})
}

func readArrow(t *testing.T, path string) arrow.Table {
	t.Helper()
	reader, err := file.OpenParquetFile(path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	arrows, err := pqarrow.NewFileReader(reader, pqarrow.ArrowReadProperties{BatchSize: 10000}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	table, err := arrows.ReadTable(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func arrowValue(a arrow.Array, i int) any {
	if a.IsNull(i) {
		return nil
	}
	switch x := a.(type) {
	case *array.Int64:
		return x.Value(i)
	case *array.Float64:
		return x.Value(i)
	case *array.Boolean:
		return x.Value(i)
	case *array.String:
		return x.Value(i)
	}
	return a.DataType()
}
