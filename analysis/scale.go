package analysis

import (
	"fmt"
	"strings"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
)

// scale is what a curve runs along.
type scale struct {
	name string
	unit string
	of   func(*evaluations.Row) float64 // NaN or not positive: the row has no place on it
	axis int                            // of a simulated table; -1: not a swept one
	last bool                           // of every model only its last checkpoint counts
	each bool                           // every model has curves of its own
}

// fewest is the least number of different scales that make a curve.
const fewest = 4

var columns = []scale{
	{name: "params", unit: "parameters", of: func(r *evaluations.Row) float64 { return r.Params }, last: true},
	{name: "tokens", unit: "tokens", of: func(r *evaluations.Row) float64 { return r.Tokens }, last: true},
	{name: "flops", unit: "floating-point operations", of: func(r *evaluations.Row) float64 { return r.FLOPs }, last: true},
	{name: "step", unit: "steps", of: func(r *evaluations.Row) float64 { return r.Step }, each: true},
}

func column(name string) scale {
	for _, s := range columns {
		if s.name == name {
			s.axis = -1
			return s
		}
	}
	panic("findings: no scale " + name)
}

// scalesOf are the scales that a table is looked at along: the swept axes of a simulated one; of another,
// training steps where models have several checkpoints, and the one column of size that tells most
// models apart. A scale that the user names is the only one.
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
	if distinct(t, column("step"), fewest) >= fewest {
		all = append(all, column("step"))
	}
	best, most := scale{}, 1
	for _, name := range []string{"flops", "params", "tokens"} {
		if n := distinct(t, column(name), 1<<10); n > most {
			best, most = column(name), n
		}
	}
	if most >= fewest {
		all = append(all, best)
	}
	return all, nil
}

func namedScale(t *evaluations.Table, axes []scale, name string) ([]scale, error) {
	var known []string
	for _, s := range axes {
		if s.name == name {
			return []scale{s}, nil
		}
		known = append(known, s.name)
	}
	for _, s := range columns {
		s = column(s.name)
		if t.Simulated || distinct(t, s, 2) == 0 { // runs of a sweep differ along its axes alone
			continue
		}
		if s.name == name {
			return []scale{s}, nil
		}
		known = append(known, s.name)
	}
	return nil, text.Refuse("%s: no scale %q%s", t.Path, name, text.Hint(name, known))
}

// noScale tells of a table that has nothing to look along.
func noScale(t *evaluations.Table) string {
	if t.Simulated {
		return "no axis is swept: no curve to look along"
	}
	return fmt.Sprintf("no column of params, tokens, flops or step has %d different values: no curve to look along", fewest)
}

// tooShort tells of curves that fewest leaves out.
func tooShort(s scale, lines int) string {
	return fmt.Sprintf("%s along %s with fewer than %d different scales left out", text.Count(lines, "curve"), s.name, fewest)
}

// distinct counts the different values of a scale, up to a limit.
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
