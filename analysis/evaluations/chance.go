package evaluations

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/circsim/circsim/internal/text"
)

// tests sets the Test of all rows. The mapping's chances and items go before those of the table's columns, and by
// metric before by task. By task, and from a column beside several scores, they apply to shares alone.
func (b *builder) tests(pairOf func(row, metric int) int32) {
	made := map[string]*Test{} // by task and the pairs of the metrics
	var key []byte
	for i := range b.rows {
		r := &b.rows[i]
		key = append(append(key[:0], r.Task...), 0)
		if !b.pairs.none() {
			for m := range b.table.Metrics {
				key = binary.LittleEndian.AppendUint32(key, uint32(pairOf(i, m)))
			}
		}
		test, ok := made[string(key)]
		if !ok {
			test = b.test(r, func(m int) pair { return b.pairs.list[pairOf(i, m)] })
			b.checkChance(test, int(b.lines[i]))
			made[string(key)] = test
		}
		r.Test = test
	}
}

func (b *builder) test(r *Row, stated func(metric int) pair) *Test {
	t := &Test{Chance: make([]float64, len(b.table.Metrics)), Items: make([]float64, len(b.table.Metrics))}
	for m, metric := range b.table.Metrics {
		p := stated(m)
		if !b.long && !metric.Share {
			p.chance = math.NaN()
		}
		if b.mapping.chances != nil && metric.Share {
			p.chance = *b.mapping.chances
		}
		task := b.table.Task(r, m)
		if x, ok := amountOf(b.mapping.chance, task); ok && metric.Share {
			p.chance = x
		}
		if x, ok := amountOf(b.mapping.chance, metric.Name); ok {
			p.chance = x
		}
		for _, name := range []string{task, metric.Name} {
			if x, ok := amountOf(b.mapping.items, name); ok {
				p.items = x
			}
		}
		if !metric.Share {
			p.items = 0
		}
		t.Chance[m], t.Items[m] = p.chance, p.items
	}
	return t
}

// checkChance removes chance levels that cannot be in the unit of the scores: of shares those outside [0, 1], and of
// percentages those that look like shares, unless the mapping gives the metric's unit.
func (b *builder) checkChance(t *Test, line int) {
	for m, metric := range b.table.Metrics {
		x, why := t.Chance[m], ""
		_, told := amountOf(b.mapping.units, metric.Name)
		switch {
		case metric.Share && (x < 0 || x > 1):
			why = "expected 0 to 1 like the scores: taken as unknown"
		case b.percent[m] > 0 && x > 0 && x < 1 && !told:
			why = fmt.Sprintf("a share, but scores go up to %s as in percent: taken as unknown; units: {%s: 0.01} would make both shares", decimal(b.percent[m]), yamlText(metric.Name))
		default:
			continue
		}
		kind := "chance of " + metric.Name
		if _, told := b.notes.kind[kind]; !told {
			b.notes.kind[kind] = len(b.notes.list)
			b.notes.add(line, 0, 0, fmt.Sprintf("chance of %s is %s, %s", text.Quote(metric.Name), decimal(x), why))
		}
		t.Chance[m] = math.NaN()
	}
}
