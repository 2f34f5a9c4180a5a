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

// exponents fits how thresholds along one scale of a simulated table depend on each other axis, such as the threshold size
// on a task's share: threshold = prefactor value^exponent.
func exponents(t *evaluations.Table, s scale, lines []line, found [][]measured) []Fit {
	var fits []Fit
	for a, axis := range t.Axes {
		if a == s.axis {
			continue
		}
		for _, group := range moving(t, s, a, lines) {
			for m := range found[group[0]] {
				for _, e := range []Estimator{found[group[0]][m].half, onsetScale} {
					if fit, ok := exponent(t, axis, a, s, lines, found, group, m, e); ok {
						fits = append(fits, fit)
					}
				}
			}
		}
	}
	return fits
}

// moving groups the lines that differ in one axis only, in the order of its values. A group has three values or more.
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

// exponent fits the thresholds of one group of lines under one metric.
func exponent(t *evaluations.Table, axis evaluations.Axis, a int, s scale, lines []line, found [][]measured, group []int, m int, e Estimator) (Fit, bool) {
	if !dependsOn(found, group, m) {
		return Fit{}, false
	}
	var x []float64
	var y []stat.Estimate
	for _, i := range group {
		value := found[i][m].halfRise
		if e == onsetScale {
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
	of := fmt.Sprintf("%s along %s against %s", e, s.name, axis.Name)
	return powerLaw(place, "threshold-exponent", of, power), power.Exponent.Defined()
}

// dependsOn says whether a metric varies along the axis. An expected score does not with the size of a test set.
func dependsOn(found [][]measured, group []int, m int) bool {
	first := found[group[0]][m].series.Observations
	return slices.ContainsFunc(group[1:], func(i int) bool {
		return !slices.EqualFunc(first, found[i][m].series.Observations, func(a, b stat.Observation) bool { return a.X == b.X && a.Y == b.Y })
	})
}

func constant(name string, e stat.Estimate) Constant {
	return Constant{name, e, e.Defined()}
}

// powerLaw is the fit of a power law between two columns of numbers.
func powerLaw(place Place, form, of string, e thresholds.Exponent) Fit {
	fit := unsearched(place, form, of, e.Used)
	fit.Constants = []Constant{constant("exponent", e.Exponent), constant("prefactor", e.Prefactor)}
	return fit
}

// unsearched is a fit without an optimum that was searched for.
func unsearched(place Place, form, of string, points int) Fit {
	return Fit{Place: place, Form: form, Of: of, Points: points, Objective: math.NaN(), Condition: math.NaN()}
}
