package analysis

import (
	"cmp"
	"slices"

	"github.com/circsim/circsim/analysis/evaluations"
)

// sorted is a table whose rows are in an order of their own: what is found does not depend on the order of a
// file's lines. Those of a sweep are in the order of its plan.
func sorted(t *evaluations.Table) *evaluations.Table {
	if t.Simulated {
		return t
	}
	ordered := *t
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
