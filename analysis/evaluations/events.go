package evaluations

import (
	"slices"

	"github.com/circsim/circsim/internal/text"
)

// eventNames are the columns of steps at which something happened to a run, under the names of our runs table.
var eventNames = []string{"step_train", "step_test", "step_test_accuracy", "step_peak_test_loss"}

// ofEvents matches the columns that describe a run's events, and are no scores of a model.
var ofEvents = text.Pattern(`^(step|peak|least|lowest|highest|min|max)_`)

// events are the columns of events in a table of them; none in a table that has a score too, or a column mapped to one.
func (l *layout) events() (names []string) {
	if len(l.mapping.scores) > 0 || l.has(roleLoss) || l.long {
		return nil
	}
	for _, s := range l.scores {
		if !ofEvents().MatchString(s.name) {
			return nil
		}
	}
	for _, name := range l.names {
		if slices.Contains(eventNames, name) {
			names = append(names, text.Line(name))
		}
	}
	return names
}
