// Package glossary says what the words of tables, verdicts and summaries mean. Its text is glossary.md, which docs show too.
package glossary

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/circsim/circsim/internal/text"
)

// Markdown is the whole glossary.
//
//go:embed glossary.md
var Markdown string

// Entry is a word of the glossary.
type Entry struct {
	Section string   // heading that it stands under
	Words   []string // the word and its other forms
	Meaning string   // one paragraph of plain text
}

// Entries are all words, in the order of the page.
var Entries = sync.OnceValue(func() []Entry { return parse(Markdown) })

var (
	heading = text.Pattern(`^## (.+)$`)
	entry   = text.Pattern(`^(\*\*.+?\*\*): (.+)$`)
	between = "**, **"
)

func parse(markdown string) (entries []Entry) {
	section := ""
	for line := range strings.Lines(markdown) {
		line = strings.TrimSpace(line)
		if m := heading().FindStringSubmatch(line); m != nil {
			section = m[1]
		}
		if m := entry().FindStringSubmatch(line); m != nil {
			words := strings.Split(strings.ReplaceAll(m[1][2:len(m[1])-2], `\`, ""), between)
			entries = append(entries, Entry{section, words, strings.ReplaceAll(m[2], "`", "")})
		}
	}
	return entries
}

// Of are the entries of a word: those that name it, whatever the case and whether its parts are joined by spaces, underscores
// or hyphens.
func Of(word string) (found []Entry) {
	key := keyOf(word)
	for _, e := range Entries() {
		for _, w := range e.Words {
			if keyOf(w) == key {
				found = append(found, e)
				break
			}
		}
	}
	return found
}

// joints are what joins the parts of a word.
var joints = strings.NewReplacer("_", " ", "-", " ")

// keyOf is equal for all spellings of a word.
func keyOf(word string) string {
	key := strings.ToLower(strings.Join(strings.Fields(joints.Replace(word)), " "))
	if key == "" { // a sign
		return word
	}
	return key
}
