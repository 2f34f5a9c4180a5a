package evaluations

import (
	"strings"
	"unicode/utf8"
)

// words numbers the different texts of a table and keeps each once. The empty text has number 0.
type words struct {
	numbers map[string]int32
	list    []string
	invalid bool // some text was not UTF-8
}

func newWords() *words {
	return &words{numbers: map[string]int32{"": 0}, list: []string{""}}
}

// number returns the number of a text. It does not retain s, which may be part of a large buffer.
func (w *words) number(s string) int32 {
	if n, ok := w.numbers[s]; ok {
		return n
	}
	return w.add(strings.Clone(s))
}

// numberOf is number for bytes. It allocates only if the text is new.
func (w *words) numberOf(s []byte) int32 {
	if n, ok := w.numbers[string(s)]; ok {
		return n
	}
	return w.add(string(s))
}

func (w *words) add(s string) int32 {
	n := int32(len(w.list))
	w.numbers[s] = n
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		w.invalid = true
	}
	w.list = append(w.list, s)
	return n
}
