package calibration

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

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
