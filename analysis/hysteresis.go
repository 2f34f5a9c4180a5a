package analysis

import (
	"math"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/transitions"
)

// loop holds the runs of one task whose data grew during training, and those whose data shrank.
type loop struct {
	table              *evaluations.Table
	first, later, size int // axes: items at the start and after a phase of training, model size or -1
	metric             int
	place              Place
	ways               [2][]int32 // rows, grown and shrunk
}

// hystereses compares the outcomes of growing and shrinking data, in a table that sweeps a task's items at the start and
// after a phase of training: runs that start with the fewest items grow, those that start with the most shrink. If model
// size is swept too, there is a width for every size.
func hystereses(t *evaluations.Table, resamples int) []Threshold {
	var rows []Threshold
	metric := metricOf(t, accuracy)
	for later, axis := range t.Axes {
		_, path, phased := strings.Cut(axis.Path, ".set.")
		if first := axisOf(t, path); phased && first >= 0 && metric >= 0 && strings.HasSuffix(path, ".items") {
			for _, l := range loops(t, first, later, metric) {
				rows = append(rows, l.widths(resamples)...)
			}
		}
	}
	return rows
}

// loops returns the loops of a table, by what is held fixed.
func loops(t *evaluations.Table, first, later, metric int) []*loop {
	task, size := taskOf(t.Axes[first].Path), axisOf(t, "model.params")
	least, most := bounds(t, first)
	if least == most {
		return nil
	}
	way := func(r *evaluations.Row) int { return slices.Index([]float64{least, most}, r.Axis[first]) }
	groups := grouped(t, func(r *evaluations.Row) (string, bool) {
		if r.Task != task || way(r) < 0 || !(r.Axis[later] > 0) || r.Scores[metric]-r.Scores[metric] != 0 {
			return "", false
		}
		return fixedBut(t, r, later, first, size), true
	})
	var all []*loop
	for _, rows := range groups {
		fixed := fixedBut(t, &t.Rows[rows[0]], later, first, size)
		place := Place{Source: t.Path, Study: t.Study, Task: task, Fixed: fixed, Metric: accuracy, Along: t.Axes[later].Name}
		l := &loop{table: t, first: first, later: later, size: size, metric: metric, place: place}
		for _, i := range rows {
			l.ways[way(&t.Rows[i])] = append(l.ways[way(&t.Rows[i])], i)
		}
		all = append(all, l)
	}
	return all
}

// widths returns a width for every size, and their mean.
func (l *loop) widths(resamples int) []Threshold {
	found := transitions.MeasureHysteresis(l.runs(0), l.runs(1), half, transitions.LastRise, bootstrapOf(&l.place, string(hysteresisWidth), resamples))
	var rows []Threshold
	if l.size >= 0 {
		for _, g := range found.Gaps {
			rows = append(rows, l.row(l.at(g.X), g, resamples))
		}
	}
	return append(rows, l.row(l.place, found.Mean, resamples))
}

func (l *loop) runs(way int) []transitions.Run {
	var runs []transitions.Run
	for _, i := range l.ways[way] {
		r := &l.table.Rows[i]
		run := transitions.Run{X: 1, Y: r.Axis[l.later], Value: r.Scores[l.metric], Seed: r.Seed}
		if l.size >= 0 {
			run.X = r.Axis[l.size]
		}
		runs = append(runs, run)
	}
	return runs
}

// at is the place of one model size.
func (l *loop) at(size float64) Place {
	place := l.place
	rows := l.ways[0]
	i := slices.IndexFunc(rows, func(i int32) bool { return l.table.Rows[i].Axis[l.size] == size })
	place.Fixed = fixedBut(l.table, &l.table.Rows[rows[i]], l.later, l.first)
	return place
}

func (l *loop) row(place Place, g transitions.Gap, resamples int) Threshold {
	seen := map[float64]bool{}
	for _, i := range slices.Concat(l.ways[0], l.ways[1]) {
		seen[l.table.Rows[i].Axis[l.later]] = true
	}
	return Threshold{
		Place: place, Estimator: hysteresisWidth, Estimate: g.Width, Unit: "decades",
		Chance: math.NaN(), Test: "two-sided, no hysteresis", P: g.P, Scales: len(seen), Observations: len(l.ways[0]) + len(l.ways[1]), Resamples: resamples,
	}
}

// bounds returns the minimum and the maximum of an axis.
func bounds(t *evaluations.Table, axis int) (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for i := range t.Rows {
		if x := t.Rows[i].Axis[axis]; x == x {
			least, most = min(least, x), max(most, x)
		}
	}
	return least, most
}
