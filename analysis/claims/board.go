package claims

import (
	"slices"

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

// Differing lists the claims whose verdict differs from the recorded one.
func (b *Board) Differing() []Line {
	return slices.DeleteFunc(slices.Clone(b.Lines), func(l Line) bool { return l.Met == (l.Claim.notMet == "") })
}
