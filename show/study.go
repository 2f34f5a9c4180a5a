package show

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/output/frames"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/summary"
)

// Kind is what a figure shows.
type Kind string

// The kinds of figures, as --kind names them.
const (
	regimesKind Kind = "regimes" // a map of regimes over two axes
	heatKind    Kind = "heat"    // a map of a quantity over two axes
	linesKind   Kind = "lines"   // quantities along one axis
	curvesKind  Kind = "curves"  // one run over training time
	scalingKind Kind = "scaling" // a law of loss, with its residuals
)

// Kinds are all kinds.
var Kinds = []string{string(regimesKind), string(heatKind), string(linesKind), string(curvesKind), string(scalingKind)}

// Options say what of a study is drawn. The zero value lets the study decide.
type Options struct {
	Kind     Kind
	Of       string // quantity, a float64 column of runs
	Task     string
	Along    string // path of the axis to the right
	Run      *int64 // of Curves
	Measured string // file of measured runs
}

// study is a scenario's folder that is being drawn.
type study struct {
	dir      string
	manifest *output.Manifest
	task     string
	tasks    []string
	all      *frames.Frame
	rows     *frames.Frame // of the task
	axes     []swept       // of more than one value
	options  Options
	scenario *scenarios.Scenario
}

// swept is an axis with the position of each row.
type swept struct {
	path string
	Axis
	at []float64
}

// Study reads the folder of a study and chooses how it is drawn: two axes as a map, one as lines, a single run as curves. Remarks say
// what was chosen among several. An error of the user is a *text.Refusal.
func Study(dir string, o Options) (figure *Figure, remarks []string, err error) {
	s, err := open(dir, o)
	if err != nil {
		return nil, nil, err
	}
	kind, err := s.kind()
	if err != nil {
		return nil, nil, err
	}
	if allTasks := kind == linesKind && len(s.axes) == 1; o.Task == "" && len(s.tasks) > 1 && !allTasks {
		others := slices.DeleteFunc(slices.Clone(s.tasks), func(name string) bool { return name == s.task })
		remarks = append(remarks, fmt.Sprintf("%s: task %s; --task draws %s", dir, s.task, text.OneOf(others)))
	}
	switch kind {
	case regimesKind, heatKind:
		figure, err = s.plane(kind)
	case linesKind:
		figure, err = s.lines()
	case scalingKind:
		figure, err = s.scaling()
	default:
		figure, err = s.training()
	}
	if err == nil {
		err = s.rows.Err()
	}
	if err != nil {
		return nil, nil, err
	}
	if o.Measured != "" && !measuredIn(figure) {
		return nil, nil, text.Refuse("%s: no run with a quantity that is drawn, expected a column such as test_accuracy, or curves and --of step_test", o.Measured)
	}
	if empty(figure) {
		return nil, nil, text.Refuse("%s: no value that can be drawn of task %s", dir, s.task)
	}
	figure.Source = s.source()
	return figure, remarks, nil
}

func empty(f *Figure) bool {
	f.Panels = slices.DeleteFunc(f.Panels, func(p Panel) bool {
		left, right, _, _ := p.extent()
		return left > right
	})
	return len(f.Panels) == 0
}

func open(dir string, o Options) (*study, error) {
	m, err := output.ReadManifest(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, text.Refuse("%s: no tables of a study in this folder, expected one with %s, such as results/grokking", dir, output.ManifestName)
	}
	if err != nil {
		return nil, err
	}
	all := frames.Read(dir, output.Runs)
	if all.Len() == 0 {
		return nil, text.Refuse("%s: holds no runs yet", dir)
	}
	s := &study{dir: dir, manifest: m, all: all, options: o}
	if s.scenario, _, err = scenarios.Parse(m.Scenario+".yaml", []byte(m.Text), m.Sets); err != nil {
		return nil, fmt.Errorf("%s: this circsim cannot read the scenario in the manifest: %w", dir, err)
	}
	for _, name := range all.Words("task") {
		if !slices.Contains(s.tasks, name) {
			s.tasks = append(s.tasks, name)
		}
	}
	if err := all.Err(); err != nil {
		return nil, err
	}
	switch s.task = o.Task; {
	case s.task == "":
		s.task = s.mainTask()
	case !slices.Contains(s.tasks, s.task):
		return nil, text.Refuse("%s: no task %s%s", dir, s.task, text.Hint(s.task, s.tasks))
	}
	if _, known := output.QuantityOf(o.Of); o.Of != "" && !known {
		return nil, text.Refuse("--of: no quantity %s%s", o.Of, output.QuantityHint(o.Of))
	}
	s.rows = all.Where("task", s.task)
	return s, s.sweptAxes()
}

// mainTask is the first task that generalizes, or else the first one.
func (s *study) mainTask() string {
	for _, s.task = range s.tasks {
		if s.generalizes() {
			return s.task
		}
	}
	return s.tasks[0]
}

// sweptAxes finds the axes that have several values, that of Along first.
func (s *study) sweptAxes() error {
	paths := make([]string, len(s.manifest.Axes))
	for k, a := range s.manifest.Axes {
		paths[k] = a.Path
	}
	labels := summary.Labels(paths)
	for k, a := range s.manifest.Axes {
		w := swept{path: a.Path, Axis: Axis{Label: axisLabel(labels[k], s.unit(a.Column))}}
		if a.Type == output.String || a.Word != "" {
			w.at, w.Names = s.named(a)
		} else {
			w.at = s.rows.Floats(a.Column)
			w.Log = spread(w.at) || logarithmic(w.at)
		}
		if slices.ContainsFunc(w.at, func(x float64) bool { return x != w.at[0] }) {
			s.axes = append(s.axes, w)
		}
	}
	along := s.options.Along
	if along == "" {
		return nil
	}
	var known []string
	for k, a := range s.axes {
		if a.path == along || strings.ReplaceAll(a.path, ".", "_") == along { // as the scenario or the tables name it
			s.axes[0], s.axes[k] = s.axes[k], s.axes[0]
			return nil
		}
		known = append(known, a.path)
	}
	return text.Refuse("--along: no axis %s of several values in %s%s", along, s.dir, text.Hint(along, known))
}

// axisLabel is the name of a swept key with its unit.
func axisLabel(key, unit string) string {
	words := plainName(key)
	switch { // the unit says it all
	case unit == " (parameters)" && strings.HasSuffix(words, "params"):
		return strings.TrimSuffix(words, "params") + "parameters"
	case unit == " (items)" && words == "items":
		return "training items"
	case unit == " ("+words+")":
		return words
	}
	return words + unit
}

// unit is the unit of a column of runs in brackets.
func (s *study) unit(column string) string {
	for _, table := range s.manifest.Tables {
		if table.Name != output.Runs {
			continue
		}
		for _, c := range table.Columns {
			if c.Name == column && c.Unit != "" && !strings.HasPrefix(c.Unit, "as ") {
				return " (" + c.Unit + ")"
			}
		}
	}
	return ""
}

// named numbers the values of an axis that has words, in the order of the plan.
func (s *study) named(a output.Axis) (at []float64, names []string) {
	var cells []string
	if a.Type == output.String {
		cells = s.rows.Words(a.Column)
	} else {
		for _, x := range s.rows.Floats(a.Column) {
			name := a.Word
			if x == x {
				name = text.Number(x, -1)
			}
			cells = append(cells, name)
		}
	}
	for _, name := range cells {
		k := slices.Index(names, name)
		if k < 0 {
			k, names = len(names), append(names, name)
		}
		at = append(at, float64(k))
	}
	return at, names
}

// kind is the kind of figure: that of the options, if the study has it, or the one that suits it.
func (s *study) kind() (Kind, error) {
	o, n := s.options, len(s.axes)
	switch kind := o.Kind; {
	case o.Run != nil && kind != "" && kind != curvesKind:
		return "", text.Refuse("--run: is for --kind curves, expected no --kind %s beside it", kind)
	case kind == "" && (o.Run != nil || n == 0):
		return curvesKind, nil
	case kind == "" && o.Measured != "":
		return linesKind, nil
	case kind == "" && n == 2 && o.Of != "":
		return heatKind, nil
	case kind == "" && n == 2:
		return regimesKind, nil
	case kind == "":
		return linesKind, nil
	case kind == curvesKind:
		return kind, nil
	case !slices.Contains(Kinds, string(kind)):
		return "", text.Refuse("--kind: no kind %s%s", kind, text.Hint(string(kind), Kinds))
	case n == 0:
		return "", text.Refuse("%s: no axis of several values, expected --kind curves", s.dir)
	case kind == scalingKind:
		return kind, nil
	case kind != linesKind && n != 2:
		return "", text.Refuse("%s: %s of several values, expected two for --kind %s; --kind lines draws any number", s.dir, text.Count(n, "axis"), kind)
	default:
		return kind, nil
	}
}

// source is where the figure comes from.
func (s *study) source() string {
	m := s.manifest
	seeds := text.Count(m.Seeds, "seed")
	return fmt.Sprintf("scenario %s, %s, %s of %d, plan %s, circsim %s", m.Scenario, seeds, text.Count(len(s.rows.Values("run")), "run"), m.Runs, m.PlanHash[:min(16, len(m.PlanHash))], m.Build.Version)
}

// title is that of the study, with the task where one of several is drawn.
func (s *study) title() string {
	name := cmp.Or(s.manifest.Title, s.manifest.Scenario)
	if s.options.Task != "" && len(s.tasks) > 1 || len(s.axes) != 1 && len(s.tasks) > 1 {
		name += ": " + s.task
	}
	return name
}

// generalizes says whether the task has a rule to find, by circuits of its own or of other tasks.
func (s *study) generalizes() bool {
	for i := range s.scenario.Tasks {
		if t := &s.scenario.Tasks[i]; t.Name == s.task && len(t.Generalization) == 0 && len(t.Requires) == 0 {
			return s.scenario.HasHeads()
		}
	}
	return true
}

// event says whether a quantity is the step of an event that may never happen.
func event(quantity string) bool {
	for _, c := range output.Columns(output.Runs, nil) {
		if c.Name == quantity {
			return c.Null == "never"
		}
	}
	return false
}

// eventNames say what happens at the steps of events.
var eventNames = map[string]string{
	"step_train": "steps to train accuracy 0.99", "step_test": "steps to test loss 1", "step_test_accuracy": "steps to test accuracy 0.97",
}

// labelled is the name of a quantity with its unit.
func (s *study) labelled(quantity string) string {
	if name, ok := eventNames[quantity]; ok {
		return name
	}
	return plainName(quantity) + s.unit(quantity)
}

// plainName is the name of a column in words.
func plainName(column string) string { return strings.ReplaceAll(column, "_", " ") }
