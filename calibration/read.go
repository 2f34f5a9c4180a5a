package calibration

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// maxRuns bounds the runs of a table, and with them the memory: of a run its events alone are kept.
const maxRuns = 100_000

// Read reads a table of measured runs: curves, with one row for each run and step, or events, with one row for each run.
// columns are the user's PATH=COLUMN or ROLE=COLUMN; the names of other columns tell what they are. The error is a refusal
// or of type scenarios.Errors. Columns of the names in labels, if there are any, are kept for Data.Grouping.
func Read(path string, s *scenarios.Scenario, columns, labels []string) (*Data, error) {
	d, err := readAll(path, s, columns, labels)
	if err != nil {
		return nil, err
	}
	return d, d.check(s)
}

// readAll is Read for any number of runs.
func readAll(path string, s *scenarios.Scenario, columns, labels []string) (*Data, error) {
	if path == "-" {
		return nil, text.Refuse("-: the standard input has no name and no hash to state, expected a file")
	}
	file, err := evaluations.OpenColumns(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var of table = file
	note := ""
	if w, ok := unfold(file, (&layout{scenario: s}).isMetric); ok {
		of, note = w, w.note(path)
	}
	l, err := newLayout(s, path, of.Names(), columns)
	if err != nil {
		return nil, err
	}
	l.keep(labels)
	r := &reader{layout: l, file: of, runs: map[string]*runState{}}
	if err := r.read(); err != nil {
		return nil, err
	}
	d, err := r.data()
	if err != nil {
		return nil, err
	}
	if note != "" {
		d.Notes = slices.Insert(d.Notes, 0, note)
	}
	d.SHA256, err = hashOf(path)
	return d, err
}

func hashOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// reader reduces rows to the events of runs.
type reader struct {
	*layout
	file   table
	number map[int]int // of a column, its place among the numbers that are read
	word   map[int]int // likewise among the words
	runs   map[string]*runState
	order  []*runState
	gap    int64 // greatest common divisor of the steps of events in a table of events
	logged int   // such steps

	skipped, repeated oddRows
}

// runState is what is known of a run so far.
type runState struct {
	name   string
	line   int
	values []float64 // of its keys
	labels []string  // by Data.Labels
	end    float64   // latest step; NaN: not stated
	tasks  []curves
	events []float64 // by event column, of a table of events; NaN: it did not happen
}

func (r *reader) read() error {
	r.number, r.word = map[int]int{}, map[int]int{}
	var numbers, wordColumns []int
	number := func(column int) {
		if column >= 0 {
			r.number[column] = len(numbers)
			numbers = append(numbers, column)
		}
	}
	number(r.step)
	number(r.steps)
	for _, k := range r.keys {
		number(k.column)
	}
	for _, c := range append(slices.Clone(r.metrics), r.events...) {
		number(c.column)
	}
	for _, column := range append([]int{r.run, r.seed}, r.labels...) {
		if _, twice := r.word[column]; column >= 0 && !twice {
			r.word[column] = len(numbers) + len(wordColumns)
			wordColumns = append(wordColumns, column)
		}
	}
	if err := r.file.Want(numbers, wordColumns); err != nil {
		return err
	}
	for {
		more, err := r.file.Next()
		if err != nil {
			return err
		}
		if !more {
			return nil
		}
		if err := r.row(); err != nil {
			return err
		}
	}
}

func (r *reader) at(column int) float64 { return r.file.Number(r.number[column]) }

func (r *reader) refuse(format string, args ...any) error {
	return text.Refuse("%s:%d: %s", r.layout.file, r.file.Line(), fmt.Sprintf(format, args...))
}

func (r *reader) row() error {
	state, err := r.runOfRow()
	if err != nil {
		return err
	}
	if len(r.events) > 0 {
		return r.event(state)
	}
	step := r.at(r.step)
	switch {
	case step != step || step < 0:
		r.skipped.count(r.file.Line())
		return nil
	case step < state.end:
		advice := "sort the rows of a run by step"
		if r.run < 0 {
			advice += ", or name the column that tells runs apart with --column run=COLUMN"
		}
		return r.refuse("step %s of %s follows its step %s, expected ascending steps: %s", text.Number(step, -1), state.name, text.Number(state.end, -1), advice)
	}
	state.end = step
	for task := range state.tasks {
		var at point
		at.step, at.trainAccuracy, at.testLoss, at.testAccuracy = step, math.NaN(), math.NaN(), math.NaN()
		for _, c := range r.metrics {
			if c.task != task {
				continue
			}
			x := r.at(c.column)
			if err := r.plausible(c, x); err != nil {
				return err
			}
			switch c.what {
			case trainAccuracy:
				at.trainAccuracy = x
			case testLoss:
				at.testLoss = x
			case testAccuracy:
				at.testAccuracy = x
			}
		}
		if state.tasks[task].last.contradicts(&at) {
			r.repeated.count(r.file.Line())
		}
		state.tasks[task].see(at)
	}
	return nil
}

// beyondShare is how far beyond 0 and 1 a share may be by rounding.
const beyondShare = 1e-6

// plausible refuses shares in percent, and losses below 0.
func (r *reader) plausible(c taskColumn, x float64) error {
	switch {
	case c.what == testLoss && x < 0:
		return r.refuse("%s in column %s, expected a loss of at least 0 nats", text.Number(x, -1), text.Quote(r.names[c.column]))
	case c.what != testLoss && (x < -beyondShare || x > 1+beyondShare):
		return r.refuse("%s in column %s, expected a share from 0 to 1, percent divided by 100", text.Number(x, -1), text.Quote(r.names[c.column]))
	}
	return nil
}

// oddRows counts rows of a kind.
type oddRows struct{ rows, first int }

func (o *oddRows) count(line int) {
	if o.rows++; o.rows == 1 {
		o.first = line
	}
}

// oddities say how many rows were odd.
func (r *reader) oddities() (list []string) {
	if n := r.skipped.rows; n > 0 {
		list = append(list, fmt.Sprintf("%s:%d: %s without a step of at least 0: left out", r.layout.file, r.skipped.first, text.Count(n, "row")))
	}
	if n := r.repeated.rows; n > 0 {
		list = append(list, fmt.Sprintf("%s:%d: %s with a step that the run has already, and other values: is %s what tells runs apart?", r.layout.file, r.repeated.first, text.Count(n, "row"), r.identity()))
	}
	return list
}

// event takes a row of a table of events.
func (r *reader) event(state *runState) error {
	if state.events != nil {
		return r.refuse("second row of %s, expected one row of events for each run; --column run=COLUMN or seed=COLUMN tells runs apart", state.name)
	}
	if r.steps >= 0 {
		state.end = r.at(r.steps)
	}
	state.events = make([]float64, len(r.events))
	for i, c := range r.events {
		x := r.at(c.column)
		if x <= 0 {
			x = math.NaN()
		}
		state.events[i] = x
		if Kind(c.what).IsStep() && x == x {
			r.logged++
			r.gap = divisor(r.gap, int64(math.Round(x)))
		}
	}
	for _, c := range r.metrics {
		x := r.at(c.column)
		if err := r.plausible(c, x); err != nil {
			return err
		}
		switch c.what {
		case trainAccuracy:
			state.tasks[c.task].trainLast = x
		case testAccuracy:
			state.tasks[c.task].testLast = x
		}
	}
	return nil
}

func divisor(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// runOfRow is the run that a row belongs to.
func (r *reader) runOfRow() (*runState, error) {
	var key strings.Builder
	values := make([]float64, len(r.keys))
	for i, k := range r.keys {
		values[i] = r.at(k.column)
		if r.run < 0 {
			fmt.Fprintf(&key, "%g ", values[i])
		}
	}
	name := ""
	if r.run >= 0 {
		name = r.file.Word(r.word[r.run])
		key.WriteString(name)
	}
	if r.seed >= 0 {
		fmt.Fprintf(&key, "\x00%s", r.file.Word(r.word[r.seed]))
	}
	state, seen := r.runs[key.String()]
	if !seen {
		for i, x := range values {
			if x != x {
				return nil, r.refuse("no value of %s in column %s, expected a number", r.keys[i].path, text.Quote(r.names[r.keys[i].column]))
			}
		}
		if len(r.order) == maxRuns {
			return nil, r.refuse("more than %d runs, expected fewer; is %s what tells them apart?", maxRuns, r.identity())
		}
		state = &runState{
			name: r.nameOf(name, values), line: r.file.Line(), values: values, labels: r.labelsOfRow(), end: math.NaN(),
			tasks: make([]curves, len(r.scenario.Tasks)),
		}
		for i := range state.tasks {
			state.tasks[i] = newCurves(r.classes(i, values))
		}
		if len(r.events) == 0 {
			state.end = 0
		}
		r.runs[key.String()] = state
		r.order = append(r.order, state)
		return state, nil
	}
	for i, x := range values {
		if x == x && x != state.values[i] {
			return nil, r.refuse("%s of %s is %s, and was %s on line %d, expected one value a run", r.keys[i].path, state.name, text.Number(x, -1), text.Number(state.values[i], -1), state.line)
		}
	}
	for i, label := range r.labelsOfRow() {
		if label != state.labels[i] {
			return nil, r.refuse("%s of %s is %s, and was %s on line %d, expected one value a run", r.names[r.labels[i]], state.name, text.Quote(label), text.Quote(state.labels[i]), state.line)
		}
	}
	return state, nil
}

// labelsOfRow are the values of the row that are kept for groups.
func (r *reader) labelsOfRow() (list []string) {
	for _, column := range r.labels {
		list = append(list, r.file.Word(r.word[column]))
	}
	return list
}

func (r *reader) identity() string {
	switch {
	case r.run >= 0:
		return "column " + text.Quote(r.names[r.run])
	case r.seed >= 0:
		return "column " + text.Quote(r.names[r.seed])
	}
	return "the combination of their keys"
}

// nameOf is the name of a run: that of the table, or its keys.
func (r *reader) nameOf(name string, values []float64) string {
	if name != "" {
		return text.Line(name)
	}
	var parts []string
	for i, x := range values {
		parts = append(parts, r.names[r.keys[i].column]+"="+strconv.FormatFloat(x, 'g', -1, 64))
	}
	if len(parts) == 0 {
		return "the run"
	}
	return strings.Join(parts, " ")
}

// data gathers the runs.
func (r *reader) data() (*Data, error) {
	d := &Data{File: r.layout.file, Notes: r.notes()}
	warnings, err := r.file.Warnings()
	if err != nil {
		return nil, err
	}
	for _, w := range warnings {
		d.Notes = append(d.Notes, w.String())
	}
	d.Notes = append(d.Notes, r.oddities()...)
	for _, k := range r.keys {
		d.Paths, d.Columns = append(d.Paths, k.path), append(d.Columns, r.names[k.column])
	}
	for _, column := range r.labels {
		d.Labels = append(d.Labels, r.names[column])
	}
	rounding := r.rounding(d)
	for _, state := range r.order {
		run := Run{Name: state.name, Line: state.line, End: state.end, Labels: state.labels, Setting: d.setting(state.values)}
		for task := range state.tasks {
			name := r.scenario.Tasks[task].Name
			list := state.tasks[task].observations(name, state.end)
			if state.events != nil {
				list = r.eventsOf(state, task, name, rounding)
			}
			run.Observations = append(run.Observations, list...)
		}
		if run.End != run.End {
			for _, o := range run.Observations {
				if o.Kind.IsStep() {
					run.End = max(math.Exp(o.Value), zeroForNaN(run.End))
				}
			}
		}
		if len(run.Observations) == 0 || !(run.End >= 1) {
			d.Notes = append(d.Notes, fmt.Sprintf("%s:%d: nothing was measured in %s: left out", d.File, state.line, state.name))
			continue
		}
		setting := &d.Settings[run.Setting]
		setting.Runs = append(setting.Runs, len(d.Runs))
		setting.End = max(setting.End, run.End)
		d.Runs = append(d.Runs, run)
	}
	d.dropEmpty()
	return d, nil
}

func zeroForNaN(x float64) float64 {
	if x != x {
		return 0
	}
	return x
}

// rounding is the number of steps between measurements in a table of events: their greatest common divisor.
func (r *reader) rounding(d *Data) float64 {
	if r.logged < 6 || r.gap < 2 {
		return 0
	}
	d.Notes = append(d.Notes, fmt.Sprintf("%s: all steps of events are multiples of %d: each is taken as somewhere in the %[2]d steps before", d.File, r.gap))
	return float64(r.gap)
}

// eventsOf are the observations of a task in a row of events.
func (r *reader) eventsOf(state *runState, task int, name string, gap float64) []Observation {
	list := state.tasks[task].observations(name, state.end)
	list = slices.DeleteFunc(list, func(o Observation) bool { return o.Kind.IsStep() })
	for i, c := range r.events {
		if c.task != task {
			continue
		}
		o := Observation{Task: name, Kind: Kind(c.what)}
		switch x := state.events[i]; {
		case x == x && o.Kind.IsStep():
			low, high := math.Log(max(x-gap, 1)), math.Log(max(x, 1))
			o.Value, o.Rounding = math.Log(max(x-gap/2, 1)), (high-low)/math.Sqrt(12)
		case x == x:
			o.Value = math.Log(x)
		case o.Kind.IsStep() && state.end == state.end:
			o.Value, o.Censored = logStep(state.end), true
		default:
			continue
		}
		list = append(list, o)
	}
	return list
}

// setting is the place of a combination of values, a new one if there is none.
func (d *Data) setting(values []float64) int {
	if i := slices.IndexFunc(d.Settings, func(s Setting) bool { return slices.Equal(s.Values, values) }); i >= 0 {
		return i
	}
	d.Settings = append(d.Settings, Setting{Values: values})
	return len(d.Settings) - 1
}

// dropEmpty drops settings without runs.
func (d *Data) dropEmpty() {
	var kept []Setting
	for _, s := range d.Settings {
		if len(s.Runs) == 0 {
			continue
		}
		for _, run := range s.Runs {
			d.Runs[run].Setting = len(kept)
		}
		kept = append(kept, s)
	}
	d.Settings = kept
}

// check refuses data that no constants can be fitted to.
func (d *Data) check(s *scenarios.Scenario) error {
	columns := "no column holds one; --column PATH=COLUMN names it"
	if len(d.Columns) > 0 {
		columns = "constant: " + strings.Join(d.Columns, ", ")
	}
	switch {
	case len(d.Runs) == 0:
		return text.Refuse("%s: nothing was measured in any run, expected numbers in the columns of curves or events", d.File)
	case len(d.Runs) == 1:
		return text.Refuse("%s: one run, expected at least two that differ in a key of the scenario", d.File)
	case len(d.Varied()) == 0:
		return text.Refuse("%s: %d runs that do not differ in any key of the scenario, expected keys such as params or items that do (%s)", d.File, len(d.Runs), columns)
	case d.Events() == 0:
		return text.Refuse("%s: no event happens in any of %d runs, expected some in which train accuracy reaches 0.99, or test loss falls below 1", d.File, len(d.Runs))
	}
	for _, setting := range d.Settings {
		if _, err := setting.of(s, d); err != nil {
			return text.Refuse("%s:%d: %v", d.File, d.Runs[setting.Runs[0]].Line, err)
		}
	}
	return nil
}

// classes is the number of classes of a task in a run whose keys have these values.
func (r *reader) classes(task int, values []float64) float64 {
	t := &r.scenario.Tasks[task]
	for i, k := range r.keys {
		if k.path == "tasks."+t.Name+".classes" {
			return values[i]
		}
	}
	return float64(t.Classes)
}
