package calibration

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"os"
	"slices"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

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
