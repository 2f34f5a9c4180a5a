package duckdbtest

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/parquet-go/parquet-go"
)

func open(t *testing.T) *sql.DB {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func number(t *testing.T, db *sql.DB, query string, args ...any) (n int64) {
	t.Helper()
	if err := db.QueryRow(query, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func TestDuckDBSeesTheColumnsAndTypes(t *testing.T) {
	db := open(t)
	names := map[parquet.Kind]string{
		parquet.Int64: "BIGINT", parquet.Double: "DOUBLE", parquet.ByteArray: "VARCHAR", parquet.Boolean: "BOOLEAN",
	}
	eachTable(t, func(t *testing.T, glob string) {
		rows, err := db.Query("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(?))", glob)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for _, c := range readColumns(t, glob) {
			var name, kind string
			if !rows.Next() {
				t.Fatalf("no column %s: %v", c.name, rows.Err())
			}
			if err := rows.Scan(&name, &kind); err != nil {
				t.Fatal(err)
			}
			if name != c.name || kind != names[c.kind] {
				t.Errorf("column %s %s, want %s %s", name, kind, c.name, names[c.kind])
			}
		}
		if rows.Next() {
			t.Error("more columns than parquet-go sees")
		}
	})
}

// Bounds that leave values out make DuckDB skip row groups and count wrong.
func TestDuckDBCountsAsParquetGoReads(t *testing.T) {
	db := open(t)
	eachTable(t, func(t *testing.T, glob string) {
		for _, c := range readColumns(t, glob) {
			count := func(where string, args ...any) int64 {
				return number(t, db, fmt.Sprintf("SELECT count(*) FROM read_parquet(?) WHERE %s", where), append([]any{glob}, args...)...)
			}
			id := `"` + c.name + `"`
			if got, want := count("true"), int64(len(c.values)); got != want {
				t.Errorf("%d rows, want %d", got, want)
			}
			if got, want := count(id+" IS NULL"), c.count(func(v any) bool { return v == nil }); got != want {
				t.Errorf("%s: %d nulls, want %d", c.name, got, want)
			}
			for _, x := range c.probes() {
				for op, sign := range map[string]func(int) bool{
					"<":  func(cmp int) bool { return cmp < 0 },
					"=":  func(cmp int) bool { return cmp == 0 },
					">=": func(cmp int) bool { return cmp >= 0 },
				} {
					want := c.count(func(v any) bool { return v != nil && sign(compare(v, x)) })
					if got := count(id+" "+op+" ?", x); got != want {
						t.Errorf("%s %s %v: %d rows, want %d", c.name, op, x, got, want)
					}
				}
			}
			if c.kind == parquet.Double && count("isnan("+id+") OR isinf("+id+")") != 0 {
				t.Errorf("%s: a value is not finite", c.name)
			}
		}
	})
}

func TestDuckDBJoinsCurvesToRuns(t *testing.T) {
	db := open(t)
	eachTable(t, func(t *testing.T, glob string) {
		table := filepath.Base(filepath.Dir(glob))
		if table == "runs" {
			return
		}
		runs := filepath.Join(filepath.Dir(filepath.Dir(glob)), "runs", "*.parquet")
		want := number(t, db, "SELECT count(*) FROM read_parquet(?)", glob)
		got := number(t, db, `SELECT count(*) FROM read_parquet(?) c JOIN read_parquet(?) r
			USING (scenario, run, seed, task)`, glob, runs)
		if got != want {
			t.Errorf("%d rows, want %d", got, want)
		}
	})
}

func TestDuckDBSeesTheProvenance(t *testing.T) {
	db := open(t)
	eachTable(t, func(t *testing.T, glob string) {
		folder := filepath.Dir(glob)
		text, err := os.ReadFile(filepath.Join(filepath.Dir(folder), "manifest.json"))
		if err != nil {
			t.Fatal(err)
		}
		var manifest struct {
			Text     string
			PlanHash string `json:"plan_hash"`
		}
		if err := json.Unmarshal(text, &manifest); err != nil {
			t.Fatal(err)
		}
		files, _ := filepath.Glob(glob)
		for key, want := range map[string]string{
			"circsim.text": manifest.Text, "circsim.plan_hash": manifest.PlanHash, "circsim.table": filepath.Base(folder),
		} {
			got := number(t, db, `SELECT count(*) FROM parquet_kv_metadata(?) WHERE decode(key) = ? AND decode(value) = ?`, glob, key, want)
			if got != int64(len(files)) {
				t.Errorf("%s: right in %d of %d files", key, got, len(files))
			}
		}
		// circsim.columns is one JSON object by column.
		var columns string
		err = db.QueryRow(`SELECT decode(value) FROM parquet_kv_metadata(?) WHERE decode(key) = 'circsim.columns' LIMIT 1`, glob).Scan(&columns)
		if err != nil {
			t.Fatal(err)
		}
		var docs map[string]struct{ Meaning, Source string }
		if err := json.Unmarshal([]byte(columns), &docs); err != nil {
			t.Fatal(err)
		}
		for _, c := range readColumns(t, glob) {
			if docs[c.name].Meaning == "" {
				t.Errorf("%s is not documented", c.name)
			}
		}
	})
}
