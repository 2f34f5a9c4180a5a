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
	columns [][]float64 // NaN where a cell is empty
	drawn   bool
}

// readMeasured reads all cells as numbers. A column of words is refused only where it is drawn.
func readMeasured(path string) (*measured, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, text.Refuse("--measured: %w", err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	m := &measured{path: path}
	if m.header, err = r.Read(); err != nil {
		return nil, text.Refuse("%s: %w, expected a header of columns and a row a run", path, err)
	}
	for i, name := range m.header {
		m.header[i] = strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))
	}
	m.columns = make([][]float64, len(m.header))
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return m, nil
		}
		if err != nil {
			return nil, text.Refuse("%s: %w", path, err)
		}
		for i, cell := range cells {
			x := math.NaN()
			if cell = strings.TrimSpace(cell); cell != "" {
				if x, err = strconv.ParseFloat(cell, 64); err != nil {
					line, column := r.FieldPos(i)
					return nil, text.Refuse("%s:%d:%d: %s is %q, expected a number", path, line, column, m.header[i], cell)
				}
			}
			m.columns[i] = append(m.columns[i], x)
		}
	}
}

// column is a column by the first of its names that there is; nil if there is none.
func (m *measured) column(names ...string) []float64 {
	for _, name := range names {
		if i := slices.Index(m.header, name); i >= 0 {
			return m.columns[i]
		}
	}
	return nil
}

// overlay adds the measured runs to a panel: those of its quantities that the file has, along the key at a path.
func (s *study) overlay(p *Panel, path string, quantities []string) error {
	m := s.measured
	if m == nil {
		return nil
	}
	last := path[strings.LastIndexByte(path, '.')+1:]
	x := m.column(path, strings.ReplaceAll(path, ".", "_"), last)
	if x == nil {
		return text.Refuse("%s:1:1: no column %s, which is the axis to the right; expected it beside a quantity such as %s", m.path, last, quantities[len(quantities)-1])
	}
	for k, of := range quantities {
		y := m.column(of)
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
