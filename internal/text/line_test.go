package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestPrintable(t *testing.T) {
	for s, want := range map[string]string{
		"plain é 模型": "plain é 模型", "two\nlines\tand more": "two lines and more", "\x1b[2J": `\x1b[2J`, "\u202eback": `\u202eback`, "it's\x00": `it's\x00`,
	} {
		if got := Printable(s); got != want {
			t.Errorf("%q is %q, not %q", s, got, want)
		}
	}
}

// TestNothingUnprintable holds for whatever a file has.
func TestNothingUnprintable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		for _, got := range []string{Line(s), Quote(s)} {
			if strings.ContainsFunc(got, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Fatalf("%q is %q", s, got)
			}
		}
		if n := utf8.RuneCountInString(Line(s)); n > maxRepeated+1 {
			t.Fatalf("%d characters of %q", n, s)
		}
	})
}
