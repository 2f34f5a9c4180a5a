package calibration

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// The roles of columns beside keys, metrics and events.
const (
	roleRun   = "run"   // tells runs apart
	roleSeed  = "seed"  // tells replicates apart
	roleStep  = "step"  // of a row of a curve
	roleSteps = "steps" // that the run was trained for
)

// The metrics of curves that are read, of a task.
const (
	trainAccuracy = "train_accuracy"
	testLoss      = "test_loss"
	testAccuracy  = "test_accuracy"
)

var metricNames = []string{trainAccuracy, testLoss, testAccuracy}

var stepKinds = []Kind{StepTrain, StepTest, StepTestAccuracy, PeakTestLoss}

// layout says what the columns of a table are. Columns are numbered as in the file; -1 is none.
type layout struct {
	scenario *scenarios.Scenario
	file     string
	names    []string
	used     []bool
	run      int
	seed     int
	step     int
	steps    int
	keys     []keyColumn
	metrics  []taskColumn // of curves
	events   []taskColumn // one row a run
	labels   []int        // columns that runs may be told apart by
	guesses  []string     // PATH=COLUMN, by name alone
}

// keyColumn is a column that holds what was varied.
type keyColumn struct {
	column int
	path   string   // as reported, with * for all tasks
	paths  []string // that get the value
}

// taskColumn is a column of a metric or an event of a task.
type taskColumn struct {
	column, task int
	what         string
}

// newLayout takes the columns that the user names, as ROLE=COLUMN, and those whose names tell. The error is a refusal.
func newLayout(s *scenarios.Scenario, file string, names, mapped []string) (*layout, error) {
	l := &layout{scenario: s, file: file, names: names, used: make([]bool, len(names)), run: -1, seed: -1, step: -1, steps: -1}
	for _, m := range mapped {
		role, name, found := strings.Cut(m, "=")
		if !found || role == "" || name == "" {
			return nil, text.Refuse("--column %s: expected PATH=COLUMN, such as model.params=params", text.Line(m))
		}
		column := slices.Index(names, name)
		if column < 0 {
			return nil, text.Refuse("--column %s: %s has no column %s%s", text.Line(m), file, text.Quote(name), text.Hint(name, names))
		}
		if l.used[column] {
			return nil, text.Refuse("--column %s: the column is mapped twice, expected one use", text.Line(m))
		}
		switch ok, err := l.take(role, column); {
		case err != nil:
			return nil, text.Refuse("--column %s: %v", text.Line(m), err)
		case !ok:
			return nil, text.Refuse("--column %s: unknown path or role %s%s", text.Line(m), text.Quote(role), text.Hint(role, l.known()))
		}
	}
	if err := l.guess(); err != nil {
		return nil, err
	}
	return l, l.check()
}

// keep notes the columns of some names, unless they are keys or curves.
func (l *layout) keep(names []string) {
	for _, name := range names {
		i := slices.Index(l.names, name)
		if i >= 0 && (!l.used[i] || i == l.run || i == l.seed) && !slices.Contains(l.labels, i) {
			l.labels = append(l.labels, i)
		}
	}
}

// isMetric is whether a name means a metric of some task.
func (l *layout) isMetric(name string) bool {
	_, what, dotted := strings.Cut(l.role(name), ".")
	return l.metric(name) != "" || dotted && slices.Contains(metricNames, what)
}

// known are the roles and paths that a column may be mapped to.
func (l *layout) known() []string {
	list := append([]string{roleRun, roleSeed, roleStep, roleSteps}, metricNames...)
	for _, k := range stepKinds {
		list = append(list, string(k))
	}
	return append(list, l.scenario.Paths()...)
}

// mainTask is the first task with circuits that generalize, or else the first one.
func (l *layout) mainTask() int {
	return max(slices.IndexFunc(l.scenario.Tasks, func(t scenarios.Task) bool { return len(t.Generalization) > 0 }), 0)
}

// take gives a column a role; false if there is no such role, or it is taken.
func (l *layout) take(role string, column int) (bool, error) {
	for name, place := range map[string]*int{roleRun: &l.run, roleSeed: &l.seed, roleStep: &l.step, roleSteps: &l.steps} {
		if name != role {
			continue
		}
		if *place >= 0 {
			return false, nil
		}
		*place, l.used[column] = column, true
		return true, nil
	}
	task, what := l.mainTask(), role
	if name, rest, dotted := strings.Cut(role, "."); dotted {
		if i := slices.IndexFunc(l.scenario.Tasks, func(t scenarios.Task) bool { return t.Name == name }); i >= 0 {
			task, what = i, rest
		}
	}
	list, there := &l.metrics, slices.Contains(metricNames, what)
	if slices.Contains(stepKinds, Kind(what)) {
		list, there = &l.events, true
	}
	if there {
		if slices.ContainsFunc(*list, func(c taskColumn) bool { return c.task == task && c.what == what }) {
			return false, nil
		}
		*list, l.used[column] = append(*list, taskColumn{column, task, what}), true
		return true, nil
	}
	paths := expand(l.scenario, role)
	for _, path := range paths {
		setting, ok := l.scenario.Setting(path)
		if !ok {
			return false, nil
		}
		if _, word := setting.Zero.(string); word {
			return false, fmt.Errorf("%s takes words, expected the path of a number", path)
		}
		if i := slices.IndexFunc(l.keys, func(k keyColumn) bool { return slices.Contains(k.paths, path) }); i >= 0 {
			return false, nil
		}
	}
	if len(paths) == 0 {
		return false, nil
	}
	l.keys, l.used[column] = append(l.keys, keyColumn{column, role, paths}), true
	return true, nil
}

// expand replaces a * in the place of a task by the names of all tasks that have the key, and a mapping of shares, such as
// tasks.NAME.overlap, by its entries.
func expand(s *scenarios.Scenario, path string) (list []string) {
	rest, all := strings.CutPrefix(path, "tasks.*.")
	if !all {
		for _, t := range s.Tasks {
			if path == "tasks."+t.Name+".overlap" {
				return overlaps(t)
			}
		}
		return []string{path}
	}
	for _, t := range s.Tasks {
		if rest == "overlap" {
			list = append(list, overlaps(t)...)
		} else if one := "tasks." + t.Name + "." + rest; has(s, one) {
			list = append(list, one)
		}
	}
	return list
}

// overlaps are the paths of a task's overlaps with others.
func overlaps(t scenarios.Task) (list []string) {
	for _, o := range t.Overlap {
		list = append(list, "tasks."+t.Name+".overlap."+o.Task)
	}
	return list
}

func has(s *scenarios.Scenario, path string) bool {
	_, ok := s.Setting(path)
	_, _, _, number := s.Number(path)
	return ok || number
}

// guess gives roles to columns by their names.
func (l *layout) guess() error {
	prefix := ""
	for i, name := range l.names {
		run, metric, split := strings.Cut(name, " - ")
		if l.used[i] || !split || l.metric(metric) == "" {
			continue
		}
		prefix = run
	}
	for i, name := range l.names {
		if l.used[i] {
			continue
		}
		if prefix != "" {
			name = strings.TrimPrefix(name, prefix+" - ")
		}
		role := l.role(name)
		if role == "" {
			continue
		}
		took, err := l.take(role, i)
		if err != nil {
			return text.Refuse("%s: column %s: %v", l.file, text.Quote(l.names[i]), err)
		}
		if took && role != l.names[i] {
			l.guesses = append(l.guesses, role+"="+l.names[i])
		}
	}
	return nil
}

// aliases are names of columns, in small letters with underscores, and what they mean. M stands for the main task.
var aliases = map[string]string{
	"step": roleStep, "global_step": roleStep, "iteration": roleStep, "iter": roleStep,
	"run": roleRun, "run_id": roleRun, "run_name": roleRun, "seed": roleSeed, "replicate": roleSeed,
	"steps": roleSteps, "max_steps": roleSteps, "total_steps": roleSteps,
	"params": "model.params", "parameters": "model.params", "n_params": "model.params", "num_params": "model.params",
	"items": "tasks.M.items", "train_items": "tasks.M.items", "training_items": "tasks.M.items", "n_items": "tasks.M.items",
	"train_size": "tasks.M.items", "n_train": "tasks.M.items", "num_train": "tasks.M.items",
	"modulus": "tasks.*.classes", "classes": "tasks.*.classes", "n_classes": "tasks.*.classes", "num_classes": "tasks.*.classes",
	"label_noise":   "tasks.M.label_noise",
	"learning_rate": "training.learning_rate", "lr": "training.learning_rate",
	"weight_decay": "training.weight_decay", "wd": "training.weight_decay",
}

// role is what a column's name means; empty if it tells nothing.
func (l *layout) role(name string) string {
	if has(l.scenario, name) {
		return name
	}
	plain := strings.Join(words(name), "_")
	plain = strings.TrimPrefix(plain, "config_")
	if path, ok := aliases[plain]; ok {
		return strings.Replace(path, ".M.", "."+l.scenario.Tasks[l.mainTask()].Name+".", 1)
	}
	if slices.Contains(stepKinds, Kind(plain)) {
		return plain
	}
	for i, t := range l.scenario.Tasks {
		task := strings.Join(words(t.Name), "_")
		if i != l.mainTask() && (plain == task || plain == task+"_items") {
			return "tasks." + t.Name + ".items"
		}
		if rest, ok := strings.CutPrefix(plain, task+"_"); ok {
			if k := Kind(rest); slices.Contains(stepKinds, k) {
				return t.Name + "." + rest
			}
			if m := l.metric(rest); m != "" {
				return t.Name + "." + m
			}
			if rest == "accuracy" || rest == "acc" {
				if len(t.Generalization) == 0 {
					return t.Name + "." + trainAccuracy
				}
			}
		}
	}
	return l.metric(name)
}

// OfCurves reports whether columns of these names are curves of training runs: steps, with losses or accuracies of training and
// test, and no scores by task or metric.
func OfCurves(names []string) bool {
	step, curve := false, false
	for _, name := range names {
		switch plain := strings.Join(words(name), "_"); plain {
		case "task", "metric", "score", "value", "benchmark":
			return false
		default:
			step = step || aliases[plain] == roleStep
			_, of, runs := strings.Cut(name, wideSeparator)
			curve = curve || (&layout{}).metric(name) != "" || runs && (&layout{}).metric(of) != ""
		}
	}
	return step && curve
}

// metric is the metric that a name means, such as "val/acc"; empty: none of those that are read.
func (l *layout) metric(name string) string {
	same := map[string]string{"acc": "accuracy", "training": "train", "val": "test", "valid": "test", "validation": "test", "eval": "test"}
	list := words(name)
	for i, w := range list {
		if to, ok := same[w]; ok {
			list[i] = to
		}
	}
	slices.Sort(list)
	switch strings.Join(list, " ") {
	case "accuracy train":
		return trainAccuracy
	case "loss test":
		return testLoss
	case "accuracy test":
		return testAccuracy
	}
	return ""
}

// words are the words of a name, in small letters.
func words(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '@' })
}

// check refuses tables without curves or events.
func (l *layout) check() error {
	if len(l.events) == 0 && len(l.metrics) == 0 {
		return text.Refuse("%s: no column of curves or events, expected step with test_loss, test_accuracy or train_accuracy, or events such as step_test; --column test_loss=COLUMN names one", l.file)
	}
	if len(l.events) == 0 && l.step < 0 {
		return text.Refuse("%s: no column of steps, expected one named step; --column step=COLUMN names it", l.file)
	}
	if len(l.events) > 0 && l.step >= 0 {
		return text.Refuse("%s: columns of curves (%s) and of events (%s), expected one of the two", l.file, text.Quote(l.names[l.step]), text.Quote(l.names[l.events[0].column]))
	}
	return nil
}

// notes say what was understood by names, and what is not used.
func (l *layout) notes() (list []string) {
	if len(l.guesses) > 0 {
		list = append(list, l.file+": understood "+strings.Join(l.guesses, ", "))
	}
	var unused []string
	for i, name := range l.names {
		if !l.used[i] && !slices.Contains(l.labels, i) {
			unused = append(unused, name)
		}
	}
	if len(unused) > 0 {
		list = append(list, l.file+": not used: "+strings.Join(unused, ", ")+"; --column PATH=COLUMN uses a column")
	}
	return list
}
