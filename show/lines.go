package show

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/summary"
)

const (
	maxLines     = 8 // of a panel
	maxMultiples = 4 // panels of one quantity
)

// Inks of training and test, in all figures.
const (
	testInk  = 0
	trainInk = 1
)

// lines are quantities along one axis: those of training and test, or one quantity. Of several tasks, or several axes, there is a line for each
// task or each combination of values of the others; a third axis of few values has a panel for each.
func (s *study) lines() (*Figure, error) {
	along, others := s.sides()
	figure := &Figure{Title: s.title()}
	if s.manifest.Seeds > 1 {
		center := "mean"
		if event(s.options.Of) {
			center = "median"
		}
		figure.Note = fmt.Sprintf("Lines: %s of %s; bands: %s.", center, text.Count(s.manifest.Seeds, "seed"), stat.BandWords(int(s.manifest.Seeds)))
	}
	var err error
	switch of := s.options.Of; {
	case len(others) == 0 && s.options.Task == "" && len(s.tasks) > 1:
		err = s.linesOfTasks(figure, along, cmp.Or(of, "test_accuracy"))
	case len(others) > 0:
		err = s.linesOfPoints(figure, along, others, cmp.Or(of, s.accuracy()))
	case of != "":
		err = s.panel(figure, along, nil, s.rows, of)
	default:
		for _, quantities := range s.trainAndTest() {
			if err = s.panel(figure, along, nil, s.rows, quantities...); err != nil {
				break
			}
		}
	}
	return figure, err
}

// sides are the axis to the right, that of the options or of most values, and the others.
func (s *study) sides() (along swept, others []swept) {
	k := 0
	if s.options.Along == "" {
		for i, a := range s.axes {
			if len(valuesOf(a.at)) > len(valuesOf(s.axes[k].at)) {
				k = i
			}
		}
	}
	return s.axes[k], slices.Delete(slices.Clone(s.axes), k, k+1)
}

// accuracy is the quantity that shows an ability of the task: a task without a rule only stores.
func (s *study) accuracy() string {
	if s.generalizes() {
		return "test_accuracy"
	}
	return "train_accuracy"
}

// trainAndTest are the quantities of the panels of a single task. Unseen facts are guessed, whatever was trained: they are left out.
func (s *study) trainAndTest() [][]string {
	if s.generalizes() {
		return [][]string{{"test_accuracy", "train_accuracy"}, {"test_loss", "train_loss"}}
	}
	return [][]string{{"train_accuracy"}, {"train_loss"}}
}

// someSeeds explains the points that a search made with some of the seeds.
const someSeeds = " Hollow marks: means of some seeds."

// panel adds quantities along an axis, with a line for each combination of values of the others.
func (s *study) panel(figure *Figure, along swept, others []swept, rows *frames.Frame, quantities ...string) error {
	p := Panel{X: along.Axis, Y: Axis{Label: s.panelLabel(quantities)}}
	lines, left := linesOf(along, others, rows, quantities, s.manifest.Seeds > 1)
	p.Lines = lines
	if slices.ContainsFunc(lines, func(l Line) bool { return l.Points }) && !strings.Contains(figure.Note, someSeeds) {
		figure.Note += someSeeds
	}
	if left > 0 {
		figure.Note = strings.TrimSpace(figure.Note + fmt.Sprintf(" %d of %d lines, evenly chosen.", maxLines, maxLines+left))
	}
	note, err := s.overlay(&p, along, others, rows, quantities)
	if err != nil {
		return err
	}
	if note != "" && !strings.Contains(figure.Note, note) {
		figure.Note = strings.TrimSpace(figure.Note + " " + note)
	}
	p.Y.hold(quantities[0], p.Lines)
	if len(others) == 0 {
		if p.Spans, err = s.threshold(along.path, quantities); err != nil {
			return err
		}
	}
	figure.Panels = append(figure.Panels, p)
	return nil
}

// hold makes the axis of a share reach from 0 to 1, and one of other quantities logarithmic where they ask for it.
func (a *Axis) hold(quantity string, lines []Line) {
	if share(quantity) {
		a.Holds = []float64{0, 1}
		return
	}
	a.Log = logarithmic(centers(lines))
}

// linesOfTasks has a line for each task.
func (s *study) linesOfTasks(figure *Figure, along swept, of string) error {
	p := Panel{X: along.Axis, Y: Axis{Label: s.labelled(of)}}
	tasks := s.tasks
	if event(of) || share(of) { // a task without a rule has no such thing
		tasks = slices.DeleteFunc(slices.Clone(tasks), func(name string) bool {
			one := *s
			one.task = name
			return !one.generalizes()
		})
	}
	if len(tasks) == 0 {
		tasks = s.tasks
	}
	for _, task := range tasks[:min(len(tasks), maxLines)] {
		one := *s
		one.task, one.rows, one.axes = task, s.all.Where("task", task), nil
		if err := one.sweptAxes(); err != nil {
			return err
		}
		at, _ := one.sides()
		lines, _ := linesOf(at, nil, one.rows, []string{of}, s.manifest.Seeds > 1)
		for _, l := range lines {
			l.Name, l.Ink = task, len(p.Lines)
			p.Lines = append(p.Lines, l)
		}
	}
	if n := len(tasks); n > maxLines {
		figure.Note = strings.TrimSpace(figure.Note + fmt.Sprintf(" %d of %d tasks.", maxLines, n))
	}
	p.Y.hold(of, p.Lines)
	figure.Panels = append(figure.Panels, p)
	return nil
}

// linesOfPoints has a line for each combination of values of the other axes. The one of two others that has fewest values gets
// a panel for each, if they are few.
func (s *study) linesOfPoints(figure *Figure, along swept, others []swept, of string) error {
	split := 0
	for k := range others {
		if len(valuesOf(others[k].at)) < len(valuesOf(others[split].at)) {
			split = k
		}
	}
	values := valuesOf(others[split].at)
	if len(others) != 2 || len(values) > maxMultiples {
		return s.panel(figure, along, others, s.rows, of)
	}
	by, all := others[split], s.rows.Floats("run")
	rest := slices.Delete(slices.Clone(others), split, split+1)
	for _, v := range values {
		var kept []int
		for row, x := range by.at {
			if x == v {
				kept = append(kept, row)
			}
		}
		chosen := func(a swept) swept {
			at := make([]float64, len(kept))
			for i, row := range kept {
				at[i] = a.at[row]
			}
			a.at = at
			return a
		}
		runs := map[float64]bool{}
		for _, row := range kept {
			runs[all[row]] = true
		}
		rows := s.rows.If("run", func(run float64) bool { return runs[run] })
		if err := s.panel(figure, chosen(along), []swept{chosen(rest[0])}, rows, of); err != nil {
			return err
		}
		figure.Panels[len(figure.Panels)-1].Heading = by.named(v)
	}
	return nil
}

// named says a value of an axis.
func (a swept) named(v float64) string {
	value := digits(v, 4)
	if a.Names != nil {
		value = a.Names[int(v)]
	}
	label, _, _ := strings.Cut(a.Label, " (")
	return label + " " + value
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
func linesOf(along swept, others []swept, rows *frames.Frame, quantities []string, band bool) (lines []Line, left int) {
	positions := make([][]float64, len(others))
	for k, a := range others {
		positions[k] = a.at
	}
	groups := pointsOf(positions, rows.Len())
	slices.SortStableFunc(groups, func(a, b *point) int { return slices.Compare(a.at, b.at) })
	chosen := groups
	if len(groups) > maxLines {
		chosen = nil
		for i := range maxLines {
			chosen = append(chosen, groups[i*(len(groups)-1)/(maxLines-1)])
		}
		left = len(groups) - maxLines
	}
	inks := 0
	for _, g := range chosen {
		at := make([]float64, len(g.rows))
		for i, row := range g.rows {
			at[i] = along.at[row]
		}
		points := pointsOf([][]float64{at}, len(at))
		slices.SortStableFunc(points, func(a, b *point) int { return cmp.Compare(a.at[0], b.at[0]) })
		most := 0 // seeds of a point; a search visits some points with those seeds alone whose threshold is near
		for _, p := range points {
			most = max(most, len(p.rows))
		}
		for _, of := range quantities {
			column := rows.Floats(of)
			values := make([]float64, len(g.rows))
			for i, row := range g.rows {
				values[i] = column[row]
			}
			line := Line{Name: nameOf(others, g.at, of, len(quantities)), Ink: inks, at: g.at}
			inks++
			single := Line{Ink: line.Ink, Points: true}
			for _, p := range points {
				y := p.over(values, event(of))
				if len(p.rows) < most {
					single.X, single.Y = append(single.X, p.at[0]), append(single.Y, y.Value)
					continue
				}
				line.X, line.Y = append(line.X, p.at[0]), append(line.Y, y.Value)
				if band {
					line.Low, line.High = append(line.Low, y.Low), append(line.High, y.High)
				}
			}
			lines = append(lines, line)
			if len(single.X) > 0 {
				lines = append(lines, single)
			}
		}
	}
	return lines, left
}

// nameOf is the name of a line: the values of the other axes, or the quantity.
func nameOf(others []swept, at []float64, of string, quantities int) string {
	var parts []string
	for k, a := range others {
		parts = append(parts, a.named(at[k]))
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
		return []Span{{p.Lowest, p.Median, p.Highest, fmt.Sprintf("%s %s: %s [%s, %s]", passWord(p.Up), digits(t.Level, 4),
			digits(p.Median, 4), digits(p.Lowest, 4), digits(p.Highest, 4))}}, nil
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
			return []Span{{c.Low, math.NaN(), c.High, fmt.Sprintf("test %s 0.5: %s to %s", passWord(c.Up()), digits(c.Low, 4), digits(c.High, 4))}}, nil
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
