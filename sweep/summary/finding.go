package summary

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
)

// Finding is a study on one line.
type Finding struct {
	Study string
	Runs  string // finished ones, of the planned ones if some are missing
	// Asked is what the study looks at, from the longest to the shortest form.
	Asked []string
	// Found is what it shows, the most important first; each has forms from the longest to the shortest.
	Found [][]string
}

// Finding takes the main result out of the summary: of the task that passes its threshold on most lines, where it does so
// along the axis that shows it best, then the regimes that its runs end in.
func (s *Summary) Finding() Finding {
	f := Finding{Study: s.Scenario, Runs: fmt.Sprint(s.Runs)}
	if s.Runs != s.Planned {
		f.Runs = fmt.Sprintf("%d of %d", s.Runs, s.Planned)
	}
	if len(s.Tasks) == 0 {
		return f
	}
	task, threshold := s.main()
	of := ""
	if len(s.Tasks) > 1 {
		of = task.Name + " "
	}
	switch {
	case s.Found != nil:
		f.ask(of+spaced(s.Found.Of), s.Found.Along)
		f.Found = append(f.Found, s.Found.finding())
	case threshold != nil:
		f.ask(of+"test accuracy", threshold.Axis)
		f.Found = append(f.Found, threshold.finding())
		if turning := threshold.turning(); turning != "" {
			f.Found = append(f.Found, []string{turning})
		}
	case len(task.Scalings) > 0:
		f.ask(of+"train loss", task.Scalings[0].Axis)
		f.Found = append(f.Found, task.Scalings[0].finding())
	default:
		f.ask(of+task.accuracy(), strings.Join(Labels(s.Axes), ", "))
		f.Found = append(f.Found, []string{task.accuracies()})
	}
	if regimes := tell(task.Regimes); regimes != "" {
		f.Found = append(f.Found, []string{regimes})
	}
	return f
}

func (f *Finding) ask(quantity, axis string) {
	if axis == "" {
		f.Asked = []string{quantity}
		return
	}
	short := axis[strings.LastIndexByte(axis, '.')+1:]
	f.Asked = []string{quantity + " along " + axis, quantity + " along " + short, "along " + short}
}

// spaced is the name of a quantity in words.
func spaced(quantity string) string { return strings.ReplaceAll(quantity, "_", " ") }

// main is the task that the finding is about, and its threshold along the main axis; nil if none of its lines is of a grid.
func (s *Summary) main() (*Task, *Threshold) {
	best, along := &s.Tasks[0], (*Threshold)(nil)
	if s.Found != nil {
		for i := range s.Tasks {
			if s.Tasks[i].Name == s.Found.Task {
				best = &s.Tasks[i]
			}
		}
		return best, nil
	}
	for i := range s.Tasks {
		for k := range s.Tasks[i].Thresholds {
			if t := &s.Tasks[i].Thresholds[k]; along == nil || t.better(along) {
				best, along = &s.Tasks[i], t
			}
		}
	}
	if along == nil {
		for i := range s.Tasks {
			if len(s.Tasks[i].Scalings) > 0 {
				return &s.Tasks[i], nil
			}
			if spreadOf(&s.Tasks[i]) > spreadOf(best) {
				best = &s.Tasks[i]
			}
		}
	}
	return best, along
}

// better says whether a threshold shows more than another: any crossing, then an axis of more values, which has fewer lines,
// then more crossings.
func (t *Threshold) better(than *Threshold) bool {
	ours, theirs := t.crossing(), than.crossing()
	switch {
	case (ours > 0) != (theirs > 0):
		return ours > 0
	case len(t.Lines) != len(than.Lines):
		return len(t.Lines) < len(than.Lines)
	}
	return ours > theirs
}

func spreadOf(t *Task) float64 {
	if t.Most > t.Least {
		return t.Most - t.Least
	}
	return 0
}

// crossing is the share of the lines that pass one half.
func (t *Threshold) crossing() float64 {
	n := 0
	for _, l := range t.Lines {
		if len(l.Crossings) > 0 {
			n++
		}
	}
	return float64(n) / float64(len(t.Lines))
}

// finding says where the lines pass one half: between which points of the grid.
func (t *Threshold) finding() []string {
	var found []passage
	above := 0
	least, most := math.Inf(1), math.Inf(-1)
	for _, l := range t.Lines {
		for _, turn := range l.Turns {
			least, most = min(least, turn.Y), max(most, turn.Y)
		}
		if n := len(l.Crossings); n > 0 {
			c := l.Crossings[n-1]
			found = append(found, passage{l.At, c.Up(), c.Low, c.High})
		} else if l.Turns[0].Y >= half {
			above++
		}
	}
	if len(found) > 0 {
		return passages(found, len(t.Lines), t.Others, "0.5", number)
	}
	level := between(least, most)
	switch above {
	case 0:
		return []string{"stays below 0.5, " + level}
	case len(t.Lines):
		return []string{"stays above 0.5, " + level}
	}
	return []string{fmt.Sprintf("stays above 0.5 on %d of %d lines, below on the others", above, len(t.Lines))}
}

// passage is where a line passes a level, between two values of the axis.
type passage struct {
	at        []any // values of the other axes
	up        bool
	low, high float64
}

// passages tells where lines pass a level. The longest form follows the only other axis, the shorter ones give the whole
// range.
func passages(found []passage, lines int, others []string, level string, write func(float64) string) []string {
	place := func(low, high float64) string {
		if low == high {
			return write(low)
		}
		return write(low) + ".." + write(high)
	}
	way := "falls below "
	if slices.ContainsFunc(found, func(p passage) bool { return p.up }) {
		way = "passes "
		if !slices.ContainsFunc(found, func(p passage) bool { return !p.up }) {
			way = "rises past "
		}
	}
	low := slices.MinFunc(found, func(a, b passage) int { return cmp.Compare(a.low, b.low) }).low
	high := slices.MaxFunc(found, func(a, b passage) int { return cmp.Compare(a.high, b.high) }).high
	whole := way + level + " at " + place(low, high)
	short := level + " at " + place(low, high)
	if lines == 1 {
		return []string{whole, short}
	}
	forms := []string{fmt.Sprintf("%s, on %d of %d lines", whole, len(found), lines), whole, short}
	if len(others) == 1 && len(found) > 1 {
		first, last := found[0], found[len(found)-1]
		if first.low == last.low && first.high == last.high {
			return forms
		}
		axis := Labels(others)[0]
		follow := fmt.Sprintf("%s%s at %s (%s %s) to %s (%s)", way, level, place(first.low, first.high), axis, Cell(first.at[0]),
			place(last.low, last.high), Cell(last.at[0]))
		forms = append([]string{follow}, forms...)
	}
	return forms
}

// turning says where the lines turn back, such as in the valley of double descent.
func (t *Threshold) turning() string {
	n := 0
	var first Crossed
	for _, l := range t.Lines {
		if len(l.Turns) > 2 {
			if n++; n == 1 {
				first = l
			}
		}
	}
	if n == 0 {
		return ""
	}
	said := "turns back: " + first.winding()
	if len(t.Lines) > 1 {
		said = fmt.Sprintf("turns back on %d of %d lines: %s", n, len(t.Lines), first.winding())
	}
	return said
}

// finding says where the seeds pass the level, each by its last passage.
func (t *Thresholds) finding() []string {
	var found []passage
	below, above := 0, 0
	for _, l := range t.Lines {
		switch {
		case len(l.Passes) > 0:
			p := l.Passes[0]
			found = append(found, passage{l.At, p.Up, p.Lowest, p.Highest})
		case l.Below == l.Seeds:
			below++
		case l.Above == l.Seeds:
			above++
		}
	}
	level := number(t.Level)
	if len(found) > 0 {
		return passages(found, len(t.Lines), t.Others, level, t.place)
	}
	return []string{fmt.Sprintf("stays below %s on %d of %d lines, above on %d", level, below, len(t.Lines), above)}
}

func (s *Scaling) finding() []string {
	steepest, flattest := s.Lines[0].Slope, s.Lines[0].Slope
	for _, l := range s.Lines {
		steepest, flattest = min(steepest, l.Slope), max(flattest, l.Slope)
	}
	power := share(steepest)
	if steepest != flattest {
		power += " to " + share(flattest)
	}
	return []string{"falls with power " + power}
}

// accuracy names the score of a task: a task without a rule shows what it stores.
func (task *Task) accuracy() string {
	if task.stores {
		return "train accuracy"
	}
	return "test accuracy"
}

// accuracies is the range of the task's mean accuracy over the points.
func (task *Task) accuracies() string {
	if task.Least != task.Least {
		return text.Fixed(task.TestAccuracy, 2) + " in the mean of all runs"
	}
	return between(task.Least, task.Most)
}

// between is a range of accuracies.
func between(least, most float64) string {
	low, high := text.Fixed(least, 2), text.Fixed(most, 2)
	if low == high {
		return low
	}
	return low + " to " + high
}

// more marks a finding of which something is left out.
const more = " …"

// fit is the longest text of a finding within a width: what was asked, then as many findings as fit, at least one. The
// quantity is left out last of all. A text that lacks a finding, or has a short form of one, ends with an ellipsis.
func (f *Finding) fit(width int) string {
	named := f.Asked[:max(1, len(f.Asked)-1)]
	said := ""
	for _, asked := range [][]string{named, f.Asked[len(named):]} {
		for n := len(f.Found); n > 0; n-- {
			for _, ask := range asked {
				for _, first := range f.Found[0] {
					said = ask + ": " + first
					for _, other := range f.Found[1:n] {
						said += "; " + other[0]
					}
					if n < len(f.Found) || first != f.Found[0][0] {
						said += more
					}
					if width <= 0 || utf8.RuneCountInString(said) <= width {
						return said
					}
				}
			}
		}
	}
	return said
}

// Overview lists studies, one on a line of the screen.
func Overview(findings []Finding, screen text.Screen) string {
	p := text.NewPage(screen)
	study, runs := len("study"), len("runs")
	for _, f := range findings {
		study, runs = max(study, utf8.RuneCountInString(f.Study)), max(runs, len(f.Runs))
	}
	room := 0
	if screen.Terminal() {
		room = screen.Width - study - runs - 4
	}
	t := text.NewTable("study", "runs", "what was asked: what was found")
	for _, f := range findings {
		t.Row(f.Study, f.Runs, f.fit(room))
	}
	p.Table(t)
	shown := p.String()
	if strings.Contains(shown, "..") {
		p.Gap()
		p.Paragraph("a..b: between neighbouring points of a grid, or from the lowest to the highest of the seeds of a search; over several lines, the whole range")
	}
	if strings.Contains(shown, more) {
		if !strings.Contains(shown, "..") {
			p.Gap()
		}
		p.Paragraph(fmt.Sprintf("…: there is more in %s of the study's folder", output.SummaryName))
	}
	return p.String()
}
