package output

import (
	"errors"
	"io"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// readTable reads all rows of a file, null as nil.
func readTable(t testing.TB, path string) []map[string]any {
	t.Helper()
	s, err := newScan(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	columns := s.file.Root().Columns()
	var table []map[string]any
	for {
		err := s.next()
		if errors.Is(err, io.EOF) {
			return table
		}
		if err != nil {
			t.Fatal(err)
		}
		for i := range s.rows {
			row := map[string]any{}
			for j, c := range columns {
				row[c.Name()] = plain(s.columns[j][i])
			}
			table = append(table, row)
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
