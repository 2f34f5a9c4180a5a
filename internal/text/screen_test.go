package text

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestFolded holds that a message keeps its words on a terminal, that no line with room for them is too long, and that a file gets
// one line.
func TestFolded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lead := strings.Repeat(" ", rapid.IntRange(0, 4).Draw(t, "lead"))
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z/.:0-9]{1,30}`), 1, 30).Draw(t, "words")
		line := lead + strings.Join(words, " ")
		if got := (Screen{}).folded(line); got != line {
			t.Fatalf("in a file: %q", got)
		}
		width := rapid.IntRange(40, 200).Draw(t, "width")
		got := (Screen{Width: width}).folded(line)
		if strings.Join(strings.Fields(got), " ") != strings.Join(words, " ") || !strings.HasPrefix(got, lead) {
			t.Fatalf("%q", got)
		}
		for part := range strings.Lines(got) {
			if len(strings.TrimSuffix(part, "\n")) > width {
				t.Fatalf("wider than %d: %q", width, part)
			}
		}
	})
}
