package findings

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/evaluations"
	"github.com/circsim/circsim/transitions"
)

// hystereses compares what growing and shrinking data end in: of a table that sweeps a task's items at the start and
// their number after a phase of training, runs that start with the fewest items grow, those that start with
// the most shrink. Where model size is swept too, there is a width for every size.
func hystereses(t *evaluations.Table, resamples int) []Threshold {
	var rows []Threshold
	metric := metricOf(t, accuracy)
	for later, axis := range t.Axes {
		_, path, phased := strings.Cut(axis.Path, ".set.")
		first := axisOf(t, path)
		if !phased || first < 0 || metric < 0 || !strings.HasSuffix(path, ".items") {
			continue
		}
		task, size := taskOf(path), axisOf(t, "model.params")
		least, most := bounds(t, first)
		groups, names := map[string][2][]transitions.Run{}, []string(nil)
		for i := range t.Rows {
			r := &t.Rows[i]
			way := slices.Index([]float64{least, most}, r.Axis[first])
			if r.Task != task || way < 0 || least == most || !(r.Axis[later] > 0) || r.Scores[metric]-r.Scores[metric] != 0 {
				continue
			}
			name := fixedBut(t, r, later, first, size)
			if _, ok := groups[name]; !ok {
				names = append(names, name)
			}
			x := 1.0
			if size >= 0 {
				x = r.Axis[size]
			}
			group := groups[name]
			group[way] = append(group[way], transitions.Run{X: x, Y: r.Axis[later], Value: r.Scores[metric], Seed: r.Seed})
			groups[name] = group
		}
		slices.Sort(names)
		for _, name := range names {
			place := Place{Source: t.Path, Study: t.Study, Task: task, Metric: accuracy, Fixed: name, Along: axis.Name}
			grown, shrunk := groups[name][0], groups[name][1]
			found := transitions.MeasureHysteresis(grown, shrunk, half, transitions.LastRise, bootstrapOf(&place, string(HysteresisWidth), resamples))
			for _, g := range append(found.Gaps, found.Mean) {
				at := place
				if g.X == g.X && size >= 0 {
					at.Fixed = strings.TrimSuffix(fmt.Sprintf("%s=%s, %s", t.Axes[size].Name, number(g.X), name), ", ")
				}
				rows = append(rows, Threshold{
					Place: at, Estimator: HysteresisWidth, Value: g.Width.Value, Low: g.Width.Low, High: g.Width.High, Unit: "decades", Reason: g.Width.Reason,
					Chance: math.NaN(), P: g.P, Observations: len(grown) + len(shrunk), Resamples: resamples, Test: "two-sided, no hysteresis",
				})
			}
		}
	}
	return rows
}

// bounds are the least and the greatest value of an axis.
func bounds(t *evaluations.Table, axis int) (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for i := range t.Rows {
		least, most = min(least, t.Rows[i].Axis[axis]), max(most, t.Rows[i].Axis[axis])
	}
	return least, most
}
