package output

import (
	"math"

	"github.com/circsim/circsim/sim"
)

// Value is what a column of the runs table holds: float64, int64, string, or nil where it is null.
type Value struct {
	Column
	Value any
}

// TaskValues are the end of a task as the runs table has it, without its name.
func TaskValues(t *sim.TaskResult) []Value { return valuesOf(taskResult[1:], t) }

// NetworkValues are the end of the network as the runs table has it.
func NetworkValues(n *sim.NetworkResult) []Value { return valuesOf(networkResult, n) }

func valuesOf[R any](columns group[R], r *R) []Value {
	var all []Value
	for _, f := range columns.fields() {
		all = append(all, Value{f.Column, f.value(r)})
	}
	return all
}

// Quantity gives the number that a float column of the runs table holds for a task of a run: NaN where the table
// has null, +Inf where that is the step of an event that never happened. It is nil where there is no such column.
func Quantity(column string) func(*sim.TaskResult, *sim.NetworkResult) float64 {
	if of := quantityOf(taskResult, column); of != nil {
		return func(t *sim.TaskResult, _ *sim.NetworkResult) float64 { return of(t) }
	}
	if of := quantityOf(networkResult, column); of != nil {
		return func(_ *sim.TaskResult, n *sim.NetworkResult) float64 { return of(n) }
	}
	return nil
}

func quantityOf[R any](columns group[R], name string) func(*R) float64 {
	for _, f := range columns.fields() {
		if f.Name != name || f.Type != Float64 {
			continue
		}
		missing := math.NaN()
		if f.Null == never {
			missing = math.Inf(1)
		}
		return func(r *R) float64 {
			if x, ok := f.value(r).(float64); ok {
				return x
			}
			return missing
		}
	}
	return nil
}
