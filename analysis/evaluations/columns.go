package evaluations

import (
	"errors"
	"io"

	"github.com/circsim/circsim/internal/text"
)

// Columns reads chosen columns of a file of text, JSON or Parquet from top to bottom, in bounded memory. It takes them
// as they are: roles, units and layouts are the caller's business.
type Columns struct {
	file    source
	path    string
	wanted  []wanted
	chunk   *chunk
	row     int
	started bool
}

// OpenColumns opens a file; - is the standard input. The error is of type scenarios.Errors.
func OpenColumns(path string) (*Columns, error) {
	file, err := openSource(path)
	if err != nil {
		return nil, err
	}
	return &Columns{file: file, path: path}, nil
}

// Close closes the file.
func (c *Columns) Close() error { return c.file.close() }

// Names are the names of all columns, in the order of the file.
func (c *Columns) Names() []string { return c.file.header() }

// Numeric reports whether most values of a column are numbers, by the first rows.
func (c *Columns) Numeric(column int) bool { return c.file.numeric(column) }

// Want selects the columns to read, those of numbers and those of words, by their places in Names. It is called once,
// before Next. The error is of type scenarios.Errors.
func (c *Columns) Want(numbers, words []int) error {
	for _, column := range append(append([]int{}, numbers...), words...) {
		if err := c.file.flat(column); err != nil {
			return err
		}
	}
	for _, column := range numbers {
		c.wanted = append(c.wanted, wanted{column, asNumber})
	}
	for _, column := range words {
		c.wanted = append(c.wanted, wanted{column, asWord})
	}
	c.file.want(c.wanted)
	c.chunk = newChunk(c.wanted, chunkRows)
	return nil
}

// Next goes to the next row; false after the last. The error is of type scenarios.Errors.
func (c *Columns) Next() (bool, error) {
	c.row++
	for !c.started || c.row >= c.chunk.rows {
		c.started, c.row = true, 0
		switch err := c.file.next(c.chunk); {
		case errors.Is(err, io.EOF):
			return false, nil
		case err != nil:
			return false, err
		}
	}
	return true, nil
}

// Line is the line that the row begins on; in a Parquet file, its number from 1.
func (c *Columns) Line() int { return int(c.chunk.lines[c.row]) }

// Number is the row's value in the i-th wanted column, one of numbers; NaN where there is none.
func (c *Columns) Number(i int) float64 { return c.chunk.numbers[i][c.row] }

// Word is the row's text in the i-th wanted column, one of words, counted after those of numbers.
func (c *Columns) Word(i int) string { return c.file.cells().texts.list[c.chunk.words[i][c.row]] }

// Warnings are the oddities of the rows so far: values that are no number, and lines left out. It is called after the
// last row; the error is of type scenarios.Errors and says that no row was left.
func (c *Columns) Warnings() ([]Warning, error) {
	n := newNotes(c.path)
	if err := c.file.remarks(n); err != nil {
		return nil, err
	}
	for i, faults := range c.file.cells().faults {
		name := text.Quote(c.file.header()[c.wanted[i].column])
		for _, is := range []state{infinite, notNumber, otherStyle} {
			if f := faults[is]; f.count > 0 {
				n.add(f.line, f.column, f.count, "column "+name+" has "+f.text+", no finite number: taken as missing")
			}
		}
	}
	return n.list, nil
}
