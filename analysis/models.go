package analysis

import (
	"slices"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/scalinglaws"
)

// trainedRuns are the models of one family and condition.
type trainedRuns struct {
	place  Place
	runs   []scalinglaws.Run
	rows   []int32 // by run: the row of the table
	seeded bool    // runs have seeds: unlike ones may be replicates
}

// models returns the distinct models of a table, whatever the task, with the loss at their last checkpoint, grouped by
// family and what is held fixed.
func models(t *evaluations.Table) []*trainedRuns {
	sized, long := axisOf(t, "model.params"), axisOf(t, "training.steps")
	final := lastSteps(t)
	var last *evaluations.Row
	var name string
	groups := grouped(t, func(r *evaluations.Row) (string, bool) {
		if r.Loss-r.Loss != 0 || r.Model != "" && r.Step < final[trainedOf(r)] {
			return "", false
		}
		if last == nil || r.Subject != last.Subject || !slices.Equal(r.Axis, last.Axis) { // else the name is the same
			name = r.Family + "\x00" + fixedBut(t, r, sized, long)
		}
		last = r
		return name, true
	})
	var all []*trainedRuns
	for _, rows := range groups {
		first := &t.Rows[rows[0]]
		place := Place{Source: t.Path, Study: t.Study, Family: first.Family, Fixed: fixedBut(t, first, sized, long), Metric: "loss"}
		g := &trainedRuns{place: place}
		g.add(t, rows)
		all = append(all, g)
	}
	return all
}

// runOf is a row's model. Unknown scales are 0.
func runOf(r *evaluations.Row) scalinglaws.Run {
	return scalinglaws.Run{Params: known(r.Params), Tokens: known(r.Tokens), FLOPs: known(r.FLOPs), Loss: r.Loss}
}

// add adds the models of some rows, the first of equal ones.
func (g *trainedRuns) add(t *evaluations.Table, rows []int32) {
	seen := map[scalinglaws.Run]bool{}
	for _, i := range rows {
		r := &t.Rows[i]
		run := runOf(r)
		if seen[run] {
			continue
		}
		seen[run] = true
		g.runs, g.rows = append(g.runs, run), append(g.rows, i)
		g.seeded = g.seeded || r.Seed != evaluations.NoSeed
	}
}

// distinctRuns keeps the first of equal runs, in place.
func distinctRuns(runs []scalinglaws.Run) []scalinglaws.Run {
	seen := map[scalinglaws.Run]bool{}
	return slices.DeleteFunc(runs, func(r scalinglaws.Run) bool {
		known := seen[r]
		seen[r] = true
		return known
	})
}

// known is x, or 0 if x is NaN, so that equal runs compare equal.
func known(x float64) float64 {
	if x != x {
		return 0
	}
	return x
}
