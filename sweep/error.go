package sweep

import (
	"fmt"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// RunError is a run that could not be finished, and how to repeat it.
type RunError struct {
	Scenario string
	Run      int64
	Seed     int64
	Values   []scenarios.Assignment // of the swept keys
	Others   int64                  // runs after it that failed too
	Err      error
}

// Error names the run by everything that determines it.
func (e *RunError) Error() string {
	var at strings.Builder
	for _, a := range e.Values {
		fmt.Fprintf(&at, ", %s=%v", a.Path, a.Value)
	}
	others := ""
	if e.Others > 0 {
		others = fmt.Sprintf(" (and %s)", text.Count(e.Others, "other run"))
	}
	return fmt.Sprintf("scenario %s, run %d (seed %d%s): %v%s", e.Scenario, e.Run, e.Seed, &at, e.Err, others)
}

// Unwrap gives the cause.
func (e *RunError) Unwrap() error { return e.Err }
