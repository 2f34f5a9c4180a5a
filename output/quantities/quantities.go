package quantities

import (
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/sim"
)

// Func is a quantity of one task at the end of a run, in the unit of the runs table's column.
// Where the table has no value it is NaN; an event step is +Inf where the event never happens.
type Func func(*sim.TaskResult, *sim.NetworkResult) float64

// Names are the names of all quantities, in the order of the runs table.
func Names() []string {
	var names []string
	for _, c := range output.Columns(output.Runs, nil) {
		if output.Quantity(c.Name) != nil {
			names = append(names, c.Name)
		}
	}
	return names
}

// Hint names the quantity that may have been meant by a name that none has, or all of them.
func Hint(name string) string {
	if hint := text.Hint(name, Names()); hint != "" {
		return hint
	}
	return ", expected one of " + strings.Join(Names(), ", ")
}

// Of gives the quantity of a name, and false where there is none.
func Of(name string) (Func, bool) {
	of := output.Quantity(name)
	return of, of != nil
}
