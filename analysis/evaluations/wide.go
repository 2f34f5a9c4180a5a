package evaluations

import (
	"math"
	"slices"
)

// wide reads a table whose lines hold the scores of several metrics, each in a column of its own.
type wide struct {
	*builder
	group  []int32  // by row
	pairOf []int32  // by row: number of its chance and items; nil if the file has neither
	heads  []head   // by group
	rest   []uint64 // by row: see chunk
}

// head describes a group of rows by its first row.
type head struct {
	row     int32 // the first row
	rows    int32 // of the group
	differs bool  // some row differs from the first in its scores, standard errors or loss
}

func (w *wide) read() error {
	columnsAreTasks := len(w.mapping.scores)+len(w.guessed) > 0 && !w.has(roleTask) && w.mapping.task.text == ""
	for _, s := range w.layout.scores {
		m := Metric{Name: s.name}
		if columnsAreTasks {
			m.Task = s.name
		}
		w.table.Metrics = append(w.table.Metrics, m)
	}
	if err := w.readChunks(len(w.layout.scores), w.reserve, w.add); err != nil {
		return err
	}
	w.dropRepetitions()
	return w.finish(func(i, _ int) int32 {
		if w.pairOf == nil {
			return 0
		}
		return w.pairOf[i]
	})
}

func (w *wide) reserve(rows int) {
	w.rows = make([]Row, 0, rows)
	w.lines = make([]int32, 0, rows)
	w.group = make([]int32, 0, rows)
	w.rest = make([]uint64, 0, rows)
}

// add makes a row from row i of a chunk. It returns the number of rows so far.
func (w *wide) add(c *chunk, i int) int {
	r, ok := w.row(c, i)
	if !ok {
		return len(w.rows)
	}
	r.Scores = w.scores.take(len(w.layout.scores))
	usable := !math.IsNaN(r.Loss)
	for k, s := range w.layout.scores {
		r.Scores[k] = c.numbers[s.wanted][i]
		usable = usable || r.Scores[k] == r.Scores[k]
	}
	if !usable {
		w.notes.count("nothing", int(c.lines[i]), func() string { return "has neither a score nor a loss: left out" })
		return len(w.rows)
	}
	r.Errors = w.standardErrors(c, i)
	w.rescale(&r)
	group, fresh := w.groups.of(&r, false, func(g int32) *Row { return &w.rows[w.heads[g].row] })
	if fresh {
		w.heads = append(w.heads, head{row: int32(len(w.rows))})
	} else {
		w.compare(&w.heads[group], &r, int(c.lines[i]))
	}
	w.heads[group].rows++
	w.rows = append(w.rows, r)
	w.lines = append(w.lines, c.lines[i])
	w.group, w.rest = append(w.group, group), append(w.rest, c.rest[i])
	if !w.pairs.none() {
		w.pairOf = append(w.pairOf, w.pairs.of(c, i, w.notes))
	}
	return len(w.rows)
}

// standardErrors returns those of a line; nil if no score column has any.
func (w *wide) standardErrors(c *chunk, i int) []float64 {
	if !slices.ContainsFunc(w.layout.scores, func(s scoreColumn) bool { return s.error >= 0 }) {
		return nil
	}
	errors := w.scores.take(len(w.layout.scores))
	for k, s := range w.layout.scores {
		errors[k] = math.NaN()
		if s.error >= 0 {
			errors[k] = c.numbers[s.error][i]
		}
	}
	return errors
}

// rescale applies the factors of units to scores and their standard errors.
func (w *wide) rescale(r *Row) {
	if len(w.mapping.units) == 0 && len(w.factors) == 0 {
		return
	}
	for k, s := range w.layout.scores {
		factor := w.factor(s.name)
		r.Scores[k] *= factor
		if r.Errors != nil {
			r.Errors[k] *= factor
		}
	}
}

// compare notes how a row differs from the first of its group. Two rows contradict each other if both have a number
// and the numbers differ.
func (w *wide) compare(h *head, r *Row, line int) {
	first := &w.rows[h.row]
	contradicts := first.Loss != r.Loss && first.Loss == first.Loss && r.Loss == r.Loss
	h.differs = h.differs || !same(first.Loss, r.Loss)
	for k, x := range r.Errors {
		h.differs = h.differs || !same(x, first.Errors[k])
	}
	for k, x := range r.Scores {
		if y := first.Scores[k]; !same(x, y) {
			h.differs = true
			contradicts = contradicts || x == x && y == y
		}
	}
	if contradicts {
		w.notes.count(contradiction, line, contradicted)
		w.replicated = w.replicated || r.Seed == NoSeed
	}
}

// dropRepetitions keeps only the first row of each group of repetitions.
func (w *wide) dropRepetitions() {
	first := make([]uint64, len(w.heads))
	for g, h := range w.heads {
		first[g] = w.rest[h.row]
	}
	kept := 0
	for i := range w.rows {
		g := w.group[i]
		h := w.heads[g]
		if h.rows > 1 && !h.differs && h.row != int32(i) {
			if !agrees(&w.rows[i], w.rest[i], first[g], w.replicated) {
				w.notes.count(repetition, int(w.lines[i]), repeated)
				continue
			}
			w.notes.count(agreement, int(w.lines[i]), agreed)
		}
		w.rows[kept], w.lines[kept] = w.rows[i], w.lines[i]
		if w.pairOf != nil {
			w.pairOf[kept] = w.pairOf[i]
		}
		kept++
	}
	w.rows, w.lines = w.rows[:kept], w.lines[:kept]
}
