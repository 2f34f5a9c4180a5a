package evaluations

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"sync"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"golang.org/x/sync/errgroup"
)

// ReadCurves reads the curves in a scenario's folder: rows like those of Read, one for each recorded step. It returns
// an error for tables of more than limit rows. The error is of type scenarios.Errors if the folder is at fault.
func ReadCurves(dir string, limit int) (*Table, error) { return readSweep(dir, output.Curves, limit) }

func readRuns(dir string) (*Table, error) { return readSweep(dir, output.Runs, math.MaxInt) }

// swept reads a table of a scenario's folder. It reads the parts in parallel.
type swept struct {
	*Table
	scenario *scenarios.Scenario
	paths    []string
	first    []int       // first row of each part
	metrics  []simulated // those with a value in some part
	axes     []output.Axis
	numbers  []int // positions in axes of the numeric ones
	words    []int // positions in axes of the others
	worded   []int // positions in axes of the numeric ones that also take a word, which is NaN among their numbers
	params   int   // position in axes of model.params; -1: not swept
	scores   []float64
	values   []float64 // of numeric axes
	gradings *gradings

	mu       sync.Mutex
	subjects map[Subject]*Subject
	runs     int64
	invalid  []invalids // by part
}

// invalids counts the rows with a value that was not finite. It keeps the text of the first.
type invalids struct {
	rows  int
	first string
}

func readSweep(dir string, table output.Table, limit int) (*Table, error) {
	m, s, err := study(dir)
	if err != nil {
		return nil, err
	}
	w := newSwept(dir, m, s)
	if w.paths, err = output.Parts(dir, table); err != nil {
		return nil, unreadable(dir, err)
	}
	rows, err := w.footers()
	if err != nil {
		return nil, hintResume(err)
	}
	switch most := mostRows(len(w.metrics)); {
	case rows == 0:
		return nil, refuse(dir, "holds no %s yet", table)
	case rows > limit:
		return nil, refuse(dir, "holds %d rows of %s, more than %d: expected fewer runs, or fewer record.points", rows, table, limit)
	case rows > most:
		return nil, tooLarge(dir, most, len(w.metrics))
	}
	if err := w.readParts(rows); err != nil {
		return nil, hintResume(err)
	}
	w.warn(m)
	return w.Table, nil
}

func newSwept(dir string, m *output.Manifest, s *scenarios.Scenario) *swept {
	w := &swept{
		Table:    &Table{Path: dir, Study: m.Scenario, Simulated: true},
		scenario: s, axes: m.Axes, params: -1, subjects: map[Subject]*Subject{},
	}
	for i, a := range m.Axes {
		if a.Type == output.String {
			w.words = append(w.words, i)
			continue
		}
		if a.Path == "model.params" {
			w.params = i
		}
		if a.Word != "" {
			w.worded = append(w.worded, i)
		}
		w.numbers = append(w.numbers, i)
		w.Axes = append(w.Axes, Axis{a.Column, a.Path})
	}
	return w
}

// footers counts the rows of all parts and finds the metrics that have values.
func (w *swept) footers() (rows int, err error) {
	has := make([]bool, len(simulatedMetrics))
	for _, path := range w.paths {
		w.first = append(w.first, rows)
		f, err := openParquet(path)
		if err != nil {
			return 0, err
		}
		rows += f.expected()
		for m, metric := range simulatedMetrics {
			has[m] = has[m] || f.hasNumbers(metric.Name)
		}
		f.close()
	}
	for m, metric := range simulatedMetrics {
		if has[m] {
			w.metrics = append(w.metrics, metric)
			w.Metrics = append(w.Metrics, metric.Metric)
		}
	}
	return rows, nil
}

func (w *swept) readParts(rows int) error {
	w.gradings = newGradings(w.scenario, w.axes, w.metrics)
	w.Rows = make([]Row, rows)
	w.scores = make([]float64, rows*len(w.metrics))
	w.values = make([]float64, rows*len(w.numbers))
	w.invalid = make([]invalids, len(w.paths))
	var all errgroup.Group
	all.SetLimit(runtime.GOMAXPROCS(0))
	for i := range w.paths {
		all.Go(func() error { return w.readPart(i) })
	}
	return all.Wait()
}

func (w *swept) warn(m *output.Manifest) {
	if w.runs < m.Runs && !m.Single {
		w.Warnings = append(w.Warnings, Warning{Path: w.Path, Text: fmt.Sprintf("holds %d of %d runs of its plan", w.runs, m.Runs)})
	}
	var whole invalids
	for _, part := range w.invalid {
		if whole.rows == 0 {
			whole.first = part.first
		}
		whole.rows += part.rows
	}
	if whole.rows > 0 {
		message := fmt.Sprintf("values were not finite and are missing, such as %s", text.Line(whole.first))
		w.Warnings = append(w.Warnings, Warning{Path: w.Path, Text: message, Count: whole.rows})
	}
}

// hintResume adds to the error of a damaged part how to write it again.
func hintResume(err error) error {
	var faults scenarios.Errors
	if errors.As(err, &faults) && len(faults) == 1 {
		faults[0].Msg += "; circsim sweep makes damaged parts again"
	}
	return err
}

// subject returns the only copy of a Subject, so that rows of different parts share it.
func (w *swept) subject(s Subject) *Subject {
	w.mu.Lock()
	defer w.mu.Unlock()
	if there, ok := w.subjects[s]; ok {
		return there
	}
	w.subjects[s] = &s
	return &s
}
