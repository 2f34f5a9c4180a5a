package analysis

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// exponents says how thresholds along one scale of a simulated table move with each other axis, such
// as threshold size with a task's share: threshold = prefactor value^exponent.
func exponents(t *evaluations.Table, s scale, lines []line, found [][]measured) []Fit {
	var fits []Fit
	for a, axis := range t.Axes {
		if a == s.axis {
			continue
		}
		for _, group := range moving(t, s, a, lines) {
			for m := range found[group[0]] {
				for _, e := range []Estimator{HalfRise, OnsetScale} {
					if fit, ok := exponent(t, axis, a, s, lines, found, group, m, e); ok {
						fits = append(fits, fit)
					}
				}
			}
		}
	}
	return fits
}

// moving gathers lines that differ in one axis only, by its value; three values make a group.
func moving(t *evaluations.Table, s scale, axis int, lines []line) [][]int {
	var names []string
	groups := map[string][]int{}
	for i := range lines {
		r := lines[i].first()
		if !(r.Axis[axis] > 0) {
			continue
		}
		name := r.Task + "\x00" + fixedBut(t, r, s.axis, axis)
		if groups[name] == nil {
			names = append(names, name)
		}
		groups[name] = append(groups[name], i)
	}
	var long [][]int
	for _, name := range names {
		group := groups[name]
		slices.SortFunc(group, func(a, b int) int {
			return cmp.Compare(lines[a].first().Axis[axis], lines[b].first().Axis[axis])
		})
		if len(group) >= 3 {
			long = append(long, group)
		}
	}
	return long
}

func exponent(t *evaluations.Table, axis evaluations.Axis, a int, s scale, lines []line, found [][]measured, group []int, m int, e Estimator) (Fit, bool) {
	if !dependsOn(found, group, m) {
		return Fit{}, false
	}
	var x []float64
	var y []stat.Estimate
	for _, i := range group {
		value := found[i][m].halfRise
		if e == OnsetScale {
			value = found[i][m].onset.Scale
		}
		if value.Value > 0 {
			x, y = append(x, lines[i].first().Axis[a]), append(y, value)
		}
	}
	if len(x) < 3 {
		return Fit{}, false
	}
	power := thresholds.FitExponent(x, y)
	place := found[group[0]][m].place
	place.Fixed = fixedBut(t, lines[group[0]].first(), s.axis, a)
	fit := Fit{
		Place: place, Form: "threshold-exponent", Of: fmt.Sprintf("%s along %s against %s", e, s.name, axis.Name), Points: power.Used,
		Constants: []Constant{constant("exponent", power.Exponent), constant("prefactor", power.Prefactor)},
		Objective: math.NaN(), Condition: math.NaN(),
	}
	return fit, power.Exponent.Value == power.Exponent.Value
}

// dependsOn says whether a metric differs along the axis at all, as an expected score does not with the size of a test set.
func dependsOn(found [][]measured, group []int, m int) bool {
	first := found[group[0]][m].series.Observations
	return slices.ContainsFunc(group[1:], func(i int) bool {
		return !slices.EqualFunc(first, found[i][m].series.Observations, func(a, b stat.Observation) bool { return a.X == b.X && a.Y == b.Y })
	})
}

func constant(name string, e stat.Estimate) Constant {
	return Constant{name, e, e.Defined()}
}
