package summary

import (
	"math"
	"strings"
	"testing"
)

func TestLabelsAreShortAndDifferent(t *testing.T) {
	for _, c := range []struct{ paths, want string }{
		{"tasks.a.items model.params", "items params"},
		{"tasks.a.items tasks.b.items model.params", "a.items b.items params"},
		{"tasks.a.generalization.gain tasks.a.memorization.gain", "generalization.gain memorization.gain"},
		{"gain tasks.a.gain", "gain a.gain"},
	} {
		if got := Labels(strings.Fields(c.paths)); strings.Join(got, " ") != c.want {
			t.Errorf("%v, not %s", got, c.want)
		}
	}
}

func TestCells(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{step(math.Inf(1)), "never"}, {step(7583.4), "7583"},
		{Cell("{zipf: 1.34, and more of it}"), "{zipf: 1.34, and more o…"}, {Cell(true), "true"},
	} {
		if c.got != c.want {
			t.Errorf("%s, not %s", c.got, c.want)
		}
	}
}
