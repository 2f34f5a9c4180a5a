package summary

import (
	"fmt"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// maxGaps is the number of gaps that a message lists.
const maxGaps = 5

// gaps are the runs that are missing from a table in the order of the plan.
type gaps struct {
	next int64 // next expected run
	runs int64 // missing so far
	told []string
	more bool
}

// upTo records the runs from the expected one to the one before run as missing.
func (g *gaps) upTo(run int64) {
	n := run - g.next
	if n <= 0 {
		return
	}
	g.runs += n
	span := fmt.Sprintf("%d-%d", g.next, run-1)
	if n == 1 {
		span = fmt.Sprint(g.next)
	}
	if g.more = len(g.told) == maxGaps; !g.more {
		g.told = append(g.told, span)
	}
	g.next = run
}

// String lists the missing runs.
func (g *gaps) String() string {
	list := text.Plural(g.runs, "run") + " " + strings.Join(g.told, ", ")
	if g.more {
		list += fmt.Sprintf(" and others, %d in all,", g.runs)
	}
	return list
}
