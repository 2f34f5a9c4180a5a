package evaluations

// gather puts the lines of group g into its row and, where a metric has different scores, into further rows.
func (p *pivot) gather(g int, lines []int32) {
	differs := false
	for _, i := range lines {
		e := &p.entries[i]
		p.seen[e.metric]++
		if p.seen[e.metric] == 1 {
			p.first[e.metric] = e.value
		} else if e.value != p.first[e.metric] {
			differs = true
			p.notes.count(contradiction, int(e.line), 0, contradicted)
		}
	}
	for _, i := range lines {
		p.seen[p.entries[i].metric] = 0
	}
	var further []int // rows, besides g
	for _, i := range lines {
		e := &p.entries[i]
		nth := int(p.seen[e.metric])
		p.seen[e.metric]++
		switch {
		case nth == 0:
			p.put(g, i)
			continue
		case !differs:
			p.notes.count(repetition, int(e.line), 0, repeated)
			continue
		case nth > len(further):
			further = append(further, len(p.rows))
			p.rows = append(p.rows, p.rows[g])
			p.lines = append(p.lines, e.line)
			p.prepare(len(p.rows) - 1)
		}
		p.put(further[nth-1], i)
	}
	for _, i := range lines {
		p.seen[p.entries[i].metric] = 0
	}
}

// put puts a line's score where it belongs in a row.
func (p *pivot) put(row int, line int32) {
	e := &p.entries[line]
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
		r.Errors[t.metric] = p.errs[line] * t.factor
	}
	if p.pairOf != nil {
		p.pairOf[row*len(p.table.Metrics)+t.metric] = e.pair
	}
}
