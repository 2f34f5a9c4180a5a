package evaluations

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// csvRows splits text into cells by RFC 4180. The first line names the columns.
type csvRows struct {
	in     *input
	reader *csv.Reader
}

func newCSV(in *input) *csvRows {
	r := &csvRows{in, csv.NewReader(in)}
	r.reader.ReuseRecord = true
	r.reader.FieldsPerRecord = -1
	return r
}

func (r *csvRows) header() ([]string, error) {
	cells, err := r.next()
	if errors.Is(err, io.EOF) {
		return nil, r.in.fault(1, 1, "empty, expected a line with the names of the columns")
	}
	if err != nil {
		return nil, err
	}
	for i, cell := range cells {
		if strings.ContainsRune(cell, '\r') {
			line, column := r.position(i)
			return nil, r.in.fault(line, column, "lines end in a carriage return alone, expected a newline")
		}
	}
	if len(cells) == 1 {
		for _, other := range []struct{ mark, name string }{{";", "semicolons"}, {"\t", "tabs"}, {"|", "bars"}} {
			if at := strings.Index(cells[0], other.mark); at >= 0 {
				return nil, r.in.fault(1, at+1, "columns are separated by %s, expected commas", other.name)
			}
		}
	}
	return cells, nil
}

// next returns the cells of the next row, valid until the next call; io.EOF after the last row.
func (r *csvRows) next() ([]string, error) {
	cells, err := r.reader.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, r.broken(err)
	}
	return cells, err
}

// position returns where a cell of the latest row, or a name of the header, is written.
func (r *csvRows) position(cell int) (line, column int) { return r.reader.FieldPos(cell) }

// broken explains an error of the CSV reader.
func (r *csvRows) broken(err error) error {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return unreadable(r.in.path, err)
	}
	switch {
	case errors.Is(parse.Err, csv.ErrBareQuote):
		return r.in.fault(parse.Line, parse.Column, "a quote inside a field without quotes, expected the whole field in quotes and the quote doubled")
	case errors.Is(parse.Err, csv.ErrQuote) && parse.Line > parse.StartLine:
		return r.in.fault(parse.StartLine, 1, "a quoted field is not closed up to line %d, expected a quote before a comma or the end of a line", parse.Line)
	case errors.Is(parse.Err, csv.ErrQuote):
		return r.in.fault(parse.Line, parse.Column, "text after the closing quote of a field, expected a comma or the end of the line")
	}
	return r.in.fault(parse.Line, parse.Column, "%s", text.Line(parse.Err.Error()))
}
