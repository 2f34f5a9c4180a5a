package scenarios

import (
	"fmt"
	"slices"

	"github.com/circsim/circsim/internal/text"
)

// path is the path of one of the task's keys.
func (t *Task) path(key string) string { return "tasks." + t.Name + "." + key }

// task is the named task, nil if there is none.
func (s *Scenario) task(name string) *Task {
	for i := range s.Tasks {
		if s.Tasks[i].Name == name {
			return &s.Tasks[i]
		}
	}
	return nil
}

// taskPaths are the paths of a key of all tasks.
func (s *Scenario) taskPaths(key string) []string {
	var paths []string
	for i := range s.Tasks {
		paths = append(paths, s.Tasks[i].path(key))
	}
	return paths
}

// taskNames are the names of all tasks but one; "" leaves none out.
func (s *Scenario) taskNames(but string) []string {
	var names []string
	for i := range s.Tasks {
		if name := s.Tasks[i].Name; name != but {
			names = append(names, name)
		}
	}
	return names
}

// OneTask is the task of a name, or the only task if the name is empty. The error says which names were expected.
func (s *Scenario) OneTask(name string) (string, error) {
	names := s.taskNames("")
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
