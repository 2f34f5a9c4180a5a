package analysis

import (
	"cmp"
	"maps"
	"slices"

	"github.com/circsim/circsim/analysis/evaluations"
)

// sorted returns a table whose order of rows does not depend on the order of a file's lines. Those of a sweep stay in the
// order of its plan.
func sorted(t *evaluations.Table) *evaluations.Table {
	if t.Simulated {
		return t
	}
	ordered := *t
	ordered.Lines = nil
	ordered.Rows = slices.Clone(t.Rows)
	slices.SortStableFunc(ordered.Rows, compareRows)
	return &ordered
}

func compareRows(a, b evaluations.Row) int {
	order := 0
	if a.Subject != b.Subject {
		order = cmp.Or(cmp.Compare(a.Task, b.Task), cmp.Compare(a.Family, b.Family), cmp.Compare(a.Model, b.Model), cmp.Compare(a.Condition, b.Condition))
	}
	order = cmp.Or(order, slices.Compare(a.Axis, b.Axis), cmp.Compare(a.Params, b.Params), cmp.Compare(a.Tokens, b.Tokens),
		cmp.Compare(a.FLOPs, b.FLOPs), cmp.Compare(a.Step, b.Step), cmp.Compare(a.Seed, b.Seed), cmp.Compare(a.Loss, b.Loss))
	if order == 0 {
		order = cmp.Or(slices.Compare(a.Scores, b.Scores), slices.Compare(a.Errors, b.Errors))
	}
	return order
}

// grouped collects the indices of the rows that have a name by it, in the order of the names.
func grouped(t *evaluations.Table, nameOf func(*evaluations.Row) (name string, ok bool)) [][]int32 {
	groups := map[string][]int32{}
	for i := range t.Rows {
		if name, ok := nameOf(&t.Rows[i]); ok {
			groups[name] = append(groups[name], int32(i))
		}
	}
	var all [][]int32
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		all = append(all, groups[name])
	}
	return all
}
