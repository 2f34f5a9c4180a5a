package evaluations

import (
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// finish draws the conclusions that need the whole table. pairOf gives the pair that a row states for a metric.
func (b *builder) finish(pairOf func(row, metric int) int32) error {
	t := b.table
	first := newNotes(t.Path)
	if err := b.file.remarks(first); err != nil {
		return err
	}
	cells, err := b.cellWarnings()
	if err != nil {
		return err
	}
	cells = append(first.list, cells...)
	if len(b.rows) == 0 {
		return scenarios.Errors{place{file: t.Path}.fault("no row is left%s", becauseOf(append(cells, b.notes.list...)))}
	}
	if b.checkNames(); len(b.errs) > 0 {
		return b.errs
	}
	b.mixedSizes()
	b.derive()
	before := len(b.notes.list)
	b.shares()
	if !b.anything() {
		why := slices.Concat(b.notes.list[before:], cells, b.notes.list[:before])
		return scenarios.Errors{place{file: t.Path}.fault("neither a score nor a loss is left%s", becauseOf(why))}
	}
	b.tests(pairOf)
	if err := b.drop(); err != nil {
		return err
	}
	b.families()
	b.unusedColumns()
	t.Rows = b.rows
	t.Warnings = append(cells, b.notes.list...)
	return nil
}

// anything says whether some row has a score or a loss.
func (b *builder) anything() bool {
	for i := range b.rows {
		if b.rows[i].Loss == b.rows[i].Loss || slices.ContainsFunc(b.rows[i].Scores, func(x float64) bool { return x == x }) {
			return true
		}
	}
	return false
}

// becauseOf names the first of some warnings.
func becauseOf(warnings []Warning) string {
	if len(warnings) == 0 {
		return ""
	}
	return ": " + warnings[0].String()
}

// unusedColumns names the columns that nothing is made of.
func (b *builder) unusedColumns() {
	var names []string
	for i, use := range b.uses {
		if use == "" {
			names = append(names, text.Quote(b.names[i]))
		}
	}
	if len(names) == 0 {
		return
	}
	more := ""
	if len(names) > 10 {
		more = fmt.Sprintf(" and %d more", len(names)-10)
		names = names[:10]
	}
	b.notes.whole("columns not used: " + strings.Join(names, ", ") + more)
}
