package claims

import (
	"fmt"
	"math"
	"strings"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/text"
)

// Text is the board for people, row by row. On a screen with colour, verdicts are green or red.
func (b *Board) Text(s text.Screen) string {
	p := text.NewPage(s)
	rows := 0
	for lines := b.Lines; len(lines) > 0; rows++ {
		row := lines[0].Row
		p.Line("%d %s: %s (%s)", row.number, row.Name, row.Title, text.Count(len(row.constants), "free constant"))
		t := &text.Table{Ink: ink}
		for len(lines) > 0 && lines[0].Row == row {
			l := lines[0]
			t.Row("", fmt.Sprintf("%-7s", verdict(l.Met)), l.Claim.Name, string(l.Claim.grade), "published "+published(l.Claim), "simulated "+simulated(l.Simulated))
			lines = lines[1:]
		}
		p.Table(t)
	}
	p.Gap()
	p.Line("(…) is what the simulated number has to be, […] its 95%% interval over seeds")
	p.Line("%s, over %s", b.headline(), text.Count(rows, "phenomenon"))
	if others := b.others(); others != "" {
		p.Line("other claims met, by grade: %s", others)
	}
	for _, l := range b.Differing() {
		p.Line("differs from the recorded verdict: %s/%s is %s", l.Row.Name, l.Claim.Name, verdict(l.Met))
	}
	return p.String()
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

// ink makes verdicts green or red.
func ink(cell string) string {
	return map[string]string{met: "32", notMet: "31"}[strings.TrimRight(cell, " ")]
}

// published writes the published number, or a dash where there is none, and the range of the simulated one.
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
	if c.published != c.published {
		return "– (" + asked + ")"
	}
	return number(c.published) + " (" + asked + ")"
}

// simulated writes an estimate with its interval.
func simulated(e stat.Estimate) string {
	if e.Low == e.Value && e.High == e.Value || e.Value != e.Value {
		return number(e.Value)
	}
	return fmt.Sprintf("%s [%s, %s]", number(e.Value), number(e.Low), number(e.High))
}

// number writes three digits. The place of an event that does not happen is infinite.
func number(x float64) string {
	if math.IsInf(x, 1) {
		return "never"
	}
	return text.Number(x, 3)
}
