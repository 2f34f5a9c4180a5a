package analysis

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of the tables for people; the Parquet file and the JSON object have everything.
const (
	maxWidth  = 120 // columns
	maxRows   = 20  // of one table
	gap       = 2   // columns between cells
	leastName = 24  // letters that are left of the widest cells
)

// table aligns rows of cells. Where they do not fit the width, the widest column is cut first, in the middle of its
// cells: names begin and end with what tells them apart.
type table struct{ rows [][]string }

func newTable(header ...string) *table { return &table{[][]string{header}} }

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

// count is how many rows there are below the header.
func (t *table) count() int { return len(t.rows) - 1 }

// write says how many rows it leaves out.
func (t *table) write(w io.Writer) {
	shown := t.rows[:min(len(t.rows), maxRows+1)]
	widths := t.widths(shown)
	for _, cells := range shown {
		var line strings.Builder
		for i, cell := range cells {
			cell = cut(cell, widths[i])
			line.WriteString(cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+gap))
		}
		text := strings.TrimRight(line.String(), " ")
		if utf8.RuneCountInString(text) > maxWidth {
			text = string([]rune(text)[:maxWidth-1]) + "…"
		}
		fmt.Fprintln(w, text)
	}
	leftOut(w, t.count()-maxRows)
	fmt.Fprintln(w)
}

// wide is whether what is shown of the table does not fit.
func (t *table) wide() bool {
	_, whole := t.natural(t.rows[:min(len(t.rows), maxRows+1)])
	return whole > maxWidth
}

// natural are the widths of whole cells by column, and that of the table.
func (t *table) natural(rows [][]string) (widths []int, whole int) {
	widths, whole = make([]int, len(rows[0])), -gap
	for i := range widths {
		for _, cells := range rows {
			widths[i] = max(widths[i], utf8.RuneCountInString(cells[i]))
		}
		whole += widths[i] + gap
	}
	return widths, whole
}

// widths are those of the columns as they are written.
func (t *table) widths(rows [][]string) []int {
	widths, whole := t.natural(rows)
	for whole > maxWidth {
		widest := slices.Index(widths, slices.Max(widths))
		fits := max(widths[widest]-(whole-maxWidth), leastName)
		if fits == widths[widest] {
			break
		}
		whole -= widths[widest] - fits
		widths[widest] = fits
	}
	return widths
}

// cut leaves out the middle of a text that is longer than so many letters.
func cut(text string, letters int) string {
	if runes := []rune(text); len(runes) > letters {
		end := letters / 2
		return string(runes[:letters-end-1]) + "…" + string(runes[len(runes)-end:])
	}
	return text
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
