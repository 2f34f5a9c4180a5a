package evaluations

import "fmt"

// Warning is an oddity of a table that was read all the same.
type Warning struct {
	Path         string // as the user typed it
	Line, Column int    // of the first occurrence, from 1; 0: unknown. In a Parquet file Line is the row and Column is 0
	Text         string // what is odd, and what was done about it
	Count        int    // affected rows of the file; 0: the whole table
}

// String returns the warning as one line, PATH:LINE:COLUMN: TEXT (COUNT rows), without what is unknown.
func (w Warning) String() string {
	place := w.Path
	if w.Line > 0 {
		place = fmt.Sprintf("%s:%d", place, w.Line)
		if w.Column > 0 {
			place = fmt.Sprintf("%s:%d", place, w.Column)
		}
	}
	if w.Count > 1 {
		return fmt.Sprintf("%s: %s (%d rows)", place, w.Text, w.Count)
	}
	return place + ": " + w.Text
}

// notes collects the warnings of a table.
type notes struct {
	path string
	list []Warning
	kind map[string]int // positions in list
}

func newNotes(path string) *notes { return &notes{path: path, kind: map[string]int{}} }

// count adds a row to the warning of a kind. The warning keeps the text of the first call and the smallest line.
func (n *notes) count(kind string, line int, text func() string) {
	i, ok := n.kind[kind]
	if !ok {
		i = len(n.list)
		n.kind[kind] = i
		n.list = append(n.list, Warning{Path: n.path, Line: line, Text: text()})
	}
	w := &n.list[i]
	w.Line = min(w.Line, line)
	w.Count++
}

// whole adds a warning of the whole table.
func (n *notes) whole(text string) { n.list = append(n.list, Warning{Path: n.path, Text: text}) }

// add adds a warning of count rows, the first of them at line.
func (n *notes) add(line, column, count int, text string) {
	n.list = append(n.list, Warning{n.path, line, column, text, count})
}
