package summary

import (
	"math"
	"testing"
)

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
