package analysis

import (
	"slices"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/scalinglaws"
)

// trainedRuns are the models of one family and condition.
type trainedRuns struct {
	place Place
	runs  []scalinglaws.Run
}

// models are the different models of a table, whatever the task, with the loss at their last checkpoint. They are
// gathered by family and what is held fixed, in the order of these.
func models(t *evaluations.Table) []*trainedRuns {
	sized, long := axisOf(t, "model.params"), axisOf(t, "training.steps")
	var names []string
	groups := map[string]*trainedRuns{}
	seen := map[string]map[scalinglaws.Run]bool{}
	final := lastSteps(t)
	var g *trainedRuns
	var name string
	var last *evaluations.Row
	for i := range t.Rows {
		r := &t.Rows[i]
		if r.Loss-r.Loss != 0 || r.Model != "" && r.Step < final[trainedOf(r)] {
			continue
		}
		if last == nil || r.Subject != last.Subject || !slices.Equal(r.Axis, last.Axis) {
			fixed := fixedBut(t, r, sized, long)
			name = r.Family + "\x00" + fixed
			if g = groups[name]; g == nil {
				g = &trainedRuns{place: Place{Source: t.Path, Study: t.Study, Family: r.Family, Fixed: fixed, Metric: "loss"}}
				names, groups[name], seen[name] = append(names, name), g, map[scalinglaws.Run]bool{}
			}
		}
		last = r
		run := scalinglaws.Run{Params: known(r.Params), Tokens: known(r.Tokens), FLOPs: known(r.FLOPs), Loss: r.Loss}
		if !seen[name][run] {
			seen[name][run] = true
			g.runs = append(g.runs, run)
		}
	}
	slices.Sort(names)
	var all []*trainedRuns
	for _, name := range names {
		all = append(all, groups[name])
	}
	return all
}

// known is 0 for a scale that is not: a number that equals itself.
func known(x float64) float64 {
	if x != x {
		return 0
	}
	return x
}
