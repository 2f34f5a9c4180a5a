//go:build unix

package duckdbtest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// models is a table of evaluations with an ability, a guesser and a score that is missing here and there.
const models = `params,sums,guesses,rare
1e6,0.10,0.25,
1e7,0.11,0.26,0.5
1e8,0.10,0.24,
1e9,0.45,0.25,0.6
1e10,0.90,0.25,0.7
1e11,0.97,0.26,0.9
`

// DuckDB sees a row for every threshold that the JSON object has, the same numbers, and nulls where it has them.
func TestDuckDBSeesThresholds(t *testing.T) {
	c := buildCircsim(t)
	if err := os.WriteFile(filepath.Join(c.dir, "models.csv"), []byte(models), 0o644); err != nil {
		t.Fatal(err)
	}
	p := c.start(t, "analyze", "models.csv", "--column", "score=sums", "--column", "score=guesses", "--column", "score=rare", "-o", "found", "--json")
	p.exits(t, 0)
	var object struct{ Thresholds []map[string]any }
	if err := json.Unmarshal(p.said.Bytes(), &object); err != nil {
		t.Fatalf("%v\n%s", err, p.said)
	}
	file := filepath.Join(c.dir, "found", "models", "thresholds.parquet")
	db := open(t)
	var columns string
	if err := db.QueryRow("SELECT string_agg(column_name || ' ' || column_type, ', ') FROM (DESCRIBE SELECT * FROM read_parquet(?))", file).Scan(&columns); err != nil {
		t.Fatal(err)
	}
	words := strings.ReplaceAll("source, study, family, model, task, fixed, metric, along, estimator, ", ",", " VARCHAR,")
	want := words + "value DOUBLE, low DOUBLE, high DOUBLE, unit VARCHAR, chance DOUBLE, scales BIGINT, observations BIGINT, test VARCHAR, p DOUBLE, resamples BIGINT, reason VARCHAR"
	if columns != want {
		t.Errorf("columns %s,\nwant %s", columns, want)
	}
	if got := number(t, db, "SELECT count(*) FROM read_parquet(?)", file); got != int64(len(object.Thresholds)) || got == 0 {
		t.Errorf("%d rows of %d thresholds", got, len(object.Thresholds))
	}
	for _, name := range []string{"value", "low", "high", "chance", "p"} {
		nulls, greatest := int64(0), 0.0
		for _, x := range object.Thresholds {
			if value, ok := x[name].(float64); ok {
				greatest = max(greatest, value)
			} else {
				nulls++
			}
		}
		if got := number(t, db, fmt.Sprintf("SELECT count(*) FROM read_parquet(?) WHERE %s IS NULL", name), file); got != nulls || got == 0 {
			t.Errorf("%s: %d nulls, want %d", name, got, nulls)
		}
		var most float64
		if err := db.QueryRow(fmt.Sprintf("SELECT coalesce(max(%s), 0) FROM read_parquet(?)", name), file).Scan(&most); err != nil || most != greatest {
			t.Errorf("%s: at most %g, want %g, error %v", name, most, greatest, err)
		}
	}
	if got := number(t, db, "SELECT count(*) FROM read_parquet(?) WHERE value IS NULL AND reason = ''", file); got != 0 {
		t.Errorf("%d rows have neither a value nor a reason", got)
	}
}
