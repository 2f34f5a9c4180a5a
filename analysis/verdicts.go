package analysis

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
)

// judgement holds the verdicts on one line.
type judgement struct {
	verdicts []Verdict
	metrics  []emergence.Judged
}

// judge judges by performance under every metric, by all metrics of a task together, and for simulated networks by
// representation, on a line of some of its seeds.
func (l *line) judge(found []measured, thin *line, resamples int) judgement {
	var j judgement
	for _, task := range tasksOf(found) {
		var scored []emergence.Scored
		var places []Place
		for _, m := range found {
			if m.place.Task == task && len(m.thresholds) > 0 {
				scored = append(scored, emergence.Scored{Metric: m.place.Metric, Scores: m.series, Onset: m.onset})
				places = append(places, m.place)
			}
		}
		if len(scored) == 0 {
			continue
		}
		whole := places[0].task()
		together, metrics := emergence.Metric(scored, bootstrapOf(&whole, emergence.ByMetric, resamples))
		for i, m := range metrics {
			j.verdicts = append(j.verdicts, Verdict{places[i], m.Performance})
		}
		j.metrics = append(j.metrics, metrics...)
		if len(scored) > 1 {
			j.verdicts = append(j.verdicts, Verdict{whole, together})
		}
	}
	if inside, ok := thin.inside(); ok {
		place := l.place(metricOf(l.table, accuracy))
		verdict := emergence.Verdict{Definition: emergence.ByRepresentation, Verdict: emergence.Undecided, Reason: l.open}
		if l.open == "" {
			verdict = emergence.Representation(inside, bootstrapOf(&place, emergence.ByRepresentation, resamples))
		}
		j.verdicts = append(j.verdicts, Verdict{place, verdict})
	}
	return j
}

// tasksOf returns the tasks in the order of the metrics.
func tasksOf(found []measured) []string {
	var tasks []string
	for _, m := range found {
		if !slices.Contains(tasks, m.place.Task) {
			tasks = append(tasks, m.place.Task)
		}
	}
	return tasks
}

// accuracy is the score that the verdict by representation is about.
const accuracy = "test_accuracy"

// inside collects what a simulated network's table says of its circuits; false if a column is missing.
func (l *line) inside() (emergence.Inside, bool) {
	t := l.table
	score, logit, memorized := metricOf(t, accuracy), metricOf(t, "generalization"), metricOf(t, "memorization")
	held, stored := metricOf(t, "generalization_load"), metricOf(t, "memorization_load")
	bare, empty := metricOf(t, "test_accuracy_without_generalization"), metricOf(t, "test_accuracy_without_memorization")
	for _, m := range []int{score, logit, memorized, held, stored, bare, empty} {
		if m < 0 {
			return emergence.Inside{}, false
		}
	}
	share := func(a, b int) stat.Series {
		return l.derived(func(r *evaluations.Row) float64 { return r.Scores[a] / (r.Scores[a] + r.Scores[b]) })
	}
	return emergence.Inside{
		Score: l.series(score),
		Orders: []emergence.Named{
			{Name: "generalizing share of the logit", Series: share(logit, memorized)},
			{Name: "generalizing share of the load", Series: share(held, stored)},
		},
		WithoutGeneralization: l.series(bare),
		WithoutMemorization:   l.series(empty),
		Description: l.derived(func(r *evaluations.Row) float64 {
			return (r.Scores[held] + r.Scores[stored]) * r.Params / r.Scores[score]
		}),
	}, true
}

// derived is a series computed from several scores of a row, without an error or a chance level.
func (l *line) derived(of func(*evaluations.Row) float64) stat.Series {
	s := stat.Series{Chance: math.NaN()}
	for _, i := range l.rows {
		r := &l.table.Rows[i]
		if y := of(r); y-y == 0 {
			s.Observations = append(s.Observations, stat.Observation{X: l.scale.of(r), Y: y, Seed: r.Seed, Error: math.NaN()})
		}
	}
	return s
}
