package evaluations

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"golang.org/x/sync/errgroup"
)

// ReadCurves reads the curves of a scenario's folder: rows as those of Read, one for each recorded Step. It
// refuses more rows than limit. The error is of type scenarios.Errors where the folder is at fault.
func ReadCurves(dir string, limit int) (*Table, error) { return readSweep(dir, output.Curves, limit) }

func readRuns(dir string) (*Table, error) { return readSweep(dir, output.Runs, math.MaxInt) }

// swept reads a table of a scenario's folder, its parts at the same time.
type swept struct {
	*Table
	scenario *scenarios.Scenario
	paths    []string
	first    []int       // row of the table that each part begins with
	metrics  []simulated // those that any part has numbers of
	axes     []output.Axis
	numbers  []int // positions in axes of the numeric ones
	words    []int // and of the others
	params   int   // position in axes of model.params; -1: not swept
	scores   []float64
	values   []float64 // of numeric axes
	gradings *gradings

	mu       sync.Mutex
	subjects map[Subject]*Subject
	runs     int64
	invalid  []invalids // by part
}

// invalids counts the rows with a value that was not finite, and says what the first of them was.
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
		return nil, err
	}
	switch most := mostRows(len(w.metrics)); {
	case rows == 0:
		return nil, w.fault("holds no %s yet", table)
	case rows > limit:
		return nil, w.fault("holds %d rows of %s, more than %d: expected fewer runs, or fewer record.points", rows, table, limit)
	case rows > most:
		return nil, tooLarge(dir, most, len(w.metrics))
	}
	if err := w.readParts(rows); err != nil {
		return nil, mended(err)
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
		w.numbers = append(w.numbers, i)
		w.Axes = append(w.Axes, Axis{a.Column, a.Path})
	}
	return w
}

func (w *swept) readParts(rows int) error {
	for _, metric := range w.metrics {
		w.Metrics = append(w.Metrics, metric.Metric)
	}
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
		w.Warnings = append(w.Warnings, Warning{Path: w.Path, Text: fmt.Sprintf("values were not finite and are missing, such as %s", text.Line(whole.first)), Count: whole.rows})
	}
}

// mended says what makes a damaged part again.
func mended(err error) error {
	var faults scenarios.Errors
	if errors.As(err, &faults) && len(faults) == 1 {
		faults[0].Msg += "; circsim sweep makes damaged parts again"
	}
	return err
}

func (w *swept) fault(format string, args ...any) error {
	return scenarios.Errors{place{file: w.Path}.fault(format, args...)}
}

// footers counts the rows of all parts and finds the metrics that have numbers.
func (w *swept) footers() (rows int, err error) {
	has := make([]bool, len(simulatedMetrics))
	for _, path := range w.paths {
		w.first = append(w.first, rows)
		f, err := openParquet(path)
		if err != nil {
			return 0, mended(err)
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
		}
	}
	return rows, nil
}

// subject is the only one of its words.
func (w *swept) subject(s Subject) *Subject {
	w.mu.Lock()
	defer w.mu.Unlock()
	if there, ok := w.subjects[s]; ok {
		return there
	}
	w.subjects[s] = &s
	return &s
}

// condition writes the swept words.
func (w *swept) condition(words []string) string {
	list := make([]string, len(words))
	for i, word := range words {
		list[i] = w.axes[w.words[i]].Path + "=" + word
	}
	return strings.Join(list, ", ")
}
