package evaluations

import (
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/internal/text"
)

// pivot gathers the lines of a long table into rows: one row for each group, or more if a metric has different scores
// in the group.
type pivot struct {
	*long
	targets []target // by metric's name
	errors  bool     // the table has standard errors
	pairOf  []int32  // by row and metric: number of its chance and items; nil if the file has neither
	seen    []int32  // by metric's name: its lines in the current group
	first   []int32  // by metric's name: its first entry in the current group
}

// target is where the values of a metric's name go.
type target struct {
	metric int  // position in Table.Metrics; -1: left out
	error  bool // they are standard errors
	factor float64
}

func (l *long) pivot() error {
	p := &pivot{long: l, seen: make([]int32, len(l.names)), first: make([]int32, len(l.names))}
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
	differs := make([]bool, groups)
	for g := range groups {
		differs[g] = p.contradictions(g, order[begin[g]:begin[g+1]])
	}
	for g := range groups {
		p.gather(g, order[begin[g]:begin[g+1]], differs[g])
	}
	return l.finish(func(i, m int) int32 {
		if p.pairOf == nil {
			return 0
		}
		return p.pairOf[i*metrics+m]
	})
}

// findTargets tells scores from standard errors, and sorts the table's metrics by name.
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
		t := target{factor: p.factor(name)}
		var ok bool
		if t.metric, ok = at[name]; !ok {
			of := ofError(name)
			t.error, t.factor = true, p.factor(of)
			if t.metric, ok = at[of]; !ok {
				t.metric = -1
				p.notes.whole(fmt.Sprintf("metric %s is a standard error, but there is no metric %s: left out", text.Quote(name), text.Quote(of)))
			}
			p.errors = p.errors || ok
		}
		p.targets = append(p.targets, t)
	}
}

// prepare gives row i its scores, all NaN.
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

// byGroup sorts the positions of entries by group, and within a group by line. Group g is order[begin[g]:begin[g+1]].
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

// contradictions reports whether a metric has different scores in group g.
func (p *pivot) contradictions(g int, entries []int32) (differs bool) {
	for _, i := range entries {
		e := &p.entries[i]
		p.seen[e.metric]++
		if p.seen[e.metric] == 1 {
			p.first[e.metric] = i
		} else if e.value != p.entries[p.first[e.metric]].value {
			differs = true
			p.replicated = p.replicated || p.rows[g].Seed == NoSeed
			p.notes.count(contradiction, int(e.line), contradicted)
		}
	}
	p.forget(entries)
	return differs
}

// forget clears what was seen of a group.
func (p *pivot) forget(entries []int32) {
	for _, i := range entries {
		p.seen[p.entries[i].metric] = 0
	}
}

// gather puts the entries of group g into its row. If they are replicates, the second entry of a metric goes into a
// second row, and so on; otherwise further entries of a metric are repetitions.
func (p *pivot) gather(g int, entries []int32, differs bool) {
	var further []int // rows of the group besides g
	for _, i := range entries {
		e := &p.entries[i]
		nth := int(p.seen[e.metric])
		p.seen[e.metric]++
		switch {
		case nth == 0:
			p.first[e.metric] = i
			p.put(g, i)
			continue
		case !differs && !agrees(&p.rows[g], e.rest, p.entries[p.first[e.metric]].rest, p.replicated):
			p.seen[e.metric]--
			p.notes.count(repetition, int(e.line), repeated)
			continue
		case !differs:
			p.notes.count(agreement, int(e.line), agreed)
		}
		if nth > len(further) {
			further = append(further, len(p.rows))
			p.rows = append(p.rows, p.rows[g])
			p.lines = append(p.lines, e.line)
			p.prepare(len(p.rows) - 1)
		}
		p.put(further[nth-1], i)
	}
	p.forget(entries)
}

// put puts the value of an entry where it belongs in a row.
func (p *pivot) put(row int, entry int32) {
	e := &p.entries[entry]
	t := p.targets[e.metric]
	r := &p.rows[row]
	switch {
	case t.metric < 0:
		return
	case t.error:
		r.Errors[t.metric] = e.value * t.factor
		return
	}
	r.Scores[t.metric] = e.value * t.factor
	if p.errs != nil {
		r.Errors[t.metric] = p.errs[entry] * t.factor
	}
	if p.pairOf != nil {
		p.pairOf[row*len(p.table.Metrics)+t.metric] = e.pair
	}
}
