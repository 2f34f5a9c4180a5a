package claims

import (
	"fmt"
	"math"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// Text is the board for people, row by row. Colour marks the verdicts where the screen has it.
func (b *Board) Text(s text.Screen) string {
	p := text.NewPage(s)
	var t *text.Table
	for i := range b.Lines {
		l := &b.Lines[i]
		cells := []string{"", fmt.Sprintf("%-7s", verdict(l.Met)), l.Claim.Name, "published " + published(l.Claim), "simulated " + simulated(l.Simulated)}
		if i > 0 && l.Row == b.Lines[i-1].Row {
			t.Row(cells...)
			continue
		}
		if t != nil {
			p.Table(t)
		}
		p.Line("%d %s: %s (%s)", l.Row.Number, l.Row.Name, l.Row.Title, text.Count(len(l.Row.Fitted), "free constant"))
		t = text.NewTable(cells...)
		t.Ink = ink
	}
	if t != nil {
		p.Table(t)
	}
	p.Gap()
	p.Line("(…) is what the simulated number has to be, […] its 95%% interval over seeds")
	p.Line("%d of %d claims met, over %s", b.Met(), len(b.Lines), text.Count(b.rows(), "phenomenon"))
	for _, l := range b.Differing() {
		p.Line("differs from the recorded verdict: %s/%s is %s", l.Row.Name, l.Claim.Name, verdict(l.Met))
	}
	return p.String()
}

func (b *Board) rows() int {
	n := 0
	for i := range b.Lines {
		if i == 0 || b.Lines[i].Row != b.Lines[i-1].Row {
			n++
		}
	}
	return n
}

const (
	met    = "met"
	notMet = "NOT MET"
)

func verdict(is bool) string {
	if is {
		return met
	}
	return notMet
}

// ink is the colour of a verdict.
func ink(cell string) string {
	switch strings.TrimRight(cell, " ") {
	case met:
		return "32" // green
	case notMet:
		return "31" // red
	}
	return ""
}

// published writes what a claim asks for: its number, or the range where there is none.
func published(c *Claim) string {
	asked := "at least " + number(c.Expect.Low)
	switch {
	case c.Expect.Low == c.Expect.High:
		asked = "exactly " + number(c.Expect.Low)
	case !math.IsInf(c.Expect.Low, 0) && !math.IsInf(c.Expect.High, 0):
		asked = number(c.Expect.Low) + " to " + number(c.Expect.High)
	case math.IsInf(c.Expect.Low, 0):
		asked = "at most " + number(c.Expect.High)
	}
	if c.Published != c.Published {
		return "– (" + asked + ")"
	}
	return number(c.Published) + " (" + asked + ")"
}

// simulated writes an estimate with its interval.
func simulated(e Estimate) string {
	if e.Low == e.Value && e.High == e.Value || e.Value != e.Value {
		return number(e.Value)
	}
	return fmt.Sprintf("%s [%s, %s]", number(e.Value), number(e.Low), number(e.High))
}

// number writes three digits. An event that never comes is at infinity.
func number(x float64) string {
	if math.IsInf(x, 1) {
		return "never"
	}
	return text.Number(x, 3)
}
