package text

import (
	"io"
	"strconv"
	"strings"
	"unicode"
)

const maxRepeated = 80 // characters of foreign text in a message

// Line prepares foreign text for a message: one line, printable, and not too long.
func Line(s string) string { return Shorten(Printable(s), maxRepeated) }

// Quote prepares foreign text for a message: in quotes, escaped as in Go, and not too long.
func Quote(s string) string { return strconv.Quote(Shorten(s, maxRepeated)) }

// Messages is a writer for messages about files, which may hold anything: of the characters that do not print only line
// breaks reach W. If W is a terminal, lines that are too long for it are broken between words. Every Write is of whole lines.
type Messages struct{ W io.Writer }

// Write escapes what does not print. It counts the bytes of p, not those that W gets.
func (m Messages) Write(p []byte) (int, error) {
	screen := ScreenOf(m.W)
	lines := strings.Split(string(p), "\n")
	for i, line := range lines {
		lines[i] = screen.folded(Printable(line))
	}
	if _, err := io.WriteString(m.W, strings.Join(lines, "\n")); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Shorten cuts a text after a number of characters, and marks the cut.
func Shorten(s string, characters int) string {
	if runes := []rune(s); len(runes) > characters {
		return string(runes[:characters]) + "…"
	}
	return s
}

// Printable prepares the whole of a foreign text. It replaces line breaks and tabs by spaces, and escapes other characters
// that do not print, such as those that move the cursor of a terminal or change its colours.
func Printable(s string) string {
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
