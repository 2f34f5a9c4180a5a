package text

import (
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// indent begins the lines that belong to a line above.
const indent = "    "

// Wrap writes parts on indented lines as long as the screen allows, with a separator between them. It breaks no part.
func Wrap(w io.Writer, s Screen, parts []string, separator string) {
	for _, line := range fill(parts, separator, s.prose()-len(indent)) {
		fmt.Fprintln(w, indent+line)
	}
}

// Paragraph writes words on lines as long as the screen allows, all but the first indented.
func Paragraph(w io.Writer, s Screen, words string) {
	lines := fill(strings.Fields(words), " ", s.prose())
	if len(lines) == 0 {
		return
	}
	fmt.Fprintln(w, lines[0])
	Wrap(w, s, strings.Fields(strings.Join(lines[1:], " ")), " ")
}

// fill joins parts to lines of a width. A part that is wider has a line of its own.
func fill(parts []string, separator string, width int) []string {
	var lines []string
	line := ""
	for i, part := range parts {
		if i < len(parts)-1 {
			part += separator
		}
		if line != "" && columns.StringWidth(line+strings.TrimRight(part, " ")) > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += part
	}
	if line != "" {
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// columns measures text in columns of a terminal. It does not depend on the locale, so that tables are the same
// everywhere.
var columns = &runewidth.Condition{StrictEmojiNeutral: true}
