package evaluations

import (
	"fmt"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// notScores are the names of columns that no advice takes for scores.
var notScores = text.Pattern(`(?i)^(unnamed|index$|id$|rank$|wall|time|timestamp|date|year|runtime|lr$|learning.?rate|batch|epoch|n$|_)`)

// advice returns a command line that maps columns to the score, and the same as a mapping; empty without such columns.
func (l *layout) advice(columns []string) string {
	if len(columns) == 0 {
		return ""
	}
	command, listed := l.mapping.command(l.file.place(0).file), []string{}
	for _, name := range columns {
		command += " --column " + shellText("score="+name)
		listed = append(listed, yamlText(name))
	}
	return ", try: " + command + "; or in a mapping file: scores: [" + strings.Join(listed, ", ") + "]"
}

// command returns the command line that analyzes a file by the mapping.
func (m *Mapping) command(path string) string {
	line := "circsim analyze " + shellText(path)
	if m.file != "" {
		line += " --mapping " + shellText(m.file)
	}
	if m.chances != nil {
		line += fmt.Sprintf(" --chance %v", *m.chances)
	}
	for _, flag := range m.flags {
		line += " --column " + shellText(flag)
	}
	return line
}

// maxAdvised is the number of columns that advice names.
const maxAdvised = 4

// spare returns the unused columns that may hold scores, a few at most.
func (l *layout) spare() []string {
	var names []string
	for i, name := range l.names {
		if l.uses[i] == "" && name != "" && !notScores().MatchString(name) && !asides().MatchString(name) && l.file.numeric(i) && len(names) < maxAdvised {
			names = append(names, name)
		}
	}
	return names
}

// first returns the first name, if any.
func first(names []string) []string { return names[:min(len(names), 1)] }

// sideways returns the names in the first column that would be names of columns.
func (l *layout) sideways() (names []string) {
	for _, name := range l.file.firstWords() {
		known := headingOf(name).key != "" && isScoreName(name)
		for _, r := range roles {
			known = known || r.named(name) || r.alias(name) >= 0
		}
		if known {
			names = append(names, text.Quote(name))
		}
	}
	return names
}

// transposed reports whether the table has a line for each quantity and a column for each model.
func (l *layout) transposed() bool {
	found := len(l.sideways())
	return found >= 2 && 2*found > len(l.file.firstWords())
}
