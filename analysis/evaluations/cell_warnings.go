package evaluations

import (
	"fmt"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// cellWarnings warns of cells without a usable value. It returns an error for columns of numbers that hold none and
// have words.
func (b *builder) cellWarnings() ([]Warning, error) {
	var list []Warning
	var errs scenarios.Errors
	for i, faults := range b.file.cells().list {
		column := b.wanted[i].column
		name, use, bad := text.Quote(b.names[column]), b.uses[column], 0
		for is := range faults {
			bad += faults[is].count
		}
		if f := faults[notNumber]; f.count > 0 && bad == b.fileRows {
			errs = append(errs, place{b.table.Path, f.line, f.column}.fault("column %s is %s and holds no numbers, but text such as %s, expected numbers", name, use, f.text))
			continue
		}
		for _, kind := range []struct {
			is   state
			text string
		}{
			{missing, "column %[1]s has no value"},
			{infinite, "column %[1]s has %[2]s, infinite or beyond 1.8e308: taken as missing"},
			{notNumber, "column %[1]s has %[2]s, not a number: taken as missing"},
			{otherStyle, "column %[1]s has %[2]s, written unlike its first size, expected all as plain numbers or all with K, M, B or T: taken as missing"},
		} {
			if f := faults[kind.is]; f.count > 0 {
				list = append(list, Warning{b.table.Path, f.line, f.column, fmt.Sprintf(kind.text, name, f.text), f.count})
			}
		}
		if b.file.style(i) == suffixed {
			list = append(list, Warning{Path: b.table.Path, Text: fmt.Sprintf("column %s has sizes with K, M, B or T: read as 1e3, 1e6, 1e9 and 1e12", name)})
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return list, nil
}
