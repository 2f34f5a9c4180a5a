package main

import (
	"bytes"
	"io"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/urfave/cli/v2"
)

// printHelp prints a help page. On a terminal it fills the paragraphs and breaks the lines that are too long.
func printHelp(out io.Writer, template string, data any) {
	var page bytes.Buffer
	cli.HelpPrinterCustom(&page, template, data, nil)
	screen := text.ScreenOf(out)
	if !screen.Terminal() {
		io.WriteString(out, page.String())
		return
	}
	for _, line := range filled(page.String()) {
		io.WriteString(out, hang(line, screen.Width)+"\n")
	}
}

// prose matches a line of running text of a page: neither a heading, nor an example, a command or a line with two columns.
var prose = text.Pattern(`^   [^ ]`)

// filled are the lines of a page, those of a paragraph of its description as one.
func filled(page string) (lines []string) {
	described, open := false, false
	for line := range strings.Lines(page) {
		line = strings.TrimSuffix(line, "\n")
		if line != "" && line[0] != ' ' {
			described = line == "DESCRIPTION:"
		}
		runs := described && prose().MatchString(line) && !strings.HasPrefix(line, "   circsim ") && !column().MatchString(line)
		if runs && open {
			lines[len(lines)-1] += " " + strings.TrimSpace(line)
			continue
		}
		lines, open = append(lines, line), runs
	}
	return lines
}

var (
	margin = text.Pattern(`^ *`)
	column = text.Pattern(`\S {2,}`) // where the meaning of a flag or verb, or the remark on an example begins
)

// hang breaks a line between words. What follows the break stands below the line's second column, if it has one. Commands
// are indented further, prose is not.
func hang(line string, width int) string {
	if len(line) <= width {
		return line
	}
	head := margin().FindString(line)
	indent := len(head)
	if gap := column().FindStringIndex(line); gap != nil && gap[1] <= width*3/4 {
		head, indent = line[:gap[1]], gap[1]
	} else if strings.HasPrefix(line[indent:], "circsim ") {
		indent += 3
	}
	lines := text.Fill(strings.Fields(line[len(head):]), " ", width-indent)
	return head + strings.Join(lines, "\n"+strings.Repeat(" ", indent))
}
