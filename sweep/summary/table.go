package summary

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"
	"unicode/utf8"
)

// maxWidth is the longest line of a table, in columns.
const maxWidth = 100

// table aligns rows of cells; what does not fit the width is cut off.
type table struct {
	rows [][]string
}

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) write(w io.Writer) {
	var text strings.Builder
	aligned := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	for _, cells := range t.rows {
		fmt.Fprintln(aligned, strings.Join(cells, "\t"))
	}
	aligned.Flush()
	for line := range strings.Lines(text.String()) {
		line = strings.TrimRight(line, " \n")
		if utf8.RuneCountInString(line) > maxWidth {
			line = string([]rune(line)[:maxWidth-1]) + "…"
		}
		fmt.Fprintln(w, line)
	}
}

// Labels are the shortest ends of paths that tell them apart.
func Labels(paths []string) []string {
	short := make([]string, len(paths))
	for i, path := range paths {
		for cut := len(path); ; {
			cut = strings.LastIndexByte(path[:cut], '.')
			short[i] = path[cut+1:]
			if cut < 0 || !endsAnother(paths, i, short[i]) {
				break
			}
		}
	}
	return short
}

func endsAnother(paths []string, i int, end string) bool {
	for j, other := range paths {
		if j != i && strings.HasSuffix("."+other, "."+end) {
			return true
		}
	}
	return false
}

// number writes whole numbers in full while they are short, others to four digits.
func number(x float64) string {
	if x == math.Trunc(x) && math.Abs(x) < 1e6 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return precise(x, 4)
}

// precise writes a number to some digits, and without a power of ten up to a million.
func precise(x float64, digits int) string {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', digits, 64), 64)
	if math.Abs(rounded) >= 1 && math.Abs(rounded) < 1e6 {
		return strconv.FormatFloat(rounded, 'f', -1, 64)
	}
	return strings.NewReplacer("e+0", "e", "e+", "e", "e-0", "e-").Replace(strconv.FormatFloat(x, 'g', digits, 64))
}

// Cell writes a swept value in the width of a column.
func Cell(v any) string {
	switch x := v.(type) {
	case int64:
		return number(float64(x))
	case float64:
		return number(x)
	}
	text := []rune(fmt.Sprint(v))
	if len(text) > 24 {
		return string(text[:23]) + "…"
	}
	return string(text)
}

func valuesOf(at []any) []string {
	cells := make([]string, len(at))
	for i, v := range at {
		cells[i] = Cell(v)
	}
	return cells
}

// step writes a step of training.
func step(x float64) string {
	if math.IsInf(x, 1) {
		return "never"
	}
	return number(math.Round(x))
}

func share(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }
