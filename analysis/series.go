package analysis

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
)

// judged lists the metrics of a simulated table that score an ability. The others score training items or repeat one of
// these (test_loss is the negative of log_likelihood). chain_of_thought is another way of answering, not another metric
// of the same answers, so it is neither smooth nor sharp and does not count in the metric definition.
var judged = []string{
	"test_accuracy", "exact_match", "chain_of_thought", "multiple_choice", "edit_distance", "brier", "log_likelihood",
	"measured_test_accuracy", "measured_exact_match", "measured_multiple_choice",
}

// scoresOf returns the positions of a table's scores. A score of a simulated table that repeats an earlier one is left out:
// with answers of one token exact_match is test_accuracy.
func scoresOf(t *evaluations.Table) []int {
	var scores []int
	for m, metric := range t.Metrics {
		repeats := func(k int) bool { return same(t, k, m) }
		switch {
		case metric.Internal:
		case t.Simulated && (!slices.Contains(judged, metric.Name) || slices.ContainsFunc(scores, repeats)):
		default:
			scores = append(scores, m)
		}
	}
	return scores
}

// same says whether two scores are equal on every row, or one is one minus the other. Scores that a task does not have
// are missing in both.
func same(t *evaluations.Table, a, b int) bool {
	equal, mirrored := true, true
	for i := range t.Rows {
		x, y := t.Rows[i].Scores[a], t.Rows[i].Scores[b]
		if x != x && y != y {
			continue
		}
		equal, mirrored = equal && x == y, mirrored && math.Abs(1-x-y) <= 0x1p-52
		if !equal && !mirrored {
			return false
		}
	}
	return true
}

// metricOf is the position of a metric, -1 if the table has none of that name.
func metricOf(t *evaluations.Table, name string) int {
	return slices.IndexFunc(t.Metrics, func(m evaluations.Metric) bool { return m.Name == name })
}

// series is one metric of a line. Rows without the score are left out. The chance level is unknown if it changes along the
// line, as it does along the length of an answer.
func (l *line) series(metric int) stat.Series {
	t := l.table
	s := stat.Series{Chance: t.Chance(l.first(), metric), Lower: t.Metrics[metric].Lower}
	s.Observations = make([]stat.Observation, 0, len(l.rows))
	for _, i := range l.rows {
		r := &t.Rows[i]
		if o, ok := observe(t, r, metric); ok {
			if t.Chance(r, metric) != s.Chance {
				s.Chance = math.NaN()
			}
			o.X = l.scale.of(r)
			s.Observations = append(s.Observations, o)
		}
	}
	return s
}

// observe is a row's score under a metric, without a scale; false if it is not finite.
func observe(t *evaluations.Table, r *evaluations.Row, metric int) (stat.Observation, bool) {
	o := stat.Observation{Y: r.Scores[metric], Seed: r.Seed, Items: t.Items(r, metric), Error: math.NaN()}
	if r.Errors != nil {
		o.Error = r.Errors[metric]
	}
	return o, o.Y-o.Y == 0
}

// scalesIn returns the scales of a series whose observations are ordered by scale.
func scalesIn(s *stat.Series) []float64 {
	var x []float64
	for at := range stat.ByScale(s.Observations) {
		x = append(x, at[0].X)
	}
	return x
}

// means returns the mean scores by scale, ascending, oriented so that higher is better.
func means(s *stat.Series) []float64 {
	var y []float64
	for at := range stat.ByScale(s.Observations) {
		sum := 0.0
		for _, o := range at {
			sum += o.Y
		}
		y = append(y, s.Oriented(sum/float64(len(at))))
	}
	return y
}
