package duckdbtest

import (
	"database/sql"
	"fmt"
	"path/filepath"

	_ "github.com/duckdb/duckdb-go/v2" // the driver "duckdb"
)

// Difference is what EXCEPT ALL finds between a table of two sweeps, A and B, in rows.
type Difference struct {
	Table        string // runs, curves or circuits
	A, B         int64  // all rows; 0 where the table is missing
	OnlyA, OnlyB int64  // without an equal row in the other; all of them where the columns differ
}

// None says whether the table has rows, and the same ones in both sweeps.
func (d Difference) None() bool { return d.A > 0 && d.B > 0 && d.OnlyA == 0 && d.OnlyB == 0 }

// String is one line.
func (d Difference) String() string {
	verdict := "equal"
	switch {
	case d.A == 0 || d.B == 0:
		verdict = "MISSING OR EMPTY"
	case !d.None():
		verdict = "DIFFERENT"
	}
	return fmt.Sprintf("%s: A %d rows, B %d rows, A EXCEPT ALL B %d rows, B EXCEPT ALL A %d rows: %s",
		d.Table, d.A, d.B, d.OnlyA, d.OnlyB, verdict)
}

// Except compares the tables runs, curves and, where one of them has it, circuits of two
// scenarios' folders, such as results/grokking. The error is DuckDB's where it cannot read a file.
func Except(a, b string) ([]Difference, error) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var all []Difference
	for _, table := range []string{"runs", "curves", "circuits"} {
		globA, globB := filepath.Join(a, table, "*.parquet"), filepath.Join(b, table, "*.parquet")
		d := Difference{Table: table}
		if d.A, err = rows(db, globA); err != nil {
			return nil, err
		}
		if d.B, err = rows(db, globB); err != nil {
			return nil, err
		}
		if table == "circuits" && !holds(globA) && !holds(globB) {
			continue // record.circuits: none
		}
		if d.OnlyA, d.OnlyB, err = only(db, globA, globB, d.A, d.B); err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

// only counts the rows of each side that the other lacks; n and m are all of them.
func only(db *sql.DB, a, b string, n, m int64) (onlyA, onlyB int64, err error) {
	if !holds(a) || !holds(b) {
		return n, m, nil
	}
	const columns = `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(?))`
	// EXCEPT goes by the places of columns: a list of them has to be the same first.
	var same bool
	err = db.QueryRow(`SELECT (SELECT list((column_name, column_type)) FROM (`+columns+`)) =
		(SELECT list((column_name, column_type)) FROM (`+columns+`))`, a, b).Scan(&same)
	if err != nil || !same {
		return n, m, err
	}
	const except = `SELECT count(*) FROM (SELECT * FROM read_parquet(?) EXCEPT ALL SELECT * FROM read_parquet(?))`
	if err = db.QueryRow(except, a, b).Scan(&onlyA); err != nil {
		return 0, 0, err
	}
	err = db.QueryRow(except, b, a).Scan(&onlyB)
	return onlyA, onlyB, err
}

func rows(db *sql.DB, glob string) (n int64, err error) {
	if !holds(glob) {
		return 0, nil
	}
	err = db.QueryRow(`SELECT count(*) FROM read_parquet(?)`, glob).Scan(&n)
	return n, err
}

func holds(glob string) bool {
	files, _ := filepath.Glob(glob)
	return len(files) > 0
}
