package claims

import (
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
)

// Line is a claim with its simulated number.
type Line struct {
	Row       *Row
	Claim     *Claim
	Simulated stat.Estimate
	Met       bool
}

// Board lists the claims of some rows, in the order of the rows.
type Board struct{ Lines []Line }

// BoardOf is the board of some outcomes.
func BoardOf(outcomes []Outcome) *Board {
	b := &Board{}
	for _, o := range outcomes {
		b.Lines = append(b.Lines, o.Lines...)
	}
	return b
}

// met counts the claims that are met.
func (b *Board) met() int { return count(b.Lines, func(l Line) bool { return l.Met }) }

// of is the part of the board with claims of one grade.
func (b *Board) of(g grade) *Board {
	return &Board{slices.DeleteFunc(slices.Clone(b.Lines), func(l Line) bool { return l.Claim.grade != g })}
}

// headline is the score: predictions met of predictions made.
func (b *Board) headline() string {
	made := b.of(prediction)
	return fmt.Sprintf("%d of %d predictions are met", made.met(), len(made.Lines))
}

// others counts the claims that are no predictions, by grade; empty where there are none.
func (b *Board) others() string {
	var parts []string
	for _, g := range grades {
		if some := b.of(g); g != prediction && len(some.Lines) > 0 {
			parts = append(parts, fmt.Sprintf("%s %d of %d", g, some.met(), len(some.Lines)))
		}
	}
	return strings.Join(parts, ", ")
}

// Differing lists the claims whose verdict differs from the recorded one.
func (b *Board) Differing() []Line {
	return slices.DeleteFunc(slices.Clone(b.Lines), func(l Line) bool { return l.Met == (l.Claim.notMet == "") })
}
