package evaluations

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// textFile reads a table of text.
type textFile struct {
	*cellReader
	in      *input
	form    *dialect
	rows    rowReader
	names   []string
	places  []place
	spare   []int // columns that are not wanted
	done    int   // rows so far
	ragged  ragged
	invalid cellFault // the first text that is not UTF-8
}

var _ source = (*textFile)(nil)

// ragged counts the lines with more or fewer fields than the header. They are left out.
type ragged struct {
	count, line, fields int
}

// newTextFile reads the header of a file.
func newTextFile(in *input) (*textFile, error) {
	if isJSON(in) {
		table, err := readJSON(in)
		if err != nil {
			return nil, err
		}
		return newRecordFile(in, table), nil
	}
	form, err := newDialect(in)
	if err != nil {
		return nil, err
	}
	rows, err := newRows(in, form)
	if err != nil {
		return nil, err
	}
	f := &textFile{cellReader: newCellReader(), in: in, form: form, rows: rows}
	names, err := rows.next()
	switch {
	case errors.Is(err, io.EOF):
		return nil, in.fault(1, 1, "empty, expected a line with the names of the columns")
	case err != nil:
		return nil, err
	}
	if len(form.names) == len(names) {
		names = form.names // of two rows
	}
	for i, name := range names {
		line, column := rows.position(i)
		name = strings.ToValidUTF8(strings.TrimSpace(name), "\uFFFD")
		f.names = append(f.names, strings.Clone(name))
		f.places = append(f.places, place{in.path, line, column})
	}
	return f, nil
}

func (f *textFile) want(columns []wanted) {
	f.cellReader.want(columns)
	for i := range f.names {
		if !slices.ContainsFunc(columns, func(w wanted) bool { return w.column == i }) {
			f.spare = append(f.spare, i)
		}
	}
}

func (f *textFile) header() []string       { return f.names }
func (f *textFile) flat(int) error         { return nil }
func (f *textFile) place(column int) place { return f.places[column] }
func (f *textFile) close() error           { return f.in.file.Close() }

func (f *textFile) remarks(n *notes) error {
	r := f.ragged
	switch {
	case f.done == 0 && r.count > 0:
		return f.in.fault(r.line, 1, "has %d fields, expected %d as in the header; no line has %[2]d", r.fields, len(f.names))
	case f.done == 0:
		return f.in.fault(f.places[0].line+1, 1, "no line below the header")
	case r.count > 0:
		n.add(r.line, 0, r.count, fmt.Sprintf("has %d fields, expected %d as in the header: left out", r.fields, len(f.names)))
	}
	for _, note := range append(f.in.notes, f.form.notes...) {
		n.whole(note)
	}
	if f.invalid.line > 0 {
		n.add(f.invalid.line, f.invalid.column, 0, fmt.Sprintf("%s is not UTF-8 text: invalid bytes are read as \uFFFD", f.invalid.text))
	}
	return nil
}

// numeric goes by the first rows: most of a column's values are numbers.
func (f *textFile) numeric(column int) bool {
	numbers, words := 0, 0
	for _, cells := range f.form.sample {
		switch cell := cells[column]; {
		case absent(cell):
		case isNumeric(cell):
			numbers++
		default:
			words++
		}
	}
	return numbers >= words
}

func (f *textFile) firstWords() (words []string) {
	for _, cells := range f.form.sample {
		words = append(words, cells[0])
	}
	return words
}

// expected extrapolates from the bytes of the rows so far, with a margin of 2%.
func (f *textFile) expected() int {
	if done := f.rows.offset(); done > 0 {
		return int(float64(f.in.size)/float64(done)*float64(f.done)*1.02) + chunkRows
	}
	return 0
}

func (f *textFile) next(c *chunk) error {
	c.rows = 0
	for c.rows < chunkRows {
		cells, err := f.rows.next()
		if errors.Is(err, io.EOF) {
			if c.rows == 0 {
				return io.EOF
			}
			return nil
		}
		if err != nil {
			return err
		}
		line, _ := f.rows.position(0)
		if len(cells) != len(f.names) {
			if f.ragged.count == 0 {
				f.ragged.line, f.ragged.fields = line, len(cells)
			}
			f.ragged.count++
			continue
		}
		c.lines[c.rows] = int32(min(line, math.MaxInt32))
		for i, w := range f.wanted {
			f.cell(c, i, w, strings.TrimSpace(cells[w.column]))
		}
		c.rest[c.rows] = f.rest(cells)
		c.rows++
		f.done++
	}
	return nil
}

// rest hashes the cells that are not wanted (FNV-1a).
func (f *textFile) rest(cells []string) uint64 {
	h := uint64(14695981039346656037)
	for _, i := range f.spare {
		for k := range len(cells[i]) {
			h = (h ^ uint64(cells[i][k])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	return h
}

func (f *textFile) cell(c *chunk, i int, w wanted, cell string) {
	if w.kind != asWord {
		if f.form.comma {
			cell = withPoint(cell)
		}
		if fault := f.read(c, i, c.rows, cell); fault != nil {
			fault.line, fault.column = f.rows.position(w.column)
		}
		return
	}
	c.words[i][c.rows] = f.texts.number(cell)
	if f.texts.invalid && f.invalid.line == 0 {
		f.invalid.line, f.invalid.column = f.rows.position(w.column)
		f.invalid.text = text.Quote(strings.ToValidUTF8(cell, "\uFFFD"))
	}
}
