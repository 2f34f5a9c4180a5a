package evaluations

import (
	"fmt"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// cellReader reads the cells of the wanted columns.
type cellReader struct {
	wanted  []wanted
	styles  []style             // by wanted column
	grouped []string            // the first number with groups of thousands, by wanted column; empty: none
	faults  [][states]cellFault // by wanted column
	texts   *words              // those that the words of chunks number
}

// cellFault counts the cells of a column without a usable value, of one state, and keeps the first of them.
type cellFault struct {
	count        int
	line, column int
	text         string
}

func newCellReader() *cellReader { return &cellReader{texts: newWords()} }

func (r *cellReader) cells() *cellReader { return r }

func (r *cellReader) want(columns []wanted) {
	r.wanted, r.styles, r.faults = columns, make([]style, len(columns)), make([][states]cellFault, len(columns))
	r.grouped = make([]string, len(columns))
}

// read reads a number or size into row of a chunk's wanted column i. It returns the
// fault to complete with its place, like note.
func (r *cellReader) read(c *chunk, i, row int, cell string) *cellFault {
	x, is, how := r.styles[i].read(cell, r.wanted[i].kind == asSize)
	if how == withGroups && r.grouped[i] == "" {
		r.grouped[i] = text.Quote(cell)
	}
	c.numbers[i][row] = x
	if is == present {
		return nil
	}
	fault := r.note(i, is)
	if fault != nil {
		fault.text = text.Quote(cell)
	}
	return fault
}

// note counts a cell without a usable value. It returns the fault to complete if the cell is the first of its column
// and state, else nil.
func (r *cellReader) note(i int, is state) *cellFault {
	fault := &r.faults[i][is]
	if fault.count++; fault.count > 1 {
		return nil
	}
	return fault
}

// told completes a warning.
func told(format, name, cell string, k kind) string {
	unlike := "written unlike its first number, expected all with a percent sign or none"
	if k == asSize {
		unlike = "written unlike its first size, expected all as plain numbers or all with K, M, B or T"
	}
	if strings.Contains(format, "%[3]s") {
		return fmt.Sprintf(format, name, cell, unlike)
	}
	return fmt.Sprintf(format, name, cell)
}

// cellWarnings warns of cells without a usable value. It returns an error for columns of numbers that hold none and
// have words.
func (b *builder) cellWarnings() ([]Warning, error) {
	var list []Warning
	var errs scenarios.Errors
	for i, faults := range b.file.cells().faults {
		column := b.wanted[i].column
		name, use, bad := text.Quote(b.names[column]), b.uses[column], 0
		for _, f := range faults {
			bad += f.count
		}
		if f := faults[notNumber]; f.count > 0 && bad == b.fileRows {
			errs = append(errs, place{b.table.Path, f.line, f.column}.fault("column %s is %s and holds no numbers, but text such as %s, expected numbers", name, use, f.text))
			continue
		}
		for _, kind := range []struct {
			is   state
			text string
		}{
			{missing, "column %[1]s has no value"},
			{infinite, "column %[1]s has %[2]s, infinite or beyond 1.8e308: taken as missing"},
			{notNumber, "column %[1]s has %[2]s, not a number: taken as missing"},
			{otherStyle, "column %[1]s has %[2]s, %[3]s: taken as missing"},
		} {
			if f := faults[kind.is]; f.count > 0 {
				list = append(list, Warning{b.table.Path, f.line, f.column, told(kind.text, name, f.text, b.wanted[i].kind), f.count})
			}
		}
		switch b.file.cells().styles[i] {
		case percentage:
			list = append(list, Warning{Path: b.table.Path, Text: fmt.Sprintf("column %s has percent signs: read as shares", name)})
		case suffixed:
			list = append(list, Warning{Path: b.table.Path, Text: fmt.Sprintf("column %s has sizes with K, M, B or T: read as 1e3, 1e6, 1e9 and 1e12", name)})
		}
	}
	for i, first := range b.file.cells().grouped {
		if first != "" {
			list = append(list, Warning{Path: b.table.Path, Text: fmt.Sprintf("column %s has groups of thousands, such as %s", text.Quote(b.names[b.wanted[i].column]), first)})
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return list, nil
}
