package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// mostFactors is the largest depth of a circuit.
var mostFactors = int64(generalizationShape.field("depth").shape.max)

// checkComposite checks the tasks that a task requires: they exist, and none of them requires the task itself.
func (c *checker) checkComposite(s *Scenario, t *Task) {
	faults := len(c.problems)
	for i, name := range t.Requires {
		c.checkSkill(s, t, fmt.Sprintf("requires.%d", i), name)
	}
	switch {
	case len(t.Requires) > 0 && t.Format == "":
		c.report("%s is missing, expected the task that is the skill of answering step by step", t.path("format"))(t.path("format"), t.path("requires"))
	case len(t.Requires) == 0 && t.Format != "":
		c.report("%s is %s, expected no format unless the task requires others", t.path("format"), t.Format)(t.path("format"), t.path("requires"))
	case t.Format != "":
		c.checkSkill(s, t, "format", t.Format)
	}
	if len(c.problems) > faults {
		return
	}
	if back := s.back(t.Name, t, map[string]bool{}); back != nil {
		c.report("%s leads back to the task itself (%s), expected tasks that do not need it", t.path("requires"), strings.Join(back, " needs "))(t.path("requires"), t.path("format"))
	}
}

// checkSkill checks the name of one task that t requires.
func (c *checker) checkSkill(s *Scenario, t *Task, key, name string) {
	path := t.path(key)
	switch {
	case name == t.Name:
		c.report("%s names the task itself, expected another task", path)(path, t.path("requires"))
	case s.task(name) == nil:
		c.report("%s is %s, which is no task%s", path, text.Quote(name), text.Hint(name, s.taskNames(t.Name)))(path, t.path("requires"))
	}
}

// back is a chain of tasks from t to the named task, each of which requires the next; nil if there is none.
func (s *Scenario) back(name string, t *Task, seen map[string]bool) []string {
	for _, need := range slices.Concat(t.Requires, []string{t.Format}) {
		if need == name {
			return []string{t.Name, name}
		}
		next := s.task(need)
		if next == nil || seen[need] {
			continue
		}
		seen[need] = true
		if way := s.back(name, next, seen); way != nil {
			return append([]string{t.Name}, way...)
		}
	}
	return nil
}
