package analysis

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/analysis/evaluations"
)

// line holds the rows of one curve: everything but one scale is fixed.
type line struct {
	table *evaluations.Table
	scale scale
	rows  []int32   // of the table, by scale and then seed
	at    []float64 // distinct scales, ascending
	open  string    // why its estimates have no intervals; empty if they have
}

// linesAlong splits the rows of a table into lines along a scale, ordered by task, family, model and what is held fixed.
// Lines with fewer than `fewest` distinct scales are left out and counted, as are rows at scale 0, which has no logarithm.
func linesAlong(t *evaluations.Table, s scale) (lines []line, short, zero int) {
	var final map[trained]float64
	if s.last {
		final = lastSteps(t)
	}
	keys := newKeys(s)
	byKey := map[uint64]int{}
	for i := range t.Rows {
		r := &t.Rows[i]
		x := s.of(r)
		if x == 0 && !s.last {
			zero++
		}
		if !(x > 0) || math.IsInf(x, 1) {
			continue
		}
		if s.last && r.Step < final[trainedOf(r)] {
			continue
		}
		key := keys.of(r)
		l, ok := byKey[key]
		if !ok {
			l = len(lines)
			byKey[key] = l
			lines = append(lines, line{table: t, scale: s})
		}
		lines[l].rows = append(lines[l].rows, int32(i))
	}
	long := lines[:0]
	for _, l := range lines {
		l.sort()
		if len(l.at) < fewest {
			short++
			continue
		}
		long = append(long, l)
	}
	slices.SortStableFunc(long, compareLines)
	return long, short, zero
}

// sort orders a line's rows by scale and seed, and lists its scales.
func (l *line) sort() {
	rows := l.table.Rows
	slices.SortStableFunc(l.rows, func(a, b int32) int {
		return cmp.Or(cmp.Compare(l.scale.of(&rows[a]), l.scale.of(&rows[b])), cmp.Compare(rows[a].Seed, rows[b].Seed))
	})
	for _, i := range l.rows {
		if x := l.scale.of(&rows[i]); len(l.at) == 0 || x != l.at[len(l.at)-1] {
			l.at = append(l.at, x)
		}
	}
}

// resamples is all, or 0 for a line without intervals.
func (l *line) resamples(all int) int {
	if l.open != "" {
		return 0
	}
	return all
}

func (l *line) first() *evaluations.Row { return &l.table.Rows[l.rows[0]] }

func compareLines(a, b line) int {
	x, y := a.first(), b.first()
	order := cmp.Or(cmp.Compare(x.Task, y.Task), cmp.Compare(x.Family, y.Family), cmp.Compare(x.Condition, y.Condition))
	if a.scale.each {
		order = cmp.Or(order, cmp.Compare(x.Model, y.Model))
	}
	for i := range x.Axis {
		if i != a.scale.axis {
			order = cmp.Or(order, cmp.Compare(x.Axis[i], y.Axis[i]))
		}
	}
	return order
}

// place is the place of a line under a metric.
func (l *line) place(metric int) Place {
	r := l.first()
	p := Place{
		Source: l.table.Path, Study: l.table.Study, Family: r.Family, Task: l.table.Task(r, metric),
		Fixed: fixedBut(l.table, r, l.scale.axis), Metric: l.table.Metrics[metric].Name, Along: l.scale.name,
	}
	if l.scale.each {
		p.Model = r.Model
	}
	return p
}

// fixedBut names what a row's curve holds fixed: all but some axes.
func fixedBut(t *evaluations.Table, r *evaluations.Row, but ...int) string {
	var parts []string
	for i, axis := range t.Axes {
		if !slices.Contains(but, i) && r.Axis[i] == r.Axis[i] {
			parts = append(parts, axis.Name+"="+strconv.FormatFloat(r.Axis[i], 'g', -1, 64))
		}
	}
	if r.Condition != "" {
		parts = append(parts, r.Condition)
	}
	return strings.Join(parts, ", ")
}

// trained identifies a model under one condition, whose rows are its checkpoints.
type trained struct {
	family, model, condition string
	seed                     int64
	axes                     string
}

func trainedOf(r *evaluations.Row) trained {
	t := trained{family: r.Family, model: r.Model, condition: r.Condition, seed: r.Seed}
	if len(r.Axis) > 0 {
		t.axes = fmt.Sprint(r.Axis)
	}
	return t
}

// lastSteps returns the last step of every model.
func lastSteps(t *evaluations.Table) map[trained]float64 {
	last := map[trained]float64{}
	for i := range t.Rows {
		r := &t.Rows[i]
		if r.Model == "" || r.Step != r.Step {
			continue
		}
		if m := trainedOf(r); r.Step > last[m] {
			last[m] = r.Step
		}
	}
	return last
}

// keys numbers the lines that rows belong to.
type keys struct {
	scale  scale
	words  map[string]uint64
	values map[float64]uint64
	paths  map[[2]uint64]uint64
}

func newKeys(s scale) *keys {
	return &keys{s, map[string]uint64{}, map[float64]uint64{}, map[[2]uint64]uint64{}}
}

// idOf is the number of a key, the next one if the key is new.
func idOf[K comparable](numbers map[K]uint64, key K) uint64 {
	n, ok := numbers[key]
	if !ok {
		n = uint64(len(numbers))
		numbers[key] = n
	}
	return n
}

// of is equal for rows of one line.
func (k *keys) of(r *evaluations.Row) uint64 {
	key := k.join(k.word(r.Task), k.word(r.Family))
	key = k.join(key, k.word(r.Condition))
	if k.scale.each {
		key = k.join(key, k.word(r.Model))
	}
	for i, x := range r.Axis {
		if i == k.scale.axis {
			continue
		}
		if x != x {
			x = math.Inf(-1) // the value is a word, and part of the condition
		}
		key = k.join(key, idOf(k.values, x))
	}
	return key
}

func (k *keys) word(w string) uint64 { return idOf(k.words, w) }

// join numbers pairs, apart from the numbers of words and values.
func (k *keys) join(a, b uint64) uint64 { return idOf(k.paths, [2]uint64{a, b}) | 1<<63 }
