package calibration

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// maxRuns bounds the runs of a table, and with them the memory: of a run its events alone are kept.
const maxRuns = 100_000

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
