package findings

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"
	"unicode/utf8"
)

// Limits of the tables for people; the Parquet file and the JSON object have everything.
const (
	maxWidth = 120 // columns
	maxRows  = 20  // of one table
	maxName  = 48  // letters of a cell that is not the last
)

// table aligns rows of cells; what does not fit the width is cut off.
type table struct {
	text    strings.Builder
	aligned *tabwriter.Writer
	rows    int
}

func newTable(header ...string) *table {
	t := &table{rows: -1}
	t.aligned = tabwriter.NewWriter(&t.text, 0, 0, 2, ' ', 0)
	t.row(header...)
	return t
}

func (t *table) row(cells ...string) {
	for i, cell := range cells {
		if len(cells) > i+1 && utf8.RuneCountInString(cell) > maxName {
			cells[i] = string([]rune(cell)[:maxName-1]) + "…"
		}
	}
	fmt.Fprintln(t.aligned, strings.Join(cells, "\t"))
	t.rows++
}

// write ends the table, and says how many rows it leaves out.
func (t *table) write(w io.Writer) {
	t.aligned.Flush()
	n := 0
	for line := range strings.Lines(t.text.String()) {
		if n++; n > maxRows+1 {
			break
		}
		line = strings.TrimRight(line, " \n")
		if utf8.RuneCountInString(line) > maxWidth {
			line = string([]rune(line)[:maxWidth-1]) + "…"
		}
		fmt.Fprintln(w, line)
	}
	leftOut(w, t.rows-maxRows)
	fmt.Fprintln(w)
}

func leftOut(w io.Writer, more int) {
	if more > 0 {
		fmt.Fprintf(w, "… and %d more; --json has them all\n", more)
	}
}

// absent is written where there is no value.
const absent = "-"

// estimate writes a value with its interval; a bound that the data do not set is open.
func estimate(x, low, high float64) string {
	if x != x {
		return absent
	}
	if low != low && high != high || low == x && high == x {
		return number(x)
	}
	return fmt.Sprintf("%s [%s, %s]", number(x), bound(low), bound(high))
}

func bound(x float64) string {
	if x-x != 0 || x == 0 {
		return ".."
	}
	return number(x)
}

// number writes three digits, four from 1000 on, and whole numbers below a million in full.
func number(x float64) string {
	if x == math.Trunc(x) && math.Abs(x) < 1e6 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	digits := 3
	if math.Abs(x) >= 1000 && math.Abs(x) < 1e6 {
		digits = 4
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	if math.Abs(rounded) >= 1e-3 && math.Abs(rounded) < 1e6 {
		return strconv.FormatFloat(rounded, 'f', -1, 64)
	}
	return strings.NewReplacer("e+0", "e", "e+", "e", "e-0", "e-").Replace(strconv.FormatFloat(x, 'g', digits, 64))
}
