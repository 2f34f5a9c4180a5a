package scenarios

import (
	"fmt"
	"slices"

	"github.com/circsim/circsim/internal/text"
)

// OneTask is the task of a name, and where that is empty the only one. The error says what was
// expected instead.
func (s *Scenario) OneTask(name string) (string, error) {
	var names []string
	for _, t := range s.Tasks {
		names = append(names, t.Name)
	}
	switch {
	case name == "" && len(names) == 1:
		return names[0], nil
	case name == "":
		return "", fmt.Errorf("missing, expected %s", text.OneOf(names))
	case !slices.Contains(names, name):
		return "", fmt.Errorf("unknown task %s%s", text.Quote(name), text.Hint(name, names))
	}
	return name, nil
}
