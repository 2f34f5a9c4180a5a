package text

import (
	"strconv"
	"strings"
	"unicode"
)

const maxRepeated = 80 // characters of foreign text in a message

// Line prepares foreign text for a message: one line, printable, and not too long.
func Line(s string) string { return Shorten(printable(s), maxRepeated) }

// Quote prepares foreign text for a message: in quotes, escaped as in Go, and not too long.
func Quote(s string) string { return strconv.Quote(Shorten(s, maxRepeated)) }

// Shorten cuts a text after a number of characters, and marks the cut.
func Shorten(s string, characters int) string {
	if runes := []rune(s); len(runes) > characters {
		return string(runes[:characters]) + "…"
	}
	return s
}

// printable replaces line breaks and tabs by spaces, and escapes other characters that do not print, such as those that
// move the cursor of a terminal or change its colours.
func printable(s string) string {
	var out strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsPrint(r):
			out.WriteRune(r)
		case unicode.IsSpace(r):
			out.WriteByte(' ')
		default:
			out.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
	}
	return out.String()
}
