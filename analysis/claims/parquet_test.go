package claims

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
)

// A board that is written for some phenomena keeps the lines of the others.
func TestOtherLinesOfABoardAreKept(t *testing.T) {
	rows, err := Choose(nil)
	if err != nil {
		t.Fatal(err)
	}
	boardOf := func(rows []*Row) *Board {
		b := &Board{}
		for _, r := range rows {
			for i := range r.claims {
				b.Lines = append(b.Lines, Line{r, &r.claims[i], stat.Exact(float64(i)), true})
			}
		}
		return b
	}
	path := filepath.Join(t.TempDir(), BoardName)
	whole := write(t, boardOf(rows), path, rows)
	for _, some := range [][]*Row{rows[3:4], rows[:2], {rows[1], rows[len(rows)-1]}} {
		if !bytes.Equal(write(t, boardOf(some), path, some), whole) {
			t.Errorf("a board of %d phenomena changed the others", len(some))
		}
	}
}

// write writes a board into a file and gives its bytes.
func write(t *testing.T, b *Board, path string, rows []*Row) []byte {
	t.Helper()
	others, err := ReadOthers(path, rows)
	if err == nil {
		err = b.WriteParquet(path, others)
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestFilesThatAreNoBoardAreRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), BoardName)
	if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadOthers(path, nil); err == nil || !strings.HasSuffix(err.Error(), "; choose another -o, or delete it with --replace") {
		t.Error(err)
	}
	if _, err := ReadBoard(path); err == nil || strings.Contains(err.Error(), "-o") {
		t.Error(err)
	}
}
