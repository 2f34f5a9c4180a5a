package text

import (
	"strconv"
	"strings"
	"unicode"
)

// maxRepeated is how many characters of foreign text a message repeats.
const maxRepeated = 80

// Line makes foreign text fit for a message: one line, printable, and not too long.
func Line(s string) string { return Shorten(Printable(s), maxRepeated) }

// Quote is foreign text for a message in quotes, escaped as in Go, and not too long.
func Quote(s string) string { return strconv.Quote(Shorten(s, maxRepeated)) }

// Shorten cuts what follows the given number of characters.
func Shorten(s string, characters int) string {
	if runes := []rune(s); len(runes) > characters {
		return string(runes[:characters]) + "…"
	}
	return s
}

// Printable makes line breaks and tabs spaces, and escapes other characters that do not print: a file that holds
// them cannot move the cursor of a terminal, or change its colours.
func Printable(s string) string {
	if strings.IndexFunc(s, unprintable) < 0 {
		return s
	}
	var out strings.Builder
	for _, r := range s {
		switch {
		case !unprintable(r):
			out.WriteRune(r)
		case unicode.IsSpace(r):
			out.WriteByte(' ')
		default:
			out.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
	}
	return out.String()
}

func unprintable(r rune) bool { return !unicode.IsPrint(r) }
