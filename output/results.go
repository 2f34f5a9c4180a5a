package output

import (
	"math"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output/columns"
	"github.com/circsim/circsim/sim"
)

// Quantity returns a number of a task at the end of a run: what a float column of the runs table holds, in its unit.
// It is NaN where the table has null, but +Inf for the step of an event that never happened.
type Quantity func(*sim.TaskResult, *sim.NetworkResult) float64

// QuantityOf returns the quantity of a column; false if no float column of the runs table has that name.
func QuantityOf(column string) (Quantity, bool) {
	for _, f := range runRow.Fields() {
		if f.Name != column || f.Type != Float64 {
			continue
		}
		missing := math.NaN()
		if f.Null == columns.Never {
			missing = math.Inf(1)
		}
		return func(t *sim.TaskResult, n *sim.NetworkResult) float64 {
			if x, ok := f.Value(&RunRow{Task: *t, Network: *n}).(float64); ok {
				return x
			}
			return missing
		}, true
	}
	return nil, false
}

// QuantityHint ends the message about an unknown quantity: with the name that may have been meant, or with all names.
func QuantityHint(name string) string {
	names := QuantityNames()
	if hint := text.Hint(name, names); hint != "" {
		return hint
	}
	return ", expected one of " + strings.Join(names, ", ")
}

// QuantityNames are the columns that QuantityOf knows.
func QuantityNames() []string {
	var names []string
	for _, c := range runRow.Columns() {
		if c.Type == Float64 {
			names = append(names, c.Name)
		}
	}
	return names
}
