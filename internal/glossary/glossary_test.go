package glossary

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Every paragraph of the page is an entry with a meaning, and no word has two.
func TestEntriesAreWhole(t *testing.T) {
	if n := strings.Count(Markdown, "\n**"); n != len(Entries()) {
		t.Errorf("%d paragraphs, %d entries", n, len(Entries()))
	}
	var keys []string
	for _, e := range Entries() {
		if e.Section == "" || !strings.HasSuffix(e.Meaning, ".") {
			t.Errorf("%+v", e)
		}
		for _, w := range e.Words {
			if slices.Contains(keys, keyOf(w)) {
				t.Errorf("%s has two entries", w)
			}
			keys = append(keys, keyOf(w))
		}
	}
}

// A word is found in any case, and however its parts are joined.
func TestSpellings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := rapid.SampledFrom(Entries()).Draw(t, "entry")
		word := rapid.SampledFrom(e.Words).Draw(t, "word")
		if keyOf(word) != word { // not a sign
			word = strings.NewReplacer(" ", rapid.SampledFrom([]string{" ", "-", "_", "  "}).Draw(t, "joint")).Replace(word)
			if rapid.Bool().Draw(t, "upper") {
				word = strings.ToUpper(word)
			}
		}
		if found := Of(word); len(found) != 1 || found[0].Meaning != e.Meaning {
			t.Errorf("%q: %v", word, found)
		}
	})
	if found := Of("nonsense"); found != nil {
		t.Error(found)
	}
}
