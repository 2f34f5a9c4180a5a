package duckdbtest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Against the rows (run, x) = (1, 0.5), (2, null), each side alone.
func TestExcept(t *testing.T) {
	const plain = "SELECT 1::BIGINT AS run, 0.5::DOUBLE AS x UNION ALL SELECT 2, NULL"
	for name, c := range map[string]struct {
		runs, curves, circuits string // queries, "" for no such table
		want                   []Difference
	}{
		"equal": {plain, plain, "", []Difference{{"runs", 2, 2, 0, 0}, {"curves", 2, 2, 0, 0}}},
		"in another order": {plain + " ORDER BY run DESC", plain, "",
			[]Difference{{"runs", 2, 2, 0, 0}, {"curves", 2, 2, 0, 0}}},
		"last bit": {"SELECT 1::BIGINT AS run, 0.5000000000000001::DOUBLE AS x UNION ALL SELECT 2, NULL", plain, "",
			[]Difference{{"runs", 2, 2, 1, 1}, {"curves", 2, 2, 0, 0}}},
		"zero for null": {"SELECT 1::BIGINT AS run, 0.5::DOUBLE AS x UNION ALL SELECT 2, 0", plain, "",
			[]Difference{{"runs", 2, 2, 1, 1}, {"curves", 2, 2, 0, 0}}},
		"row twice": {plain + " UNION ALL SELECT 2, NULL", plain, "",
			[]Difference{{"runs", 2, 3, 0, 1}, {"curves", 2, 2, 0, 0}}},
		"row lost": {plain, "SELECT 1::BIGINT AS run, 0.5::DOUBLE AS x", "",
			[]Difference{{"runs", 2, 2, 0, 0}, {"curves", 2, 1, 1, 0}}},
		"table lost": {plain, "", "", []Difference{{"runs", 2, 2, 0, 0}, {"curves", 2, 0, 2, 0}}},
		"table gained": {plain, plain, plain,
			[]Difference{{"runs", 2, 2, 0, 0}, {"curves", 2, 2, 0, 0}, {"circuits", 0, 2, 0, 2}}},
		"column renamed": {"SELECT run, x AS y FROM (" + plain + ")", plain, "",
			[]Difference{{"runs", 2, 2, 2, 2}, {"curves", 2, 2, 0, 0}}},
		"column of another type": {"SELECT run, x::FLOAT AS x FROM (" + plain + ")", plain, "",
			[]Difference{{"runs", 2, 2, 2, 2}, {"curves", 2, 2, 0, 0}}},
		"column lost": {"SELECT run FROM (" + plain + ")", plain, "",
			[]Difference{{"runs", 2, 2, 2, 2}, {"curves", 2, 2, 0, 0}}},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := t.TempDir(), t.TempDir()
			store(t, a, "runs", plain)
			store(t, a, "curves", plain)
			store(t, b, "runs", c.runs)
			store(t, b, "curves", c.curves)
			store(t, b, "circuits", c.circuits)
			got, err := Except(a, b)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%v, %v, want %v", got, err, c.want)
			}
			for _, d := range got {
				if same := d.A == d.B && d.OnlyA == 0 && d.OnlyB == 0; d.None() != same {
					t.Errorf("%v: none is %t", d, d.None())
				}
			}
		})
	}
}

func TestExceptOfNothing(t *testing.T) {
	got, err := Except(t.TempDir(), t.TempDir())
	want := []Difference{{Table: "runs"}, {Table: "curves"}}
	if err != nil || !slices.Equal(got, want) || got[0].None() {
		t.Errorf("%v, %v", got, err)
	}
	dir := t.TempDir()
	store(t, dir, "runs", "SELECT 1 AS run WHERE false")
	if got, err := Except(dir, dir); err != nil || got[0].None() {
		t.Errorf("%v, %v", got, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "runs", "part-00001.parquet"), []byte("PAR1"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Except(dir, dir); err == nil {
		t.Error("reads a file that is cut off")
	}
}

// store writes a query's rows as a table of one part.
func store(t *testing.T, dir, table, query string) {
	t.Helper()
	if query == "" {
		return
	}
	folder := filepath.Join(dir, table)
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t).Exec(fmt.Sprintf("COPY (%s) TO '%s' (FORMAT parquet)", query, filepath.Join(folder, "part-00000.parquet"))); err != nil {
		t.Fatal(err)
	}
}
