package evaluations

import (
	"errors"
	"io"
	"slices"
)

// Label is a column without a meaning, that may tell rows apart.
type Label struct {
	Name    string
	Numeric bool    // all its values are numbers
	Values  int     // distinct values
	Of      []int32 // by row of the table: the number of its value, from 1; 0 where missing
}

const (
	mostLabels   = 64   // columns that are read as labels
	mostValues   = 1000 // distinct values of a label
	tellingChunk = 5    // chunks that choose the columns
	missingLabel = 0    // number of the empty text
)

// ReadLabels reads the table's file once more, for the columns that have no meaning: those of at least two values and at
// most a thousand. There are none of sweeps, nor of a standard input that cannot be read again.
func ReadLabels(t *Table, m Mapping) ([]Label, error) {
	if t.Simulated || t.Path == standardInput && piped.kept == nil || t.Lines == nil {
		return nil, nil
	}
	columns, err := telling(t.Path, &m)
	if err != nil || len(columns) == 0 {
		return nil, err
	}
	file, err := openForeign(t.Path)
	if err != nil {
		return nil, err
	}
	defer file.close()
	labels := make([]Label, len(columns))
	wants := make([]wanted, len(columns))
	at := make([]map[int32]int32, len(columns)) // numbers by word
	for i, column := range columns {
		wants[i] = wanted{column, asWord}
		labels[i] = Label{Name: file.header()[column], Numeric: true, Of: make([]int32, len(t.Rows))}
		at[i] = map[int32]int32{missingLabel: 0}
	}
	byLine := rowsByLine(t.Lines)
	next := 0
	err = eachChunk(file, wants, func(c *chunk) bool {
		for row := range c.rows {
			for next < len(byLine) && t.Lines[byLine[next]] < c.lines[row] {
				next++
			}
			for ; next < len(byLine) && t.Lines[byLine[next]] == c.lines[row]; next++ {
				for i := range labels {
					labels[i].set(byLine[next], c.words[i][row], at[i], file.cells().texts)
				}
			}
		}
		return true
	})
	labels = slices.DeleteFunc(labels, func(l Label) bool { return l.Values < 2 || l.Values > mostValues })
	return labels, err
}

// set gives a row the value of a word.
func (l *Label) set(row, word int32, numbers map[int32]int32, texts *words) {
	at, known := numbers[word]
	if !known {
		text := texts.list[word]
		if absent(text) {
			numbers[word] = 0
			return
		}
		if _, is := number(text); is != present {
			l.Numeric = false
		}
		l.Values++
		at = int32(l.Values)
		numbers[word] = at
	}
	l.Of[row] = at
}

// rowsByLine are the rows in the order of their lines.
func rowsByLine(lines []int32) []int32 {
	order := make([]int32, len(lines))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return int(lines[a]) - int(lines[b]) })
	return order
}

// telling are the columns without a meaning that have several values in the first rows, but not too many.
func telling(path string, m *Mapping) ([]int, error) {
	file, err := openForeign(path)
	if err != nil {
		return nil, err
	}
	defer file.close()
	l, err := newLayout(file, m)
	if err != nil {
		return nil, err
	}
	var wants []wanted
	for column, name := range l.names {
		if l.uses[column] == "" && name != "" && slices.Index(l.names, name) == column && !rangeOf(name) && file.flat(column) == nil && len(wants) < mostLabels {
			wants = append(wants, wanted{column, asWord})
		}
	}
	seen := make([]map[int32]bool, len(wants))
	for i := range seen {
		seen[i] = map[int32]bool{}
	}
	chunks, rows := 0, 0
	err = eachChunk(file, wants, func(c *chunk) bool {
		for i := range wants {
			for _, word := range c.words[i][:c.rows] {
				if len(seen[i]) <= mostValues {
					seen[i][word] = true
				}
			}
		}
		rows += c.rows
		chunks++
		return chunks < tellingChunk
	})
	var columns []int
	for i, w := range wants {
		if n := len(seen[i]); n >= 2 && n <= mostValues && 2*n <= rows {
			columns = append(columns, w.column)
		}
	}
	return columns, err
}

// eachChunk reads the wanted columns of a file until there are no more rows, or the function returns false.
func eachChunk(file source, wants []wanted, of func(*chunk) bool) error {
	file.want(wants)
	c := newChunk(wants, chunkRows)
	for {
		switch err := file.next(c); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case !of(c):
			return nil
		}
	}
}

// Telling is the mapping with some columns as conditions.
func (m Mapping) Telling(columns ...string) Mapping {
	m.condition = slices.Clone(m.condition)
	for _, c := range columns {
		m.condition = append(m.condition, word{text: c})
	}
	return m
}

// Naming is the mapping with a column that names the models.
func (m Mapping) Naming(column string) Mapping {
	m.columns = append(slices.Clone(m.columns), entry{roleModel, word{text: column}})
	return m
}
