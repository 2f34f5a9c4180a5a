package evaluations

import (
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/internal/text"
)

// pivot gathers the lines of a long table into rows: one of each group, or as many as a metric has
// scores there that differ.
type pivot struct {
	*long
	targets []target  // by name of a metric
	errors  bool      // there are standard errors
	pairOf  []int32   // by row and metric, where there are pairs
	seen    []int32   // by name: lines of the current group
	first   []float64 // by name: the first of them
}

// target is where the values of a name go.
type target struct {
	metric int // position in the table's metrics; -1: nowhere
	error  bool
	factor float64
}

func (l *long) pivot() error {
	p := &pivot{long: l, seen: make([]int32, len(l.names)), first: make([]float64, len(l.names))}
	p.findTargets()
	metrics := len(l.table.Metrics)
	if most := mostRows(metrics); len(l.rows) > most {
		return tooLarge(l.table.Path, most, metrics)
	}
	order, begin := l.byGroup()
	groups := len(l.rows)
	for g := range groups {
		p.prepare(g)
	}
	for g := range groups {
		p.gather(g, order[begin[g]:begin[g+1]])
	}
	return l.finish(func(i, m int) int32 {
		if p.pairOf == nil {
			return 0
		}
		return p.pairOf[i*metrics+m]
	})
}

// findTargets tells scores from their standard errors, and puts them in the order of their names.
func (p *pivot) findTargets() {
	at := map[string]int{}
	for _, name := range slices.Sorted(slices.Values(p.names)) {
		if ofError(name) == "" {
			at[name] = len(p.table.Metrics)
			p.table.Metrics = append(p.table.Metrics, Metric{Name: name})
		}
	}
	p.errors = p.errs != nil
	for _, name := range p.names {
		t := target{factor: p.mapping.factor(name)}
		var ok bool
		if t.metric, ok = at[name]; !ok {
			of := ofError(name)
			t.error, t.factor = true, p.mapping.factor(of)
			if t.metric, ok = at[of]; !ok {
				t.metric = -1
				p.notes.whole(fmt.Sprintf("metric %s is a standard error, but there is no metric %s: left out", text.Quote(name), text.Quote(of)))
			}
			p.errors = p.errors || ok
		}
		p.targets = append(p.targets, t)
	}
}

// prepare gives row i its scores, none of which is known yet.
func (p *pivot) prepare(i int) {
	r := &p.rows[i]
	r.Scores = p.unknown()
	if p.errors {
		r.Errors = p.unknown()
	}
	if !p.pairs.none() {
		p.pairOf = append(p.pairOf, make([]int32, len(p.table.Metrics))...)
	}
}

func (p *pivot) unknown() []float64 {
	scores := p.scores.take(len(p.table.Metrics))
	for m := range scores {
		scores[m] = math.NaN()
	}
	return scores
}

// byGroup orders the entries by group, and within one as the file does.
func (l *long) byGroup() (order, begin []int32) {
	begin = make([]int32, len(l.rows)+1)
	for _, e := range l.entries {
		begin[e.group+1]++
	}
	for g := range l.rows {
		begin[g+1] += begin[g]
	}
	next := append([]int32{}, begin[:len(l.rows)]...)
	order = make([]int32, len(l.entries))
	for i, e := range l.entries {
		order[next[e.group]] = int32(i)
		next[e.group]++
	}
	return order, begin
}
