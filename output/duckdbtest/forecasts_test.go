//go:build unix

package duckdbtest

import (
	"path/filepath"
	"testing"
)

// DuckDB sees a row for every configuration, task and quantity, with the varied key as a number, and nulls where an event never
// happens or a quantity is no event.
func TestDuckDBSeesForecasts(t *testing.T) {
	c := buildCircsim(t)
	c.start(t, "forecast", "grokking", "--set", "tasks.addition.items=1500,5108", "--seeds", "3", "-o", "found").exits(t, 0)
	file := filepath.Join(c.dir, "found", "grokking", "forecasts.parquet")
	db := open(t)
	var columns string
	if err := db.QueryRow("SELECT string_agg(column_name || ' ' || column_type, ', ') FROM (DESCRIBE SELECT * FROM read_parquet(?))", file).Scan(&columns); err != nil {
		t.Fatal(err)
	}
	want := "tasks_addition_items BIGINT, task VARCHAR, quantity VARCHAR, median DOUBLE, low50 DOUBLE, high50 DOUBLE, low80 DOUBLE, high80 DOUBLE, " +
		"low95 DOUBLE, high95 DOUBLE, never DOUBLE, regime VARCHAR, regime_probability DOUBLE"
	if columns != want {
		t.Errorf("columns %s,\nwant %s", columns, want)
	}
	for condition, want := range map[string]int64{
		"true":                         12,
		"tasks_addition_items = 1500":  6,
		"never IS NOT NULL":            6, // steps of events
		"median IS NULL AND never = 1": 2, // step_test and step_test_accuracy of 1500 items
		"median > 1000 AND never = 0 AND low50 <= median AND median <= high50": 2,
		"regime = 'grokking' AND regime_probability = 1":                       6,
		"isnan(median) OR isnan(never)":                                        0,
	} {
		if got := number(t, db, "SELECT count(*) FROM read_parquet(?) WHERE "+condition, file); got != want {
			t.Errorf("%s: %d rows, want %d", condition, got, want)
		}
	}
}
