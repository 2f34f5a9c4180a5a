package summary

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim"
)

const (
	maxTasks     = 30 // tasks of the overview
	maxDetailed  = 6  // tasks with points and lines
	maxLines     = 16 // lines of one axis
	maxCrossings = 2  // crossings of one line
	maxTurns     = 5  // turns of one line
)

// Here is the folder of a summary whose text is read in that folder.
const Here = "."

// Text is the summary in words and tables.
func (s *Summary) Text(screen text.Screen) string {
	p := text.NewPage(screen)
	title := s.Scenario
	if s.Title != "" {
		title += ": " + s.Title
	}
	p.Line("%s", title)
	of := ""
	if s.Runs != s.Planned {
		of = fmt.Sprintf(" of %d", s.Planned)
	}
	where := "tables in " + s.Dir
	if s.Dir == Here {
		where = "tables in this folder"
	}
	p.Line("%d%s %s, %s, %s", s.Runs, of, text.Plural(s.Planned, "run"), s.layout(), where)
	if len(s.Tasks) == 0 {
		return p.String()
	}
	p.Gap()
	s.writeOverview(p)
	s.remark(p)
	if task, _ := s.main(); task.Map != nil && len(task.Regimes) > 1 {
		task.Map.write(p, task.Name)
	}
	if s.Found != nil {
		s.Found.write(p)
	}
	if s.Boundary != nil {
		p.Gap()
		s.Boundary.Write(p, s.Dir)
	}
	s.writeExplained(p)
	for _, task := range s.Tasks[:min(len(s.Tasks), maxDetailed)] {
		task.write(p, s.Axes)
	}
	if rest := s.Tasks[min(len(s.Tasks), maxDetailed):]; len(s.Axes) > 0 && slices.ContainsFunc(rest, Task.described) {
		p.Gap()
		moreTasks(p, len(s.Tasks)-maxDetailed)
	}
	return p.String()
}

// layout is how runs are spread over points.
func (s *Summary) layout() string {
	switch {
	case s.Found != nil:
		return fmt.Sprintf("%d seeds, each searched by itself", s.Seeds)
	case s.Design == scenarios.Grid:
		return fmt.Sprintf("%d per point", s.Seeds)
	}
	return fmt.Sprintf("%d per point, design %s", s.Seeds, s.Design)
}

// remark says where to find what the summary of this design lacks.
func (s *Summary) remark(p *text.Page) {
	switch {
	case s.Large:
		p.Line("more than %d points: regimes are counted, points and lines are in the tables", maxTallied)
	case s.Design == scenarios.Morris, s.Design == scenarios.Saltelli:
		of := ""
		if len(s.Tasks) > 1 {
			of = " --task " + s.Tasks[0].Name
		}
		p.Line("which axes matter: circsim sensitivity %s --of test_accuracy%s", s.Dir, of)
	case s.Design == scenarios.Adaptive && s.Found == nil:
		p.Line("%d points, gathered where regimes meet", (s.Runs+s.Seeds-1)/s.Seeds)
	}
}

// regimeOrder is the order of columns, from nothing learned to everything learned at once.
var regimeOrder = []sim.Regime{sim.Confusion, sim.MemorizeRegime, sim.Progression, sim.SemiGrokking, sim.Grokking, sim.Comprehension}

// writeOverview counts the runs of each task by regime, for the regimes that any of them ends in.
func (s *Summary) writeOverview(p *text.Page) {
	tasks := s.Tasks[:min(len(s.Tasks), maxTasks)]
	header := []string{"runs by regime"}
	var shown []sim.Regime
	for _, regime := range regimeOrder {
		if slices.ContainsFunc(tasks, func(t Task) bool { return t.runs(regime) > 0 }) {
			header, shown = append(header, string(regime)), append(shown, regime)
		}
	}
	t := text.NewTable(header...)
	for _, task := range tasks {
		row := []string{task.Name}
		for _, regime := range shown {
			row = append(row, strconv.FormatInt(task.runs(regime), 10))
		}
		t.Row(row...)
	}
	p.Table(t)
	moreTasks(p, len(s.Tasks)-maxTasks)
}

func (task Task) runs(regime sim.Regime) int64 {
	for _, c := range task.Regimes {
		if c.Regime == regime {
			return c.Runs
		}
	}
	return 0
}

// described is whether the summary has more on the task than its regimes.
func (task Task) described() bool {
	return len(task.Points)+len(task.Thresholds)+len(task.Scalings) > 0
}

func (task *Task) write(p *text.Page, axes []string) {
	if len(axes) > 0 && len(task.Points) > 0 {
		task.writePoints(p, axes)
	}
	for i := range task.Thresholds {
		task.Thresholds[i].write(p, task.Name)
	}
	for i := range task.Scalings {
		task.Scalings[i].write(p, task.Name)
	}
}

func (task *Task) writePoints(p *text.Page, axes []string) {
	p.Gap()
	p.Line("%s, means and medians over seeds", task.Name)
	t := text.NewTable(append(Labels(axes), "train loss", "test accuracy", "step train", "step test", "regimes")...)
	for _, at := range task.Points {
		cells := append(valuesOf(at.Values), number(at.TrainLoss), share(at.TestAccuracy))
		t.Row(append(cells, step(at.StepTrain), step(at.StepTest), tell(at.Regimes))...)
	}
	p.Table(t)
}

func (t *Threshold) write(p *text.Page, task string) {
	var crossed []Crossed
	below, above := 0, 0
	for _, l := range t.Lines {
		switch {
		case len(l.Crossings) > 0 || len(l.Turns) > 2:
			crossed = append(crossed, l)
		case l.Turns[0].Y < half:
			below++
		default:
			above++
		}
	}
	p.Gap()
	p.Line("%s, test accuracy along %s", task, t.Axis)
	shown := crossed
	if len(crossed) > 0 && len(t.Lines) <= maxLines {
		shown, below, above = t.Lines, 0, 0
	}
	if len(shown) > 0 {
		out := text.NewTable(append(Labels(t.Others), "passes 0.5", "test accuracy")...)
		for _, i := range chosen(len(shown)) {
			out.Row(append(valuesOf(shown[i].At), shown[i].tell(), shown[i].winding())...)
		}
		p.Table(out)
		chose(p, len(shown))
	}
	stays(p, "stays below 0.5", below, len(t.Lines))
	stays(p, "stays above 0.5", above, len(t.Lines))
}

// stays counts the lines that are left out of a table because they do not cross.
func stays(p *text.Page, how string, lines, of int) {
	if lines > 0 {
		p.Line("%s on %d of %d lines", how, lines, of)
	}
}

// tell is where a line crosses one half.
func (c Crossed) tell() string {
	if len(c.Crossings) == 0 {
		if c.Turns[0].Y < half {
			return "stays below"
		}
		return "stays above"
	}
	list := make([]string, len(c.Crossings))
	for i, x := range c.Crossings {
		way := "falls"
		if x.Up() {
			way = "rises"
		}
		list[i] = fmt.Sprintf("%s %s..%s", way, number(x.Low), number(x.High))
	}
	if n := len(list); n > maxCrossings {
		return fmt.Sprintf("%s, last of %d", list[n-1], n)
	}
	return strings.Join(list, ", ")
}

// winding is the mean test accuracy at both ends of a line and at its turns, which have their place.
func (c Crossed) winding() string {
	list := make([]string, 0, len(c.Turns))
	for i, turn := range c.Turns {
		place := text.Fixed(turn.Y, 2)
		if i > 0 && i < len(c.Turns)-1 {
			place += " at " + number(turn.X)
		}
		list = append(list, place)
	}
	list = slices.Compact(list)
	if n := len(list) - maxTurns; n > 0 {
		list = append(list[:maxTurns], fmt.Sprintf("%d more", n))
	}
	return strings.Join(list, " -> ")
}

func (s *Scaling) write(p *text.Page, task string) {
	p.Gap()
	p.Line("%s, train loss ~ %s ^ slope", task, s.Axis)
	out := text.NewTable(append(Labels(s.Others), "from", "to", "slope", "at the low end", "at the high end")...)
	for _, i := range chosen(len(s.Lines)) {
		l := s.Lines[i]
		cells := append(valuesOf(l.At), number(l.Low), number(l.High))
		out.Row(append(cells, share(l.Slope), share(l.First), share(l.Last))...)
	}
	p.Table(out)
	chose(p, len(s.Lines))
}

// chosen are the indices of at most maxLines lines, evenly spread and including both ends.
func chosen(n int) []int {
	shown := min(n, maxLines)
	indices := make([]int, shown)
	for i := range indices {
		indices[i] = i
		if shown < n {
			indices[i] = i * (n - 1) / (shown - 1)
		}
	}
	return indices
}

// chose says how many of n lines are shown, unless all are.
func chose(p *text.Page, n int) {
	if n > maxLines {
		p.Line("%d of %d lines, evenly chosen; see the tables", maxLines, n)
	}
}

func moreTasks(p *text.Page, n int) {
	if n > 0 {
		p.Line("... and %d more tasks, see the tables", n)
	}
}

func tell(regimes []Count) string {
	list := make([]string, len(regimes))
	for i, c := range regimes {
		list[i] = fmt.Sprintf("%s %d", c.Regime, c.Runs)
	}
	return strings.Join(list, ", ")
}
