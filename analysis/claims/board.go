package claims

import "slices"

// Line is a claim's outcome.
type Line struct {
	Row       *Row
	Claim     *Claim
	Simulated Estimate
	Met       bool
}

// Differs says whether the verdict is not the recorded one.
func (l *Line) Differs() bool { return l.Met != (l.Claim.NotMet == "") }

// Board is the outcome of all claims, in the order of the rows.
type Board struct{ Lines []Line }

// Met counts the claims that are met.
func (b *Board) Met() int {
	n := 0
	for i := range b.Lines {
		if b.Lines[i].Met {
			n++
		}
	}
	return n
}

// without leaves out the claims of a row.
func (b *Board) without(row string) *Board {
	return &Board{Lines: slices.DeleteFunc(slices.Clone(b.Lines), func(l Line) bool { return l.Row.Name == row })}
}

// Differing are the claims whose verdict is not the recorded one.
func (b *Board) Differing() []Line {
	var lines []Line
	for _, l := range b.Lines {
		if l.Differs() {
			lines = append(lines, l)
		}
	}
	return lines
}
