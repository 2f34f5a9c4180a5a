package show

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/calibration"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/output/frames"
)

// measured are runs of one's own: a CSV file with a header that names columns as circsim does.
type measured struct {
	path    string
	header  []string
	columns [][]cell
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

// over adds points of quantities that the file has to a panel. An error says that it lacks the axis.
func (m *measured) over(p *Panel, path string, quantities ...string) error {
	last := path[strings.LastIndexByte(path, '.')+1:]
	x, err := m.column(path, strings.ReplaceAll(path, ".", "_"), last)
	if err != nil {
		return err
	}
	if x == nil {
		return text.Refuse("%s:1:1: no column %s, which is the axis to the right; expected it beside a quantity such as %s", m.path, last, quantities[0])
	}
	for k, of := range quantities {
		y, err := m.column(of)
		if err != nil {
			return err
		}
		if y == nil {
			continue
		}
		line := Line{Name: "measured", X: x, Y: y, Ink: len(p.Lines), Points: true, measured: true}
		if len(quantities) > 1 {
			name, _, _ := strings.Cut(of, "_")
			line.Name, line.Ink = "measured "+name, k
		}
		p.Lines = append(p.Lines, line)
	}
	return nil
}

// measuredIn says whether a figure shows measured runs.
func measuredIn(f *Figure) bool {
	for _, p := range f.Panels {
		if slices.ContainsFunc(p.Lines, func(l Line) bool { return l.measured }) {
			return true
		}
	}
	return false
}

// overlay adds measured runs to a panel of lines, if there are any: curves and events as circsim calibrate reads them, other files as they are.
// The note says which runs are left out.
func (s *study) overlay(p *Panel, along swept, others []swept, rows *frames.Frame, quantities []string) (note string, err error) {
	path := s.options.Measured
	if path == "" {
		return "", nil
	}
	timed, err := hasEvents(path)
	if err != nil {
		return "", err
	}
	if !timed {
		m, err := readMeasured(path)
		if err != nil {
			return "", err
		}
		return "", m.over(p, along.path, quantities...)
	}
	data, err := calibration.Read(path, s.scenario, nil, nil)
	if err != nil {
		return "", err
	}
	k := slices.Index(data.Paths, along.path)
	if k < 0 {
		return "", text.Refuse("%s: no column of %s, which is the axis to the right", path, along.path)
	}
	other := make([]bool, len(data.Runs))
	var laid []Line
	for _, of := range quantities {
		for _, simulated := range p.Lines {
			if simulated.Points {
				continue
			}
			if len(quantities) > 1 && !strings.HasPrefix(of, simulated.Name) {
				continue
			}
			line := Line{Ink: simulated.Ink, Points: true, measured: true}
			if len(p.Lines) == 1 {
				p.Lines[0].Name, line.Name = "simulated", "measured"
			}
			for i, run := range data.Runs {
				fits, elsewhere := s.same(data, run, along, others, simulated.at, rows)
				other[i] = other[i] || elsewhere
				for _, o := range run.Observations {
					if fits && o.Task == s.task && string(o.Kind) == of && !o.Censored {
						line.X, line.Y = append(line.X, data.Settings[run.Setting].Values[k]), append(line.Y, o.Natural())
					}
				}
			}
			if len(line.X) > 0 {
				laid = append(laid, line)
			}
		}
	}
	left := 0
	for _, elsewhere := range other {
		if elsewhere {
			left++
		}
	}
	if len(p.Lines) > 1 {
		note = "Hollow marks: measured. "
	}
	p.Lines = append(p.Lines, laid...)
	if left > 0 {
		note += fmt.Sprintf("%d of %d measured runs have other settings than the study and are left out.", left, len(data.Runs))
	}
	return strings.TrimSpace(note), nil
}

// same says whether a measured run belongs to the line at values of the other axes, or to none of the study.
func (s *study) same(data *calibration.Data, run calibration.Run, along swept, others []swept, at []float64, rows *frames.Frame) (fits, elsewhere bool) {
	fits = true
	near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-6*math.Abs(b) }
	for k, path := range data.Paths {
		v := data.Settings[run.Setting].Values[k]
		if path == along.path {
			continue
		}
		if i := slices.IndexFunc(others, func(a swept) bool { return a.path == path }); i >= 0 {
			fits = fits && near(v, at[i])
			elsewhere = elsewhere || !slices.ContainsFunc(others[i].at, func(x float64) bool { return near(v, x) })
			continue
		}
		column := strings.ReplaceAll(strings.Replace(path, ".*.", "."+s.task+".", 1), ".", "_")
		if !s.has(column) {
			continue
		}
		if here := rows.Floats(column); len(here) > 0 && !near(v, here[0]) {
			fits, elsewhere = false, true
		}
	}
	return fits, elsewhere
}

// has says whether the runs table has a column.
func (s *study) has(column string) bool {
	for _, t := range s.manifest.Tables {
		if t.Name == output.Runs && slices.ContainsFunc(t.Columns, func(c output.Column) bool { return c.Name == column }) {
			return true
		}
	}
	return false
}

// hasEvents says whether a file is of curves or of events: a column is named for training steps.
func hasEvents(path string) (bool, error) {
	file, err := evaluations.OpenColumns(path)
	if err != nil {
		return false, err
	}
	defer file.Close()
	return slices.ContainsFunc(file.Names(), func(name string) bool {
		plain := strings.ToLower(name)
		return plain == "step" || strings.HasPrefix(plain, "step_") || strings.HasSuffix(plain, "_step")
	}), nil
}
