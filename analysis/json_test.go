package analysis

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/parquet-go/parquet-go"
)

// TestEmptyObject holds the contract of the object: four lists, empty and not null.
func TestEmptyObject(t *testing.T) {
	text, err := (&Report{}).JSON()
	if err != nil || string(text) != `{"thresholds":[],"fits":[],"verdicts":[],"warnings":[]}`+"\n" {
		t.Errorf("%s, error %v", text, err)
	}
}

// TestObject holds that the object of a sweep is one line of JSON with a null for every number that there is none of.
func TestObject(t *testing.T) {
	r := analyze(t, sweptFolder(t), evaluations.Mapping{})
	r.Warnings = append(r.Warnings, evaluations.Warning{Path: "a.csv", Line: 2, Column: 3, Text: "odd", Count: 4})
	r.Thresholds = append(r.Thresholds, Threshold{Estimate: stat.Estimate{Value: math.Inf(1), Low: math.Inf(-1), High: math.NaN()}, Chance: math.NaN(), P: math.NaN()})
	text, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range text {
		if c == '\n' && i < len(text)-1 {
			t.Fatal("more than one line")
		}
	}
	var object map[string][]map[string]any
	if err := json.Unmarshal(text, &object); err != nil {
		t.Fatal(err)
	}
	if keys := slices.Sorted(maps.Keys(object)); fmt.Sprint(keys) != "[fits thresholds verdicts warnings]" {
		t.Errorf("keys %v", keys)
	}
	if len(object["thresholds"]) != len(r.Thresholds) || len(object["fits"]) != len(r.Fits) || len(object["verdicts"]) != len(r.Verdicts) {
		t.Error("not all is in the object")
	}
	nulls := 0
	for i, x := range object["thresholds"] {
		want := r.Thresholds[i]
		for key, value := range map[string]float64{"value": want.Value, "low": want.Low, "high": want.High, "chance": want.Chance} {
			got, there := x[key]
			if !there || (got == nil) != (value-value != 0) || got != nil && got != value {
				t.Fatalf("%s of threshold %d is %v, not %v", key, i, got, value)
			}
			if got == nil {
				nulls++
			}
		}
		if x["value"] == nil && want.Reason == "" && i < len(r.Thresholds)-1 {
			t.Errorf("neither a value nor a reason: %v", x)
		}
	}
	if nulls == 0 {
		t.Error("no null was tried")
	}
	last := object["warnings"][len(object["warnings"])-1]
	if fmt.Sprint(last) != "map[column:3 count:4 line:2 source:a.csv text:odd]" {
		t.Errorf("warning %v", last)
	}
}

// TestParquet holds that the file has the columns that are documented, a row for every threshold and a null for
// every number that there is none of.
func TestParquet(t *testing.T) {
	r := analyze(t, sweptFolder(t), evaluations.Mapping{})
	path := t.TempDir() + "/thresholds.parquet"
	if err := WriteParquet(path, r.Thresholds); err != nil {
		t.Fatal(err)
	}
	rows, err := parquet.ReadFile[record](path)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(r.Thresholds) || len(rows) == 0 {
		t.Fatalf("%d rows of %d thresholds", len(rows), len(r.Thresholds))
	}
	for i := range rows {
		if got, want := fmt.Sprint(plainRecord(rows[i])), fmt.Sprint(plainRecord(recordOf(&r.Thresholds[i]))); got != want {
			t.Fatalf("row %d is %s, not %s", i, got, want)
		}
	}
	var names []string
	for _, c := range parquet.SchemaOf(record{}).Columns() {
		names = append(names, c[0])
	}
	var documented []string
	for _, c := range Columns {
		documented = append(documented, c.Name)
		if column, ok := parquet.SchemaOf(record{}).Lookup(c.Name); !ok || column.Node.Optional() != c.Nullable {
			t.Errorf("column %s: %v", c.Name, ok)
		}
	}
	if !slices.Equal(names, documented) {
		t.Errorf("columns %v, documented %v", names, documented)
	}
}

// plainRecord is a row with its numbers in place of pointers.
func plainRecord(r record) []any {
	var all []any
	for _, p := range []*float64{r.Value, r.Low, r.High, r.Chance, r.P} {
		if p == nil {
			all = append(all, "null")
		} else {
			all = append(all, *p)
		}
	}
	r.Value, r.Low, r.High, r.Chance, r.P = nil, nil, nil, nil, nil
	return append(all, r)
}

// TestTextIsValid holds that names that are no UTF-8 do not spoil a file.
func TestTextIsValid(t *testing.T) {
	path := t.TempDir() + "/thresholds.parquet"
	if err := WriteParquet(path, []Threshold{{Place: Place{Task: "a\xffb"}}}); err != nil {
		t.Fatal(err)
	}
	rows, err := parquet.ReadFile[record](path)
	if err != nil || rows[0].Task != "a\uFFFDb" {
		t.Errorf("%+v, error %v", rows, err)
	}
}
