package summary

import (
	"math"
	"slices"
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
		{number(226048), "226048"}, {number(1e-3), "0.001"}, {number(1234567.25), "1.235e6"}, {number(3e9), "3e9"},
		{number(49432.5), "49430"}, {number(0.00451149), "0.004511"}, {number(999999.5), "1e6"}, {precise(49432, 4), "49430"}, {precise(2.91551e6, 4), "2.916e6"},
		{step(math.Inf(1)), "never"}, {step(7583.4), "7583"},
		{Cell("{zipf: 1.34, and more of it}"), "{zipf: 1.34, and more o…"}, {Cell(true), "true"},
	} {
		if c.got != c.want {
			t.Errorf("%s, not %s", c.got, c.want)
		}
	}
}

func TestChosenLinesAreSpread(t *testing.T) {
	if got := chosen(3); !slices.Equal(got, []int{0, 1, 2}) {
		t.Error(got)
	}
	for _, n := range []int{maxLines + 1, 19, 100} {
		got := chosen(n)
		if len(got) != maxLines || got[0] != 0 || got[maxLines-1] != n-1 || len(slices.Compact(got)) != maxLines {
			t.Error(n, got)
		}
	}
}

func TestWideTableIsCut(t *testing.T) {
	var out table
	out.row(strings.Repeat("é", 150), "x")
	var text strings.Builder
	out.write(&text)
	if got := []rune(strings.TrimSpace(text.String())); len(got) != maxWidth || got[maxWidth-1] != '…' {
		t.Error(text.String())
	}
}
