package analysis

import (
	"fmt"
	"strings"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
)

// scale is a quantity that curves run along.
type scale struct {
	name string
	unit string
	of   func(*evaluations.Row) float64 // NaN or not positive if the row has none
	axis int                            // of the table; -1 for a column of real models
	last bool                           // only the last checkpoint of every model counts
	each bool                           // every model has curves of its own
}

// fewest is the smallest number of distinct scales that make a curve.
const fewest = 4

// The scales of tables of real models.
var (
	byParams = scale{name: "params", unit: "parameters", of: func(r *evaluations.Row) float64 { return r.Params }, axis: -1, last: true}
	byTokens = scale{name: "tokens", unit: "tokens", of: func(r *evaluations.Row) float64 { return r.Tokens }, axis: -1, last: true}
	byFLOPs  = scale{name: "flops", unit: "floating-point operations", of: func(r *evaluations.Row) float64 { return r.FLOPs }, axis: -1, last: true}
	byStep   = scale{name: "step", unit: "steps", of: func(r *evaluations.Row) float64 { return r.Step }, axis: -1, each: true}
)

// scalesOf returns the scales along which a table is analyzed: the swept axes of a simulated one; else training steps if
// models have several checkpoints, and the one column of size with the most distinct values. A scale that the user names
// is the only one.
func scalesOf(t *evaluations.Table, named string) ([]scale, error) {
	var all []scale
	for i, axis := range t.Axes {
		all = append(all, scale{name: axis.Name, unit: unitOf(axis), axis: i, of: func(r *evaluations.Row) float64 { return r.Axis[i] }})
	}
	if named != "" {
		return namedScale(t, all, named)
	}
	if t.Simulated {
		return all, nil
	}
	if distinct(t, byStep, fewest) >= fewest {
		all = append(all, byStep)
	}
	best, most := scale{}, 1
	for _, s := range []scale{byFLOPs, byParams, byTokens} {
		if n := distinct(t, s, 1<<10); n > most {
			best, most = s, n
		}
	}
	if most >= fewest {
		all = append(all, best)
	}
	return all, nil
}

// namedScale is the scale that the user names, or a refusal that lists those of the table.
func namedScale(t *evaluations.Table, all []scale, name string) ([]scale, error) {
	if !t.Simulated { // runs of a sweep differ along its axes alone
		for _, s := range []scale{byParams, byTokens, byFLOPs, byStep} {
			if distinct(t, s, 1) > 0 {
				all = append(all, s)
			}
		}
	}
	var known []string
	for _, s := range all {
		if s.name == name || t.Simulated && s.name == strings.ReplaceAll(name, ".", "_") { // an axis as the scenario names it
			return []scale{s}, nil
		}
		known = append(known, s.name)
	}
	return nil, text.Refuse("%s: no scale %q%s", t.Path, name, text.Hint(name, known))
}

// noScale warns of a table without a scale.
func noScale(t *evaluations.Table) string {
	if t.Simulated {
		return "no axis is swept: no curve to look along"
	}
	return fmt.Sprintf("no column of params, tokens, flops or step has %d different values: no curve to look along", fewest)
}

// tooShort warns of curves with fewer than fewest scales.
func tooShort(s scale, lines int) string {
	return fmt.Sprintf("%s along %s with fewer than %d different scales left out", text.Count(lines, "curve"), s.name, fewest)
}

// atZero warns of rows at scale 0.
func atZero(s scale, rows int) string {
	return fmt.Sprintf("%s at %s 0 left out of curves along %s, which run along the logarithm: below their first scale", text.Count(rows, "row"), s.name, s.name)
}

// distinct counts the distinct values of a scale, up to a limit.
func distinct(t *evaluations.Table, s scale, limit int) int {
	seen := map[float64]bool{}
	for i := range t.Rows {
		if x := s.of(&t.Rows[i]); x > 0 && !seen[x] {
			if seen[x] = true; len(seen) >= limit {
				break
			}
		}
	}
	return len(seen)
}

func unitOf(axis evaluations.Axis) string {
	switch {
	case axis.Path == "model.params":
		return "parameters"
	case strings.HasSuffix(axis.Path, ".items"):
		return "items"
	case axis.Path == "training.steps":
		return "steps"
	}
	return ""
}
