package evaluations

import "fmt"

// Warning is a remark on a table that can be used all the same.
type Warning struct {
	Path         string // as the user typed it
	Line, Column int    // of the first place, both from 1; of a Parquet file the row, and 0; 0: no place
	Text         string // what is wrong, and what was done about it
	Count        int    // rows of the file that it is about; 0: the whole table
}

// String gives the warning as one line that begins with its place.
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
