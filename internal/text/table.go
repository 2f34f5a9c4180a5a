package text

import (
	"fmt"
	"io"
	"strings"
)

const (
	gap        = 2  // columns between cells
	leastBroad = 24 // columns that cutting leaves of a word
)

// Table aligns rows of cells. A table too wide for its screen wraps the cells of its widest columns between words. If
// this is not enough, it cuts words of more than 24 columns in the middle, since names often share it. It breaks no number.
type Table struct {
	// Ink gives the colour of a cell as the digits of an ANSI escape sequence, such as 31 for red; "" for none. It may be
	// nil.
	Ink  func(cell string) string
	rows [][]string
}

// NewTable begins a table with its first row, the header if it has one.
func NewTable(cells ...string) *Table {
	t := &Table{}
	t.Row(cells...)
	return t
}

// Row adds a row. It escapes characters that do not print.
func (t *Table) Row(cells ...string) {
	row := make([]string, len(cells))
	for i, cell := range cells {
		row[i] = Printable(cell)
	}
	t.rows = append(t.rows, row)
}

// Len counts the rows below the first.
func (t *Table) Len() int { return len(t.rows) - 1 }

// Head is the table with at most n rows below the first, and the number of rows that it leaves out.
func (t *Table) Head(n int) (head *Table, more int) {
	if more = t.Len() - n; more <= 0 {
		return t, 0
	}
	return &Table{Ink: t.Ink, rows: t.rows[:n+1]}, more
}

// Fits says whether the table fits the screen without wrapping.
func (t *Table) Fits(s Screen) bool { return !s.Terminal() || total(t.natural()) <= s.Width }

// write lays the table out for a screen.
func (t *Table) write(w io.Writer, s Screen) {
	widths := t.widths(s)
	for _, cells := range t.rows {
		wrapped := make([][]string, len(cells))
		height := 1
		for i, cell := range cells {
			wrapped[i] = fitted(cell, widths[i])
			height = max(height, len(wrapped[i]))
		}
		for k := range height {
			fmt.Fprintln(w, t.line(wrapped, widths, k, s.Colour))
		}
	}
}

// line is the k-th line of a row.
func (t *Table) line(cells [][]string, widths []int, k int, colour bool) string {
	var line strings.Builder
	blank := 0
	for i, lines := range cells {
		cell := ""
		if k < len(lines) {
			cell = lines[k]
		}
		if cell != "" {
			line.WriteString(strings.Repeat(" ", blank))
			blank = 0
			line.WriteString(t.inked(cell, colour))
		}
		blank += widths[i] - columns.StringWidth(cell) + gap
	}
	return line.String()
}

func (t *Table) inked(cell string, colour bool) string {
	if t.Ink != nil && colour {
		if ink := t.Ink(cell); ink != "" {
			return "\x1b[" + ink + "m" + cell + "\x1b[0m"
		}
	}
	return cell
}

// natural are the widths of the columns without wrapping.
func (t *Table) natural() []int {
	return t.widest(func(_ int, cell string) int { return columns.StringWidth(cell) })
}

// widest is the largest measure of each column's cells.
func (t *Table) widest(measure func(column int, cell string) int) []int {
	var widths []int
	for _, cells := range t.rows {
		for i, cell := range cells {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], measure(i, cell))
		}
	}
	return widths
}

// widths are those of the columns on a screen.
func (t *Table) widths(s Screen) []int {
	widths := t.natural()
	if !s.Terminal() {
		return widths
	}
	words := t.widest(func(_ int, cell string) int { return longest(strings.Fields(cell)) })
	narrow(widths, words, s.Width)
	for i := range words {
		words[i] = min(words[i], leastBroad)
	}
	narrow(widths, words, s.Width)
	return t.widest(func(i int, cell string) int { return longest(fitted(cell, widths[i])) })
}

// narrow takes columns from the widest cells until the table fits, or all cells are at their minima.
func narrow(widths, minima []int, width int) {
	for excess := total(widths) - width; excess > 0; excess-- {
		widest := -1
		for i := range widths {
			if widths[i] > minima[i] && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}

// total is the width of a table.
func total(widths []int) int {
	sum := gap * (len(widths) - 1)
	for _, width := range widths {
		sum += width
	}
	return sum
}

// longest is the largest width of several texts.
func longest(texts []string) int {
	width := 0
	for _, s := range texts {
		width = max(width, columns.StringWidth(s))
	}
	return width
}

// fitted breaks a cell into lines of a width.
func fitted(cell string, width int) []string {
	if columns.StringWidth(cell) <= width {
		return []string{cell}
	}
	words := strings.Fields(cell)
	for i, word := range words {
		words[i] = cut(word, width)
	}
	return Fill(words, " ", width)
}

// cut leaves out the middle of a word that is wider.
func cut(word string, width int) string {
	whole := columns.StringWidth(word)
	if whole <= width {
		return word
	}
	end := width / 2
	return columns.Truncate(word, width-end-1, "") + "…" + columns.TruncateLeft(word, whole-end, "")
}
