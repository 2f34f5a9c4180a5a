package analysis

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/circsim/circsim/output"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// Columns are the columns of thresholds.parquet, in file order.
var Columns = []output.Column{
	word("source", "path of the table, as given"),
	word("study", "scenario's name, or that of the file"),
	word("family", "family of models; empty for simulated networks"),
	word("model", "where the curve is one model's, along its training"),
	word("task", "the task that the row is about"),
	word("fixed", "what is held fixed along the curve"),
	word("metric", "the score"),
	word("along", "scale that the curve runs along"),
	word("estimator", "what was estimated"),
	real("value", "unit", "the estimate; null: there is none, reason says why"),
	real("low", "unit", "lower end of the 95% interval; null: none, or not bounded by the data"),
	real("high", "unit", "upper end of the 95% interval; null: none, or not bounded by the data"),
	word("unit", "unit of value, low and high"),
	real("chance", "unit of the score", "score of guessing; null: unknown"),
	{Name: "scales", Type: output.Int64, Meaning: "different scales on the curve"},
	{Name: "observations", Type: output.Int64, Meaning: "observations on the curve"},
	word("test", "of the score against chance; empty: none was made"),
	real("p", "", "p value of the largest scale's score against chance, one-sided; null: not tested"),
	{Name: "resamples", Type: output.Int64, Meaning: "resamples of the bootstrap"},
	word("reason", "why there is no value or no bound; empty: there is"),
}

func word(name, meaning string) output.Column {
	return output.Column{Name: name, Type: output.String, Meaning: meaning, Source: "docs/analysis.md"}
}

func real(name, unit, meaning string) output.Column {
	return output.Column{Name: name, Type: output.Float64, Nullable: true, Unit: unit, Meaning: meaning, Source: "docs/analysis.md"}
}

// WriteParquet makes a file of thresholds, or replaces it.
func WriteParquet(path string, list []Threshold) error {
	data, err := Parquet(list)
	if err != nil {
		return err
	}
	return output.WriteFile(path, data)
}

// Parquet is the content of a file of thresholds. The same thresholds give the same bytes.
func Parquet(list []Threshold) ([]byte, error) {
	meanings := map[string]output.Column{}
	for _, c := range Columns {
		meanings[c.Name] = c
	}
	text, err := json.Marshal(meanings)
	if err != nil {
		return nil, err
	}
	version := output.CurrentBuild().Version
	var file bytes.Buffer
	w := parquet.NewGenericWriter[record](&file,
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}), parquet.DataPageStatistics(true), parquet.MaxRowsPerRowGroup(1<<17),
		parquet.CreatedBy("circsim", version, "thresholds"),
		parquet.KeyValueMetadata("circsim.columns", string(text)), parquet.KeyValueMetadata("circsim.table", "thresholds"),
		parquet.KeyValueMetadata("circsim.version", version),
	)
	rows := make([]record, len(list))
	for i := range list {
		rows[i] = recordOf(&list[i])
	}
	if _, err := w.Write(rows); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

// recordOf is a threshold as a row of the file, whose strings have to be valid UTF-8.
func recordOf(t *Threshold) record {
	row := thresholdOf(t)
	for _, s := range []*string{&row.Source, &row.Study, &row.Family, &row.Model, &row.Task, &row.Fixed, &row.Metric} {
		*s = strings.ToValidUTF8(*s, "\uFFFD")
	}
	return row
}
