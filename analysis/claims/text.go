package claims

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"
)

// WriteText writes the board for people, row by row. Colour marks the verdicts where the reader's terminal has it.
func (b *Board) WriteText(w io.Writer, colour bool) error {
	var text strings.Builder
	t := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	var row *Row
	for i := range b.Lines {
		l := &b.Lines[i]
		if l.Row != row {
			row = l.Row
			fmt.Fprintf(t, "%d %s: %s (%s)\n", row.Number, row.Name, row.Title, plural(len(row.Fitted), "free constant"))
		}
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\n", verdict(l.Met, colour), l.Claim.Name, "published "+published(l.Claim), "simulated "+simulated(l.Simulated))
	}
	t.Flush()
	text.WriteString("\n(…) is what the simulated number has to be, […] its 95% interval over seeds\n")
	fmt.Fprintf(&text, "%d of %d claims met, over %s\n", b.Met(), len(b.Lines), plural(b.rows(), "phenomenon"))
	for _, l := range b.Differing() {
		fmt.Fprintf(&text, "differs from the recorded verdict: %s/%s is %s\n", l.Row.Name, l.Claim.Name, verdict(l.Met, false))
	}
	_, err := io.WriteString(w, text.String())
	return err
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

func verdict(met, colour bool) string {
	word, ink := "met", "32"
	if !met {
		word, ink = "NOT MET", "31"
	}
	word = fmt.Sprintf("%-7s", word)
	if colour {
		return "\x1b[" + ink + "m" + word + "\x1b[0m"
	}
	return word
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

// number writes three digits, and whole numbers below a million in full.
func number(x float64) string {
	switch {
	case math.IsNaN(x):
		return "none"
	case math.IsInf(x, 1):
		return "never"
	case x == math.Trunc(x) && math.Abs(x) < 1e6:
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	if a := math.Abs(rounded); a >= 1e-3 && a < 1e6 {
		return strconv.FormatFloat(rounded, 'f', -1, 64)
	}
	return strings.NewReplacer("e+0", "e", "e+", "e", "e-0", "e-").Replace(strconv.FormatFloat(x, 'g', 3, 64))
}

func plural(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case noun == "phenomenon":
		return fmt.Sprintf("%d phenomena", n)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
