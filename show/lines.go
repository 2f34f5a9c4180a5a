package show

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/summary"
)

// maxLines is the number of lines of a panel, which is that of colours.
const maxLines = 5

// lines are quantities along one axis: training and test in one panel each for accuracy and loss, or one quantity. Of several axes
// there is a line of one quantity for each value of the others.
func (s *study) lines() (*Figure, error) {
	k := 0
	if s.options.Along == "" {
		for i, a := range s.axes {
			if len(valuesOf(a.at)) > len(valuesOf(s.axes[k].at)) {
				k = i
			}
		}
	}
	along := s.axes[k]
	others := slices.Delete(slices.Clone(s.axes), k, k+1)
	of := s.options.Of
	if of == "" && len(others) > 0 {
		of = "test_accuracy"
	}
	panels := [][]string{{of}}
	if of == "" {
		panels = [][]string{{"train_accuracy", "test_accuracy"}, {"train_loss", "test_loss"}}
	}
	figure := &Figure{Title: s.title("along " + along.path)}
	several := s.manifest.Seeds > 1
	center := "mean"
	if event(of) {
		center = "median"
	}
	if several {
		figure.Note = fmt.Sprintf("Lines: %s of %s; bands: lowest to highest seed.", center, text.Count(s.manifest.Seeds, "seed"))
	}
	for _, quantities := range panels {
		p := Panel{X: along.Axis, Y: Axis{Label: s.panelLabel(quantities)}}
		lines, left := s.linesOf(along, others, quantities, several)
		p.Lines = lines
		if left > 0 {
			figure.Note = strings.TrimSpace(figure.Note + fmt.Sprintf(" %d of %d lines, evenly chosen.", maxLines, maxLines+left))
		}
		if err := s.overlay(&p, along.path, quantities); err != nil {
			return nil, err
		}
		p.Y.Log = logarithmic(centers(p.Lines)) && !strings.Contains(p.Y.Label, "accuracy")
		if len(others) == 0 {
			spans, err := s.threshold(along.path, quantities)
			if err != nil {
				return nil, err
			}
			p.Spans = spans
		}
		figure.Panels = append(figure.Panels, p)
	}
	return figure, nil
}

// panelLabel is what the Y axis of quantities is called.
func (s *study) panelLabel(quantities []string) string {
	if len(quantities) == 1 {
		return s.labelled(quantities[0])
	}
	_, last, _ := strings.Cut(quantities[0], "_")
	return last + s.unit(quantities[0])
}

// centers are the values of all lines.
func centers(lines []Line) (all []float64) {
	for _, l := range lines {
		all = append(all, l.Y...)
	}
	return all
}

// linesOf are a line of each quantity for each combination of values of the other axes, and how many are left out.
func (s *study) linesOf(along swept, others []swept, quantities []string, band bool) (lines []Line, left int) {
	positions := make([][]float64, len(others))
	for k, a := range others {
		positions[k] = a.at
	}
	groups := pointsOf(positions, s.rows.Len())
	slices.SortStableFunc(groups, func(a, b *point) int { return slices.Compare(a.at, b.at) })
	chosen := groups
	if len(groups) > maxLines {
		chosen = nil
		for i := range maxLines {
			chosen = append(chosen, groups[i*(len(groups)-1)/(maxLines-1)])
		}
		left = len(groups) - maxLines
	}
	for _, g := range chosen {
		at := make([]float64, len(g.rows))
		for i, row := range g.rows {
			at[i] = along.at[row]
		}
		points := pointsOf([][]float64{at}, len(at))
		slices.SortStableFunc(points, func(a, b *point) int { return cmp.Compare(a.at[0], b.at[0]) })
		for _, of := range quantities {
			column := s.rows.Floats(of)
			values := make([]float64, len(g.rows))
			for i, row := range g.rows {
				values[i] = column[row]
			}
			line := Line{Name: nameOf(others, g.at, of, len(quantities)), Ink: len(lines)}
			for _, p := range points {
				y, low, high := p.over(values, event(of))
				line.X, line.Y = append(line.X, p.at[0]), append(line.Y, y)
				if band {
					line.Low, line.High = append(line.Low, low), append(line.High, high)
				}
			}
			lines = append(lines, line)
		}
	}
	return lines, left
}

// nameOf is the name of a line: the values of the other axes, or the quantity.
func nameOf(others []swept, at []float64, of string, quantities int) string {
	var parts []string
	for k, a := range others {
		value := text.Number(at[k], 4)
		if a.Names != nil {
			value = a.Names[int(at[k])]
		}
		label, _, _ := strings.Cut(a.Label, " (")
		parts = append(parts, label+" "+value)
	}
	if len(parts) == 0 {
		name, _, _ := strings.Cut(of, "_")
		if quantities > 1 {
			return name
		}
		return plainName(of)
	}
	return strings.Join(parts, ", ")
}

// threshold is where the panel's quantity passes its threshold along the only axis: as an adaptive design has found it, or where mean test
// accuracy passes one half in a grid.
func (s *study) threshold(along string, quantities []string) ([]Span, error) {
	sum, err := summary.Summarize(s.dir)
	if err != nil {
		return nil, err
	}
	if t := sum.Found; t != nil {
		if t.Task != s.task || t.Along != along || !slices.Contains(quantities, t.Of) || len(t.Lines) == 0 || len(t.Lines[0].Passes) == 0 {
			return nil, nil
		}
		p := t.Lines[0].Passes[0]
		return []Span{{p.Lowest, p.Median, p.Highest, fmt.Sprintf("%s %s: %s [%s, %s]", passWord(p.Up), text.Number(t.Level, 4),
			text.Number(p.Median, 4), text.Number(p.Lowest, 4), text.Number(p.Highest, 4))}}, nil
	}
	if sum.Design != scenarios.Grid || !slices.Contains(quantities, "test_accuracy") {
		return nil, nil
	}
	for _, task := range sum.Tasks {
		for _, t := range task.Thresholds {
			if task.Name != s.task || t.Axis != along || len(t.Lines) == 0 || len(t.Lines[0].Crossings) == 0 {
				continue
			}
			crossings := t.Lines[0].Crossings
			c := crossings[len(crossings)-1]
			return []Span{{c.Low, math.NaN(), c.High, fmt.Sprintf("test %s 0.5: %s to %s", passWord(c.Up()), text.Number(c.Low, 4), text.Number(c.High, 4))}}, nil
		}
	}
	return nil, nil
}

func passWord(up bool) string {
	if up {
		return "rises through"
	}
	return "falls through"
}
