package main

import (
	"bytes"
	"io"
	"regexp"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/urfave/cli/v2"
)

// printHelp prints a help page. On a terminal it breaks the lines that are too long.
func printHelp(out io.Writer, template string, data any) {
	var page bytes.Buffer
	cli.HelpPrinterCustom(&page, template, data, nil)
	screen := text.ScreenOf(out)
	for line := range strings.Lines(page.String()) {
		line = strings.TrimSuffix(line, "\n")
		if screen.Terminal() {
			line = hang(line, screen.Width)
		}
		io.WriteString(out, line+"\n")
	}
}

var (
	margin = regexp.MustCompile(`^ *`)
	column = regexp.MustCompile(`\S {2,}`) // where the meaning of a flag or verb, or the remark on an example begins
)

// hang breaks a line between words. What follows the break stands below the line's second column, if it has one. Commands
// are indented further, prose is not.
func hang(line string, width int) string {
	if len(line) <= width {
		return line
	}
	head := margin.FindString(line)
	indent := len(head)
	if gap := column.FindStringIndex(line); gap != nil && gap[1] <= width*3/4 {
		head, indent = line[:gap[1]], gap[1]
	} else if strings.HasPrefix(line[indent:], "circsim ") {
		indent += 3
	}
	lines := text.Fill(strings.Fields(line[len(head):]), " ", width-indent)
	return head + strings.Join(lines, "\n"+strings.Repeat(" ", indent))
}
