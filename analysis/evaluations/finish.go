package evaluations

import (
	"slices"

	"github.com/circsim/circsim/internal/text"
)

// finish does what needs the whole table: names, units, sizes, shares, chance levels. pairOf returns the number of
// the chance and items that the file gives for a row and metric.
func (b *builder) finish(pairOf func(row, metric int) int32) error {
	t := b.table
	ofFile := newNotes(t.Path)
	if err := b.file.remarks(ofFile); err != nil {
		return err
	}
	cells, err := b.cellWarnings()
	if err != nil {
		return err
	}
	cells = append(ofFile.list, cells...)
	if len(b.rows) == 0 {
		return refuse(t.Path, "no rows are left%s", because(append(cells, b.notes.list...)))
	}
	if b.checkNames(); len(b.errs) > 0 {
		return b.errs
	}
	b.mixedSizes()
	b.smallFLOPs()
	b.derive()
	before := len(b.notes.list)
	b.shares()
	if !b.anything() {
		why := slices.Concat(b.notes.list[before:], cells, b.notes.list[:before])
		return refuse(t.Path, "neither a score nor a loss is left%s", because(why))
	}
	b.standardErrorsOf0()
	b.tests(pairOf)
	if err := b.drop(); err != nil {
		return err
	}
	b.families()
	b.understoodNames()
	b.offerSizes()
	b.unusedColumns()
	t.Rows, t.Lines = b.rows, b.lines
	t.Warnings = append(cells, b.notes.list...)
	return nil
}

// anything reports whether a row has a score or a loss.
func (b *builder) anything() bool {
	for i := range b.rows {
		if b.rows[i].Loss == b.rows[i].Loss || slices.ContainsFunc(b.rows[i].Scores, func(x float64) bool { return x == x }) {
			return true
		}
	}
	return false
}

// because appends the first warning, as the reason of an error.
func because(warnings []Warning) string {
	if len(warnings) == 0 {
		return ""
	}
	return ": " + warnings[0].String()
}

// unusedColumns warns of columns without a meaning.
func (b *builder) unusedColumns() {
	var names []string
	for i, use := range b.uses {
		if use == "" && !rangeOf(b.names[i]) {
			names = append(names, text.Quote(b.names[i]))
		}
	}
	if slices.ContainsFunc(b.names, rangeOf) {
		b.notes.whole("columns __MIN and __MAX are ranges of the columns beside them: left out")
	}
	if len(names) > 0 {
		b.notes.whole("columns not used: " + enumerate(names, 10))
	}
}
