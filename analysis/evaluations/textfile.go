package evaluations

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/circsim/circsim/internal/text"
)

// splitter splits the text of a file into cells. Each format of text implements it.
type splitter interface {
	// header returns the names of the columns. It is called once, before next.
	header() ([]string, error)
	// next returns the cells of the next row, valid until the next call; io.EOF after the last row.
	next() ([]string, error)
	// position returns where a cell of the latest row, or a name of the header, is written: line and column, from 1.
	position(cell int) (line, column int)
	// offset returns the number of bytes split so far.
	offset() int64
}

// textFile reads cells of text as numbers and words.
type textFile struct {
	in      *input
	rows    splitter
	names   []string
	places  []place
	wanted  []wanted
	styles  []style
	faults  *cellFaults
	known   *words
	sample  []string // the first row, if numeric has looked at it
	read    int      // rows so far
	ragged  ragged
	invalid cellFault // the first text that is not UTF-8
}

var _ source = (*textFile)(nil)

// ragged counts the lines with more or fewer fields than the header. They are left out.
type ragged struct {
	count, line, fields int
}

// newTextFile reads the header of a file.
func newTextFile(in *input, rows splitter) (*textFile, error) {
	f := &textFile{in: in, rows: rows, known: newWords()}
	names, err := rows.header()
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		line, column := rows.position(i)
		if !utf8.ValidString(name) {
			return nil, in.fault(line, column, "the name of a column is not UTF-8 text")
		}
		f.names = append(f.names, strings.Clone(strings.TrimSpace(name)))
		f.places = append(f.places, place{in.path, line, column})
	}
	return f, nil
}

func (f *textFile) header() []string       { return f.names }
func (f *textFile) flat(int) error         { return nil }
func (f *textFile) place(column int) place { return f.places[column] }
func (f *textFile) texts() *words          { return f.known }
func (f *textFile) cells() *cellFaults     { return f.faults }
func (f *textFile) style(wanted int) style { return f.styles[wanted] }
func (f *textFile) close() error           { return f.in.file.Close() }

func (f *textFile) remarks(n *notes) error {
	r := f.ragged
	switch {
	case f.read == 0 && r.count > 0:
		return f.in.fault(r.line, 1, "has %d fields, expected %d as in the header; no line has %[2]d", r.fields, len(f.names))
	case f.read == 0:
		return f.in.fault(f.places[0].line+1, 1, "no line below the header")
	case r.count > 0:
		n.add(r.line, 0, r.count, fmt.Sprintf("has %d fields, expected %d as in the header: left out", r.fields, len(f.names)))
	}
	if f.invalid.line > 0 {
		n.add(f.invalid.line, f.invalid.column, 0, fmt.Sprintf("%s is not UTF-8 text: invalid bytes are read as \uFFFD", f.invalid.text))
	}
	return nil
}

// numeric goes by the first row, unless that is ragged or broken.
func (f *textFile) numeric(column int) bool {
	if f.sample == nil {
		cells, err := f.rows.next()
		if err != nil || len(cells) != len(f.names) {
			return true
		}
		f.sample = slices.Clone(cells)
	}
	_, is := number(strings.TrimSpace(f.sample[column]))
	return is != notNumber
}

func (f *textFile) want(columns []wanted) {
	f.wanted, f.styles, f.faults = columns, make([]style, len(columns)), newCellFaults(len(columns))
}

// expected extrapolates from the bytes of the rows so far, with a margin of 2%.
func (f *textFile) expected() int {
	if done := f.rows.offset(); done > 0 {
		return int(float64(f.in.size)/float64(done)*float64(f.read)*1.02) + chunkRows
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
		c.rows++
		f.read++
	}
	return nil
}

func (f *textFile) cell(c *chunk, i int, w wanted, cell string) {
	var x float64
	var is state
	switch w.kind {
	case asWord:
		c.words[i][c.rows] = f.known.number(cell)
		if f.known.invalid && f.invalid.line == 0 {
			f.invalid.line, f.invalid.column = f.rows.position(w.column)
			f.invalid.text = text.Quote(strings.ToValidUTF8(cell, "\uFFFD"))
		}
		return
	case asSize:
		x, is = f.styles[i].size(cell)
	default:
		x, is = number(cell)
	}
	c.numbers[i][c.rows] = x
	if is == present {
		return
	}
	if first := f.faults.note(i, is); first != nil {
		first.line, first.column = f.rows.position(w.column)
		first.text = text.Quote(cell)
	}
}
