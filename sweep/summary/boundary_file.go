package summary

import (
	"bytes"
	"encoding/json"
	"os"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// BoundaryColumns are the columns of boundary.parquet, in file order.
var BoundaryColumns = []output.Column{
	column("task", output.String, "the task whose regimes meet"),
	column("along", output.String, "path of the axis whose values are chosen"),
	column("along_value", output.Float64, "value of that axis"),
	column("across", output.String, "path of the axis on which the boundary is placed"),
	column("below", output.String, "regime on the side of the lower values of that axis"),
	column("above", output.String, "regime on the side of its higher values"),
	column("value", output.Float64, "where the two regimes meet on it"),
	bound("low", "lower end of the 95% interval; null: not bounded by the nearest points"),
	bound("high", "upper end of the 95% interval; null: not bounded by the nearest points"),
	column("points", output.Int64, "points that the place rests on"),
}

func column(name string, t output.Type, meaning string) output.Column {
	return output.Column{Name: name, Type: t, Meaning: meaning, Source: "docs/sweeps.md"}
}

func bound(name, meaning string) output.Column {
	c := column(name, output.Float64, meaning)
	c.Nullable = true
	return c
}

// boundaryRow is a row of boundary.parquet.
type boundaryRow struct {
	Task   string   `parquet:"task,dict"`
	Along  string   `parquet:"along,dict"`
	At     float64  `parquet:"along_value"`
	Across string   `parquet:"across,dict"`
	Below  string   `parquet:"below,dict"`
	Above  string   `parquet:"above,dict"`
	Value  float64  `parquet:"value"`
	Low    *float64 `parquet:"low,optional"`
	High   *float64 `parquet:"high,optional"`
	Points int64    `parquet:"points"`
}

// WriteParquet makes a file of all places of the boundary, or replaces one that differs. The same boundary gives the same
// bytes.
func (b *Boundary) WriteParquet(path string) error {
	meanings := map[string]output.Column{}
	for _, c := range BoundaryColumns {
		meanings[c.Name] = c
	}
	described, err := json.Marshal(meanings)
	if err != nil {
		return err
	}
	version := output.CurrentBuild().Version
	var file bytes.Buffer
	w := parquet.NewGenericWriter[boundaryRow](&file,
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}), parquet.DataPageStatistics(true),
		parquet.CreatedBy("circsim", version, "boundary"),
		parquet.KeyValueMetadata("circsim.columns", string(described)), parquet.KeyValueMetadata("circsim.table", "boundary"),
		parquet.KeyValueMetadata("circsim.version", version),
	)
	for _, p := range b.Line {
		row := boundaryRow{
			b.Task, b.Along, p.Along, b.Across, string(p.Below), string(p.Above),
			p.Across.Value, text.Null(p.Across.Low), text.Null(p.Across.High), int64(p.Points),
		}
		if _, err := w.Write([]boundaryRow{row}); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, file.Bytes()) {
		return nil
	}
	return output.WriteFile(path, file.Bytes())
}
