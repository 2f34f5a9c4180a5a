package summary

import (
	"fmt"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// maxGaps is how many gaps are told.
const maxGaps = 5

// gaps are the runs that are missing from a table, which is in the order of the plan.
type gaps struct {
	next int64 // expected
	runs int64 // missing so far
	told []string
	more bool
}

// upTo takes all runs from the expected one to that before run for missing.
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

// String tells which runs are missing.
func (g *gaps) String() string {
	list := text.Plural(g.runs, "run") + " " + strings.Join(g.told, ", ")
	if g.more {
		list += fmt.Sprintf(" and others, %d in all,", g.runs)
	}
	return list
}
