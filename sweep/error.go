package sweep

import (
	"fmt"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// RunError is the failure of a run. It names everything that is needed to repeat the run.
type RunError struct {
	Scenario string
	Run      int64                  // number in the plan, from 0
	Seed     int64                  // from 1
	Values   []scenarios.Assignment // of the swept keys
	Others   int64                  // number of other runs that failed
	Err      error                  // the cause
}

// Error names the run and the cause.
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
