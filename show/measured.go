package show

import (
	"encoding/csv"
	"errors"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// measured are runs of one's own: a CSV file with a header that names columns as circsim does.
type measured struct {
	path    string
	header  []string
	columns [][]cell
	drawn   bool
}

// cell is a cell of a CSV file and its place there.
type cell struct {
	text         string
	line, column int
}

// readMeasured reads all cells as text, so that a file may have columns of words beside those that are drawn.
func readMeasured(path string) (*measured, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, text.Refuse("--measured: %w", err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	m := &measured{path: path}
	m.header, err = r.Read()
	if errors.Is(err, io.EOF) {
		return nil, text.Refuse("%s: is empty, expected a header of columns and a row a run", path)
	}
	if err != nil {
		return nil, text.Refuse("%s: %w, expected a header of columns and a row a run", path, err)
	}
	for i, name := range m.header {
		m.header[i] = strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))
	}
	m.columns = make([][]cell, len(m.header))
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, text.Refuse("%s: %w", path, err)
		}
		for i, content := range row {
			line, column := r.FieldPos(i)
			m.columns[i] = append(m.columns[i], cell{strings.TrimSpace(content), line, column})
		}
	}
	if len(m.columns[0]) == 0 {
		return nil, text.Refuse("%s:2:1: no line below the header, expected a row a run", path)
	}
	return m, nil
}

// column has the numbers of a column, by the first of its names that there is: NaN where a cell is empty, nil if
// there is no such column.
func (m *measured) column(names ...string) ([]float64, error) {
	for _, name := range names {
		i := slices.Index(m.header, name)
		if i < 0 {
			continue
		}
		numbers := make([]float64, len(m.columns[i]))
		for k, c := range m.columns[i] {
			x, err := strconv.ParseFloat(c.text, 64)
			switch {
			case c.text == "":
				x = math.NaN()
			case err != nil:
				return nil, text.Refuse("%s:%d:%d: %s is %q, expected a number", m.path, c.line, c.column, name, c.text)
			}
			numbers[k] = x
		}
		return numbers, nil
	}
	return nil, nil
}

// overlay adds the measured runs to a panel: those of its quantities that the file has, along the key at a path.
func (s *study) overlay(p *Panel, path string, quantities []string) error {
	m := s.measured
	if m == nil {
		return nil
	}
	last := path[strings.LastIndexByte(path, '.')+1:]
	x, err := m.column(path, strings.ReplaceAll(path, ".", "_"), last)
	if err != nil {
		return err
	}
	if x == nil {
		return text.Refuse("%s:1:1: no column %s, which is the axis to the right; expected it beside a quantity such as %s", m.path, last, quantities[len(quantities)-1])
	}
	for k, of := range quantities {
		y, err := m.column(of)
		if err != nil {
			return err
		}
		if y == nil {
			continue
		}
		m.drawn = true
		name := "measured"
		if len(quantities) > 1 {
			name, _, _ = strings.Cut(of, "_")
			name = "measured " + name
		}
		ink := len(p.Lines)
		if len(quantities) > 1 {
			ink = p.Lines[k].Ink
		}
		p.Lines = append(p.Lines, Line{Name: name, X: x, Y: y, Ink: ink, Points: true})
	}
	return nil
}
