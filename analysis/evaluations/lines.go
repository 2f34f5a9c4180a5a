package evaluations

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// rowReader splits text into rows of cells.
type rowReader interface {
	// next returns the cells of the next row, valid until the next call; io.EOF after the last row.
	next() ([]string, error)
	// position returns where a cell of the latest row is written.
	position(cell int) (line, column int)
	// offset returns the number of bytes read so far.
	offset() int64
}

// newRows reads the rows from the header on.
func newRows(in *input, d *dialect) (rowReader, error) {
	if d.separator == '|' || d.separator == ' ' || d.separator == wideBlank {
		return &lineRows{in: in, separator: d.separator, skip: d.skip}, nil
	}
	for range d.skip {
		for {
			if _, err := in.ReadSlice('\n'); !errors.Is(err, bufio.ErrBufferFull) {
				break
			}
		}
	}
	source := &bounded{from: in.Reader}
	r := &csvRows{in, source, csv.NewReader(source), d.skip}
	r.reader.Comma = d.separator
	r.reader.ReuseRecord = true
	r.reader.FieldsPerRecord = -1
	r.reader.LazyQuotes = d.separator == '\t'
	return r, nil
}

// maxRow is the number of bytes that a row may have.
const maxRow = 64 << 20

var errLongRow = errors.New("row too long")

// bounded refuses to read more than maxRow bytes for one row.
type bounded struct {
	from io.Reader
	read int // bytes since the last row
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.read > maxRow {
		return 0, errLongRow
	}
	n, err := b.from.Read(p)
	b.read += n
	return n, err
}

// csvRows splits text into cells by RFC 4180, with the dialect's separator.
type csvRows struct {
	in     *input
	source *bounded
	reader *csv.Reader
	above  int // lines above the header
}

func (r *csvRows) next() ([]string, error) {
	cells, err := r.reader.Read()
	r.source.read = 0
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, r.broken(err)
	}
	return cells, err
}

func (r *csvRows) position(cell int) (line, column int) {
	line, column = r.reader.FieldPos(cell)
	return line + r.above, column
}

func (r *csvRows) offset() int64 { return r.reader.InputOffset() }

// broken explains an error of the CSV reader.
func (r *csvRows) broken(err error) error {
	if errors.Is(err, errLongRow) {
		return r.in.fault(0, 0, "a line is longer than %d MiB, or a quoted field is not closed: expected a table", maxRow>>20)
	}
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return r.in.unreadable(err)
	}
	line := parse.Line + r.above
	switch {
	case errors.Is(parse.Err, csv.ErrBareQuote):
		return r.in.fault(line, parse.Column, "a quote inside a field without quotes, expected the whole field in quotes and the quote doubled")
	case errors.Is(parse.Err, csv.ErrQuote) && parse.Line > parse.StartLine:
		return r.in.fault(parse.StartLine+r.above, 1, "a quoted field is not closed up to line %d, expected a quote before a comma or the end of a line", line)
	case errors.Is(parse.Err, csv.ErrQuote):
		return r.in.fault(line, parse.Column, "text after the closing quote of a field, expected a comma or the end of the line")
	}
	return r.in.fault(line, parse.Column, "%s", text.Line(parse.Err.Error()))
}

// lineRows splits lines at bars or blanks.
type lineRows struct {
	in        *input
	separator rune
	skip      int
	line      int
	bytes     int64
	buffer    strings.Builder
}

func (r *lineRows) next() ([]string, error) {
	for {
		line, err := r.read()
		if err != nil {
			return nil, err
		}
		if r.line <= r.skip {
			continue
		}
		if cells := splitLine(line, r.separator); len(cells) > 0 {
			return cells, nil
		}
	}
}

// read returns the next line.
func (r *lineRows) read() (string, error) {
	r.buffer.Reset()
	for {
		part, err := r.in.ReadSlice('\n')
		r.bytes += int64(len(part))
		r.buffer.Write(part)
		switch {
		case r.buffer.Len() > maxRow:
			return "", r.in.fault(r.line+1, 1, "a line is longer than %d MiB: expected a table", maxRow>>20)
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && r.buffer.Len() == 0:
			return "", io.EOF
		case err != nil && !errors.Is(err, io.EOF):
			return "", r.in.unreadable(err)
		}
		r.line++
		return r.buffer.String(), nil
	}
}

// position gives the beginning of the line.
func (r *lineRows) position(int) (line, column int) { return r.line, min(r.line, 1) }
func (r *lineRows) offset() int64                   { return r.bytes }

var (
	ruleOfTable = text.Pattern(`^[\s|:+=-]+$`) // |---|:--:|, the line below the header
	wideBlanks  = text.Pattern(`\s{2,}|\t`)
)

// splitLine splits a line at bars or blanks; it returns nothing for a blank line or a rule.
func splitLine(line string, separator rune) []string {
	line = strings.TrimSpace(line)
	if line == "" || ruleOfTable().MatchString(line) && strings.Contains(line, "-") {
		return nil
	}
	var cells []string
	switch separator {
	case ' ':
		return strings.Fields(line)
	case wideBlank:
		cells = wideBlanks().Split(line, -1)
	default:
		cells = strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|")
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}
