package text

import (
	"strings"

	"github.com/mattn/go-runewidth"
)

// columns measures text in columns of a terminal, whatever the locale.
var columns = &runewidth.Condition{StrictEmojiNeutral: true}

// Fill joins parts to lines of at most a width. A wider part has a line of its own.
func Fill(parts []string, separator string, width int) []string {
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
