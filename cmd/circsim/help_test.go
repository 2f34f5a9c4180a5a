package main

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestHang(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"   short", "   short"},
		{"   circsim sweep SCENARIO... [--set PATH=VALUE]...", "   circsim sweep SCENARIO...\n      [--set PATH=VALUE]..."},
		{"   --quiet     no progress and no closing table", "   --quiet     no progress and no\n               closing table"},
	} {
		if got := hang(c.line, 34); got != c.want {
			t.Errorf("%q\nnot %q", got, c.want)
		}
	}
}

// Breaking lines loses no word, and only a word that is too long for a line crosses the margin.
func TestHangLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.StringMatching(`( {3})?([a-z-]{1,5}( |   )){0,20}[a-z]{1,5}`).Draw(t, "line")
		width := rapid.IntRange(20, 90).Draw(t, "width")
		got := hang(line, width)
		if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(line), " ") {
			t.Errorf("%q", got)
		}
		for part := range strings.SplitSeq(got, "\n") {
			if len(part) > width && len(strings.Fields(part)) > 1 {
				t.Errorf("%q of %q is wider than %d", part, line, width)
			}
		}
	})
}
