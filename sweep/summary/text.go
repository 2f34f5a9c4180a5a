package summary

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/sim"
)

const (
	maxTasks     = 30 // tasks of the overview
	maxDetailed  = 6  // tasks that are described further
	maxLines     = 16 // lines of one axis
	maxCrossings = 2  // crossings of one line
	maxTurns     = 5  // turns of one line
)

// Write puts the summary in words and tables of at most 100 columns.
func (s *Summary) Write(w io.Writer) error {
	var text bytes.Buffer
	s.write(&text)
	_, err := w.Write(text.Bytes())
	return err
}

func (s *Summary) write(w io.Writer) {
	title := ""
	if s.Title != "" {
		title = ": " + s.Title
	}
	fmt.Fprintf(w, "%s%s\n", s.Scenario, title)
	of := ""
	if s.Runs != s.Planned {
		of = fmt.Sprintf(" of %d", s.Planned)
	}
	runs := "runs"
	if s.Planned == 1 {
		runs = "run"
	}
	fmt.Fprintf(w, "%d%s %s, %s, tables in %s\n", s.Runs, of, runs, s.layout(), s.Dir)
	if len(s.Tasks) == 0 {
		return
	}
	fmt.Fprintln(w)
	s.writeOverview(w)
	s.remark(w)
	if s.Found != nil {
		s.Found.write(w)
	}
	for _, task := range s.Tasks[:min(len(s.Tasks), maxDetailed)] {
		task.write(w, s.Axes)
	}
	if rest := s.Tasks[min(len(s.Tasks), maxDetailed):]; len(s.Axes) > 0 && slices.ContainsFunc(rest, Task.described) {
		fmt.Fprintln(w)
		more(w, len(s.Tasks)-maxDetailed, "tasks")
	}
}

// regimeOrder is the order of columns: from nothing learned to everything at once.
var regimeOrder = []sim.Regime{sim.Confusion, sim.MemorizeRegime, sim.Progression, sim.SemiGrokking, sim.Grokking, sim.Comprehension}

// writeOverview counts the runs of each regime that any task shows.
func (s *Summary) writeOverview(w io.Writer) {
	tasks := s.Tasks[:min(len(s.Tasks), maxTasks)]
	runs := make([]map[sim.Regime]int64, len(tasks))
	for i, task := range tasks {
		runs[i] = map[sim.Regime]int64{}
		for _, c := range task.Regimes {
			runs[i][c.Regime] = c.Runs
		}
	}
	var t table
	header := []string{"runs by regime"}
	rows := make([][]string, len(tasks))
	for i, task := range tasks {
		rows[i] = []string{task.Name}
	}
	for _, regime := range regimeOrder {
		if !slices.ContainsFunc(runs, func(r map[sim.Regime]int64) bool { return r[regime] > 0 }) {
			continue
		}
		header = append(header, string(regime))
		for i := range tasks {
			rows[i] = append(rows[i], strconv.FormatInt(runs[i][regime], 10))
		}
	}
	t.row(header...)
	for _, row := range rows {
		t.row(row...)
	}
	t.write(w)
	more(w, len(s.Tasks)-maxTasks, "tasks")
}

// described says whether there is more to tell of the task than its regimes.
func (task Task) described() bool {
	return len(task.Points)+len(task.Thresholds)+len(task.Scalings) > 0
}

func (task *Task) write(w io.Writer, axes []string) {
	if len(axes) > 0 && len(task.Points) > 0 {
		task.writePoints(w, axes)
	}
	for i := range task.Thresholds {
		task.Thresholds[i].write(w, task.Name)
	}
	for i := range task.Scalings {
		task.Scalings[i].write(w, task.Name)
	}
}

func (task *Task) writePoints(w io.Writer, axes []string) {
	fmt.Fprintf(w, "\n%s, means and medians over seeds\n", task.Name)
	var t table
	t.row(append(Labels(axes), "train loss", "test accuracy", "step train", "step test", "regimes")...)
	for _, p := range task.Points {
		cells := append(valuesOf(p.Values), fmt.Sprintf("%.4g", p.TrainLoss), share(p.TestAccuracy))
		t.row(append(cells, step(p.StepTrain), step(p.StepTest), tell(p.Regimes))...)
	}
	t.write(w)
}

func (t *Threshold) write(w io.Writer, task string) {
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
	fmt.Fprintf(w, "\n%s, test accuracy along %s\n", task, t.Axis)
	shown := crossed
	if len(crossed) > 0 && len(t.Lines) <= maxLines {
		shown, below, above = t.Lines, 0, 0
	}
	if len(shown) > 0 {
		var out table
		out.row(append(Labels(t.Others), "passes 0.5", "test accuracy")...)
		for _, i := range chosen(len(shown)) {
			out.row(append(valuesOf(shown[i].At), shown[i].tell(), shown[i].winding())...)
		}
		out.write(w)
		chose(w, len(shown), "lines")
	}
	for _, stays := range []struct {
		where string
		lines int
	}{{"below", below}, {"above", above}} {
		if stays.lines > 0 {
			fmt.Fprintf(w, "stays %s 0.5 on %d of %d lines\n", stays.where, stays.lines, len(t.Lines))
		}
	}
}

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

// winding is the mean test accuracy from end to end of a line, turns with their place.
func (c Crossed) winding() string {
	list := make([]string, 0, len(c.Turns))
	for i, turn := range c.Turns {
		text := fmt.Sprintf("%.2f", turn.Y)
		if i > 0 && i < len(c.Turns)-1 {
			text += " at " + number(turn.X)
		}
		list = append(list, text)
	}
	list = slices.Compact(list)
	if n := len(list) - maxTurns; n > 0 {
		list = append(list[:maxTurns], fmt.Sprintf("%d more", n))
	}
	return strings.Join(list, " -> ")
}

func (s *Scaling) write(w io.Writer, task string) {
	fmt.Fprintf(w, "\n%s, train loss ~ %s ^ slope\n", task, s.Axis)
	var out table
	out.row(append(Labels(s.Others), "from", "to", "slope", "at the low end", "at the high end")...)
	for _, i := range chosen(len(s.Lines)) {
		l := s.Lines[i]
		cells := append(valuesOf(l.At), number(l.Low), number(l.High))
		out.row(append(cells, share(l.Slope), share(l.First), share(l.Last))...)
	}
	out.write(w)
	chose(w, len(s.Lines), "lines")
}

// chosen are the indices of at most maxLines lines, spread evenly, both ends among them.
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

// chose tells how many of n lines are shown, where not all are.
func chose(w io.Writer, n int, what string) {
	if n > maxLines {
		fmt.Fprintf(w, "%d of %d %s, evenly chosen; see the tables\n", maxLines, n, what)
	}
}

func more(w io.Writer, n int, what string) {
	if n > 0 {
		fmt.Fprintf(w, "... and %d more %s, see the tables\n", n, what)
	}
}

func tell(regimes []Count) string {
	list := make([]string, len(regimes))
	for i, c := range regimes {
		list[i] = fmt.Sprintf("%s %d", c.Regime, c.Runs)
	}
	return strings.Join(list, ", ")
}
