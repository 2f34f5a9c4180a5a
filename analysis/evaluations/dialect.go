package evaluations

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// dialect is how a table is written as text: what separates its columns, and where its header is.
type dialect struct {
	separator rune // ',', ';', tab or '|'; ' ' for blanks, and wideBlank for two or more of them
	skip      int  // lines before the header, or before the rows below two rows of headers
	names     []string
	sample    [][]string // some of the first rows
	comma     bool       // numbers have a decimal comma
	notes     []string
}

// wideBlank separates columns by two blanks or more, since names hold single ones.
const wideBlank = '\u2002'

// sampled is the number of rows that a table's dialect is recognized by.
const sampled = 50

var separators = []struct {
	mark rune
	name string
}{{',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {'|', "bars"}, {wideBlank, "blanks"}, {' ', "blanks"}}

// recordAt is a row of the sample and its line.
type recordAt struct {
	line  int
	cells []string
}

// newDialect recognizes the dialect of a text by its beginning.
func newDialect(in *input) (*dialect, error) {
	start, err := in.Peek(peeked)
	if err == nil { // there is more: the last line is cut
		if end := bytes.LastIndexByte(start, '\n'); end >= 0 {
			start = start[:end+1]
		}
	}
	if len(bytes.TrimSpace(start)) == 0 {
		return nil, in.fault(1, 1, "empty, expected a line with the names of the columns")
	}
	lines := bytes.SplitN(start, []byte("\n"), 3)
	if cut := bytes.IndexByte(bytes.TrimSuffix(lines[0], []byte("\r")), '\r'); cut >= 0 {
		return nil, in.fault(1, cut+1, "lines end in a carriage return alone, expected a newline")
	}
	d := &dialect{separator: ','}
	first := 1
	if mark, ok := bytes.CutPrefix(bytes.TrimSpace(lines[0]), []byte("sep=")); ok && len(mark) == 1 {
		d.separator, d.skip, first = rune(mark[0]), 1, 2
	}
	records, at := []recordAt(nil), 0
	if first == 2 {
		records = recordsOf(start, d.separator)[1:]
		at = max(headerOf(records), 0)
	} else {
		records = recordsOf(start, ',')
		line := 0 // of the earliest header
		for _, s := range separators {
			if line > 0 && (s.mark == ' ' || s.mark == wideBlank) {
				break // names and words hold blanks
			}
			found := recordsOf(start, s.mark)
			if h := headerOf(found); h >= 0 && (line == 0 || found[h].line < line) {
				d.separator, records, at, line = s.mark, found, h, found[h].line
			}
		}
		for _, s := range separators[1:] {
			if s.mark == d.separator {
				d.notes = append(d.notes, "columns are separated by "+s.name)
			}
		}
	}
	if len(records) == 0 {
		return d, nil // the reader explains what is wrong
	}
	d.header(in, records, at)
	return d, nil
}

// header takes the names of columns from the record at a position, and from the next one if it is a second header.
func (d *dialect) header(in *input, records []recordAt, at int) {
	head := records[at]
	if at > 0 || head.line > 1 && d.skip == 0 && at > 0 {
		d.notes = append(d.notes, fmt.Sprintf("%s above the header: left out, the first of them %s", plural(at, "line"), text.Quote(strings.TrimSpace(strings.Join(records[0].cells, " ")))))
	}
	d.skip = head.line - 1
	d.names = slices.Clone(head.cells)
	rest := records[at+1:]
	if len(rest) > 1 && secondHeader(head.cells, rest[0].cells, rest[1].cells) {
		d.names = joined(head.cells, rest[0].cells)
		d.skip = rest[0].line - 1
		d.notes = append(d.notes, fmt.Sprintf("two rows of headers: joined, such as %s", text.Quote(longest(d.names))))
		rest = rest[1:]
	}
	for _, r := range rest[:min(len(rest), sampled)] {
		if len(r.cells) == len(d.names) {
			d.sample = append(d.sample, r.cells)
		}
	}
	d.comma = d.separator != ',' && decimalCommas(d.sample)
	if d.comma {
		d.notes = append(d.notes, "numbers have a decimal comma")
	}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func longest(names []string) string {
	return slices.MaxFunc(names, func(a, b string) int { return len(a) - len(b) })
}

// recordsOf splits the beginning of a text, as far as it can be split.
func recordsOf(start []byte, separator rune) (records []recordAt) {
	if separator == '|' || separator == ' ' || separator == wideBlank {
		for i, line := range strings.Split(string(start), "\n") {
			if cells := splitLine(line, separator); len(cells) > 0 && len(records) < sampled+20 {
				records = append(records, recordAt{i + 1, cells})
			}
		}
		return records
	}
	reader := csv.NewReader(bytes.NewReader(start))
	reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = separator, -1, true
	for len(records) < sampled+20 {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) || err != nil {
			break
		}
		line, _ := reader.FieldPos(0)
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		records = append(records, recordAt{line, cells})
	}
	return records
}

// headerOf returns the position of the record that names the columns: the first with as many cells as half of the
// records have, and not mostly numbers; -1 if there is none.
func headerOf(records []recordAt) int {
	counts := map[int]int{}
	for _, r := range records {
		counts[len(r.cells)]++
	}
	width, most := 0, 0
	for _, r := range records { // in order, since counts has none
		if n := counts[len(r.cells)]; n > most {
			width, most = len(r.cells), n
		}
	}
	if width < 2 || 2*most < len(records) {
		return -1
	}
	for i, r := range records {
		if len(r.cells) != width {
			continue
		}
		numbers := 0
		for _, cell := range r.cells {
			if isNumeric(cell) {
				numbers++
			}
		}
		switch {
		case strings.HasPrefix(r.cells[0], "# ") && i+1 < len(records) && len(records[i+1].cells) == width && !isNumeric(records[i+1].cells[width-1]):
			continue // a comment that has as many separators as the header
		case 2*numbers > width:
			return -1
		}
		return i
	}
	return -1
}

// isNumeric reports whether a cell is a number in some spelling.
func isNumeric(cell string) bool {
	if _, is := number(cell); is == present {
		return true
	}
	_, _, ok := spelled(strings.ReplaceAll(cell, ",", "."), true)
	return ok || groupedNumber().MatchString(cell)
}

// secondHeader reports whether the second row continues the first: it holds no number, the third does, and the first
// has empty or repeated names, or the second nothing but units.
func secondHeader(first, second, third []string) bool {
	if len(first) != len(second) || len(third) != len(first) || !slices.ContainsFunc(third, isNumeric) {
		return false
	}
	words, units := 0, 0
	for _, cell := range second {
		switch _, ok := unit(strings.Trim(cell, "()[]")); {
		case cell == "":
		case isNumeric(cell), absent(cell):
			return false
		case ok:
			units++
			words++
		default:
			words++
		}
	}
	repeated := false
	for i, name := range first {
		repeated = repeated || name == "" || slices.Index(first, name) != i
	}
	return words > 0 && (repeated || units == words)
}

// joined joins two rows of headers. An empty name above a word repeats the name to its left.
func joined(first, second []string) []string {
	names := make([]string, len(first))
	above := ""
	for i := range first {
		if first[i] != "" {
			above = first[i]
		}
		_, isUnit := unit(strings.Trim(second[i], "()[]"))
		switch {
		case second[i] == "":
			names[i] = first[i]
		case above == "" || strings.HasPrefix(above, "Unnamed:"):
			names[i] = second[i]
		case isUnit:
			names[i] = above + " (" + strings.Trim(second[i], "()[]") + ")"
		default:
			names[i] = above + "_" + second[i]
		}
	}
	return names
}

var (
	decimalComma = text.Pattern(`^[-+]?\d*,\d+([eE][-+]?\d+)?\s*%?$`)
	decimalPoint = text.Pattern(`^[-+]?\d*\.\d+([eE][-+]?\d+)?\s*%?$`)
)

// decimalCommas reports whether the numbers of some rows have a decimal comma, and none a decimal point.
func decimalCommas(rows [][]string) bool {
	found := false
	for _, cells := range rows {
		for _, cell := range cells {
			if decimalPoint().MatchString(cell) && !groupedByPoints().MatchString(cell) {
				return false
			}
			found = found || decimalComma().MatchString(cell) && !groupedNumber().MatchString(cell)
		}
	}
	return found
}
