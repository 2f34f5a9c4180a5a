//go:build unix

package duckdbtest

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// planned checks that every row of the plan is there once.
func planned(t *testing.T, tables string) {
	t.Helper()
	db := open(t)
	for _, table := range waysTables {
		glob := filepath.Join(tables, table.name, "*.parquet")
		all := number(t, db, "SELECT count(*) FROM read_parquet(?)", glob)
		distinct := number(t, db, "SELECT count(*) FROM (SELECT DISTINCT "+table.key+" FROM read_parquet(?))", glob)
		if all != table.rows || distinct != table.rows {
			t.Errorf("%s: %d rows, %d distinct, want %d", table.name, all, distinct, table.rows)
		}
	}
	glob := filepath.Join(tables, "runs", "*.parquet")
	if n := number(t, db, "SELECT count(DISTINCT identity) FROM read_parquet(?)", glob); n != waysRuns {
		t.Errorf("%d identities, want %d", n, waysRuns)
	}
	if n := number(t, db, "SELECT count(*) FROM (SELECT run FROM read_parquet(?) GROUP BY run HAVING count(DISTINCT identity) > 1)", glob); n != 0 {
		t.Errorf("%d runs have several identities", n)
	}
}

// sameTables checks that DuckDB finds the rows of the plan, and the same ones.
func sameTables(t *testing.T, a, b string) {
	t.Helper()
	differences, err := Except(a, b)
	if err != nil || len(differences) != len(waysTables) {
		t.Fatalf("%v, %v", differences, err)
	}
	for i, d := range differences {
		if want := waysTables[i]; !d.None() || d.Table != want.name || d.A != want.rows || d.B != want.rows {
			t.Error(d)
		}
	}
	planned(t, b)
}

// hashes are the SHA-256 of a folder's files by path, without hidden ones.
func hashes(t *testing.T, dir string) map[string][sha256.Size]byte {
	t.Helper()
	sums := map[string][sha256.Size]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		sums[name] = sha256.Sum256(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

func sameFiles(t *testing.T, want, got map[string][sha256.Size]byte) {
	t.Helper()
	for name, sum := range want {
		if is, there := got[name]; !there || is != sum {
			t.Errorf("%s differs or is missing", name)
		}
	}
	for name := range got {
		if _, there := want[name]; !there {
			t.Errorf("%s is too much", name)
		}
	}
}
