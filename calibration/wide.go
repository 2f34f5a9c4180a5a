package calibration

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
)

// table is what runs are read from: rows of numbers and words. evaluations.Columns is one with a row for each run and step.
type table interface {
	Names() []string
	Want(numbers, words []int) error
	Next() (bool, error)
	Line() int
	Number(i int) float64
	Word(i int) string
	Warnings() ([]evaluations.Warning, error)
}

// wide is a table with columns of several runs side by side, "RUN - METRIC" as W&B exports charts. It gives a row for each run
// and step. Numbers in the runs' names, as in items=500 or n500, are columns too.
type wide struct {
	table
	runs    []wideRun
	names   []string    // run, step, those in the runs' names, the metrics
	step    int         // column of the table below; -1: none
	place   map[int]int // of its columns, among the numbers wanted
	numbers []int       // wanted, in names
	words   []int
	at      int // run of the row
}

// wideRun is a run of a wide table.
type wideRun struct {
	name    string
	stated  map[string]float64 // numbers in its name
	columns map[string]int     // by metric, and of its own steps
}

const (
	wideSeparator = " - "
	ownStep       = "_step"
)

// stated finds a number behind a word, as in items=500, lr1e-3 and train_items_500.
var stated = text.Pattern(`([\pL_]+)[=:]?([0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)`)

// unfold makes a table with one row for each run and step of one with runs side by side; false if it is not.
func unfold(t table, metric func(name string) bool) (*wide, bool) {
	w := &wide{table: t, step: -1}
	var words, metrics []string
	known := false
	for i, name := range t.Names() {
		at := strings.LastIndex(name, wideSeparator)
		if at < 0 {
			if isStep(name) && w.step < 0 {
				w.step = i
			}
			continue
		}
		of := name[at+len(wideSeparator):]
		if strings.HasSuffix(of, "__MIN") || strings.HasSuffix(of, "__MAX") {
			continue
		}
		known = known || metric(of)
		run := w.run(name[:at])
		run.columns[of] = i
		if of != ownStep && !slices.Contains(metrics, of) {
			metrics = append(metrics, of)
		}
	}
	for _, run := range w.runs {
		for _, found := range stated().FindAllStringSubmatch(run.name, -1) {
			word := strings.Trim(found[1], "_")
			x, err := strconv.ParseFloat(found[2], 64)
			if _, twice := run.stated[word]; word == "" || err != nil || twice {
				continue
			}
			if run.stated[word] = x; !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
	}
	w.names = slices.Concat([]string{roleRun, roleStep}, words, metrics)
	return w, known && len(w.runs) > 1
}

func isStep(name string) bool { return aliases[strings.Join(words(name), "_")] == roleStep }

// run is the run of a name, a new one if there is none.
func (w *wide) run(name string) *wideRun {
	i := slices.IndexFunc(w.runs, func(r wideRun) bool { return r.name == name })
	if i < 0 {
		i = len(w.runs)
		w.runs = append(w.runs, wideRun{name, map[string]float64{}, map[string]int{}})
	}
	return &w.runs[i]
}

func (w *wide) Names() []string { return w.names }

func (w *wide) Want(numbers, words []int) error {
	w.numbers, w.words, w.place, w.at = numbers, words, map[int]int{}, len(w.runs)
	var columns []int
	want := func(column int) {
		if _, there := w.place[column]; column >= 0 && !there {
			w.place[column] = len(columns)
			columns = append(columns, column)
		}
	}
	want(w.step)
	for _, run := range w.runs {
		if column, ok := run.columns[ownStep]; ok {
			want(column)
		}
		for _, n := range numbers {
			if column, ok := run.columns[w.names[n]]; ok {
				want(column)
			}
		}
	}
	return w.table.Want(columns, nil)
}

// Next goes to the next run that the row below has a number of, or to the next row.
func (w *wide) Next() (bool, error) {
	for {
		if w.at++; w.at >= len(w.runs) {
			if more, err := w.table.Next(); !more || err != nil {
				return more, err
			}
			w.at = 0
		}
		for of, column := range w.runs[w.at].columns {
			if at, read := w.place[column]; read && of != ownStep && !math.IsNaN(w.table.Number(at)) {
				return true, nil
			}
		}
	}
}

func (w *wide) Number(i int) float64 {
	run := &w.runs[w.at]
	name := w.names[w.numbers[i]]
	column, there := run.columns[name]
	if w.numbers[i] == slices.Index(w.names, roleStep) {
		if column, there = run.columns[ownStep]; !there {
			column, there = w.step, w.step >= 0
		}
	}
	if there {
		return w.table.Number(w.place[column])
	}
	if x, ok := run.stated[name]; ok {
		return x
	}
	return math.NaN()
}

func (w *wide) Word(i int) string {
	run := &w.runs[w.at]
	if w.words[i-len(w.numbers)] == slices.Index(w.names, roleRun) {
		return run.name
	}
	if x, ok := run.stated[w.names[w.words[i-len(w.numbers)]]]; ok {
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	return ""
}

// note says how the names are read.
func (w *wide) note(file string) string {
	first, says := &w.runs[0], "states no number, expected names of runs such as items=500,seed=1"
	var list []string
	for _, name := range w.names[2:] {
		if x, ok := first.stated[name]; ok {
			list = append(list, name+" = "+text.Number(x, -1))
		}
	}
	if len(list) > 0 {
		says = "is read as " + strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s: %s side by side; the name %s %s", file, text.Count(len(w.runs), "run"), text.Quote(first.name), says)
}
