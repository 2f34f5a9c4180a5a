package evaluations

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// csvFile is a CSV file as RFC 4180 has it: fields separated by commas, the first line names the columns.
type csvFile struct {
	path   string
	file   io.Closer
	size   int64
	reader *csv.Reader
	names  []string
	places []place
	wanted []wanted
	styles []style
	faults *cellFaults
	known  *words
	ahead  []string // the first row, where it has been looked at
	read   int      // rows so far
	ragged ragged
	mended cellFault // the first text that is not UTF-8
}

// ragged counts the lines that have another number of fields than the header. They are left out.
type ragged struct {
	count, line, fields int
}

func openCSV(path string) (*csvFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	f := &csvFile{path: path, file: file, known: newWords()}
	if info, err := file.Stat(); err == nil {
		f.size = info.Size()
	}
	if err := f.begin(file); err != nil {
		file.Close()
		return nil, err
	}
	return f, nil
}

// begin reads the header.
func (f *csvFile) begin(file io.Reader) error {
	buffered := bufio.NewReaderSize(file, 1<<18)
	start, err := buffered.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return unreadable(f.path, err)
	}
	switch {
	case bytes.HasPrefix(start, []byte("PAR1")):
		return f.fault(0, 0, "a Parquet file, expected CSV: name it .parquet")
	case bytes.HasPrefix(start, []byte{0xff, 0xfe}), bytes.HasPrefix(start, []byte{0xfe, 0xff}):
		return f.fault(1, 1, "UTF-16 text, expected UTF-8")
	case bytes.HasPrefix(start, []byte("\ufeff")):
		buffered.Discard(3)
	}
	f.reader = csv.NewReader(buffered)
	f.reader.ReuseRecord = true
	record, err := f.reader.Read()
	switch {
	case errors.Is(err, io.EOF):
		return f.fault(1, 1, "empty, expected a line with the names of the columns")
	case err != nil:
		return f.broken(err)
	}
	for i, name := range record {
		line, column := f.reader.FieldPos(i)
		f.names = append(f.names, strings.Clone(strings.TrimSpace(name)))
		f.places = append(f.places, place{f.path, line, column})
		if !utf8.ValidString(name) {
			return f.fault(line, column, "the name of a column is not UTF-8 text")
		}
		if strings.ContainsRune(name, '\r') {
			return f.fault(line, column, "lines end in a carriage return alone, expected a newline")
		}
	}
	if len(record) == 1 {
		for _, other := range []struct{ mark, name string }{{";", "semicolons"}, {"\t", "tabs"}, {"|", "bars"}} {
			if at := strings.Index(record[0], other.mark); at >= 0 {
				return f.fault(1, at+1, "columns are separated by %s, expected commas", other.name)
			}
		}
	}
	return nil
}

func (f *csvFile) fault(line, column int, format string, args ...any) error {
	return scenarios.Errors{place{f.path, line, column}.fault(format, args...)}
}

// broken is the error of what the CSV reader did not understand.
func (f *csvFile) broken(err error) error {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return unreadable(f.path, err)
	}
	switch {
	case errors.Is(parse.Err, csv.ErrBareQuote):
		return f.fault(parse.Line, parse.Column, "a quote in a field that does not begin with one, expected the field in quotes and the quote doubled")
	case errors.Is(parse.Err, csv.ErrQuote) && parse.Line > parse.StartLine:
		return f.fault(parse.StartLine, 1, "a quoted field does not end where a field ends, up to line %d: expected a quote before a comma or the end of the line", parse.Line)
	case errors.Is(parse.Err, csv.ErrQuote):
		return f.fault(parse.Line, parse.Column, "a quoted field does not end here, expected a quote before a comma or the end of the line")
	}
	return f.fault(parse.Line, parse.Column, "%s", text.Line(parse.Err.Error()))
}

func (f *csvFile) header() []string       { return f.names }
func (f *csvFile) flat(int) error         { return nil }
func (f *csvFile) place(column int) place { return f.places[column] }
func (f *csvFile) texts() *words          { return f.known }
func (f *csvFile) cells() *cellFaults     { return f.faults }
func (f *csvFile) style(wanted int) style { return f.styles[wanted] }
func (f *csvFile) close() error           { return f.file.Close() }

func (f *csvFile) remarks(n *notes) error {
	r := f.ragged
	switch {
	case f.read == 0 && r.count > 0:
		return f.fault(r.line, 1, "has %d fields, expected %d as in the header, and no line has", r.fields, len(f.names))
	case f.read == 0:
		return f.fault(f.places[0].line+1, 1, "no line below the header")
	case r.count > 0:
		n.add(r.line, 0, r.count, fmt.Sprintf("has %d fields, expected %d as in the header: left out", r.fields, len(f.names)))
	}
	if f.mended.line > 0 {
		n.add(f.mended.line, f.mended.column, 0, fmt.Sprintf("text that is not UTF-8, as %s: what cannot be read is taken as \uFFFD", f.mended.text))
	}
	return nil
}

// numeric goes by the first row.
func (f *csvFile) numeric(column int) bool {
	if f.ahead == nil {
		record, err := f.reader.Read()
		if err != nil {
			return true
		}
		f.ahead = slices.Clone(record)
	}
	_, is := number(strings.TrimSpace(f.ahead[column]))
	return is != notNumber
}

func (f *csvFile) want(columns []wanted) {
	f.wanted, f.styles, f.faults = columns, make([]style, len(columns)), newCellFaults(len(columns))
}

// expected goes by the size of the rows so far, and a little beyond.
func (f *csvFile) expected() int {
	if done := f.reader.InputOffset(); done > 0 {
		return int(float64(f.size)/float64(done)*float64(f.read)*1.02) + chunkRows
	}
	return 0
}

func (f *csvFile) next(c *chunk) error {
	c.rows = 0
	for c.rows < chunkRows {
		record, err := f.reader.Read()
		switch {
		case errors.Is(err, csv.ErrFieldCount):
			if f.ragged.count == 0 {
				line, _ := f.reader.FieldPos(0)
				f.ragged.line, f.ragged.fields = line, len(record)
			}
			f.ragged.count++
			continue
		case errors.Is(err, io.EOF):
			if c.rows == 0 {
				return io.EOF
			}
			return nil
		case err != nil:
			return f.broken(err)
		}
		line, _ := f.reader.FieldPos(0)
		c.lines[c.rows] = int32(min(line, math.MaxInt32))
		for i, w := range f.wanted {
			f.cell(c, i, w, strings.TrimSpace(record[w.column]))
		}
		c.rows++
		f.read++
	}
	return nil
}

func (f *csvFile) cell(c *chunk, i int, w wanted, written string) {
	var x float64
	var is state
	switch w.kind {
	case asWord:
		c.words[i][c.rows] = f.known.number(written)
		if f.known.mended && f.mended.line == 0 {
			f.mended.line, f.mended.column = f.reader.FieldPos(w.column)
			f.mended.text = text.Quote(strings.ToValidUTF8(written, "\uFFFD"))
		}
		return
	case asSize:
		x, is = f.styles[i].size(written)
	default:
		x, is = number(written)
	}
	c.numbers[i][c.rows] = x
	if is == present {
		return
	}
	if first := f.faults.note(i, is); first != nil {
		first.line, first.column = f.reader.FieldPos(w.column)
		first.text = text.Quote(written)
	}
}
