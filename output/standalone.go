package output

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/circsim/circsim/scenarios"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// Standalone is the content of a Parquet file that is no part of a sweep: a table of this name, with rows in the order of
// the columns, of int64, float64, string or nil values. The same rows give the same bytes.
func Standalone(t Table, columns []Column, rows [][]any) ([]byte, error) {
	meanings := map[string]Column{}
	for _, c := range columns {
		meanings[c.Name] = c
	}
	described, err := json.Marshal(meanings)
	if err != nil {
		return nil, err
	}
	version := CurrentBuild().Version
	var file bytes.Buffer
	w := parquet.NewGenericWriter[any](&file, schemaOf(t, columns),
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}), parquet.DataPageStatistics(true),
		parquet.CreatedBy("circsim", version, string(t)),
		parquet.KeyValueMetadata(metaColumns, string(described)), parquet.KeyValueMetadata(metaTable, string(t)),
		parquet.KeyValueMetadata(metaVersion, version),
	)
	for _, values := range rows {
		row := make(parquet.Row, len(columns))
		for i, v := range values {
			if s, is := v.(string); is {
				v = strings.ToValidUTF8(s, "\uFFFD")
			}
			value, definition := valueOf(v), 0
			if columns[i].Nullable && !value.IsNull() {
				definition = 1
			}
			row[i] = value.Level(0, definition, i)
		}
		if _, err := w.WriteRows([]parquet.Row{row}); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

// ColumnOf is the column of a scenario's key.
func ColumnOf(s *scenarios.Scenario, path string) (Column, bool) {
	key, ok := s.Setting(path)
	if !ok {
		return Column{}, false
	}
	return settingColumn(key, newSettings(s).name(key.Path)), true
}
