package analysis

import (
	"fmt"
	"strings"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// Where scores would leave chance on larger test sets: whether an onset is one of the ability or of the test.
const (
	onsetWith10xItems  Estimator = "onset_with_10x_items"
	onsetWith100xItems Estimator = "onset_with_100x_items"
)

// finer asks a curve of shares of right answers for its onset on larger test sets. A simulated network has the expectation
// that the test set samples; of others' a fitted curve is followed below the least score that was told from chance.
func (l *line) finer(metric int, m *measured, gathered thresholds.Gathered, resamples int) []Threshold {
	s := &m.series
	if m.onset.Test != "binomial" || s.Lower {
		return nil
	}
	items := itemsAt(s, m.onset.LastAtChance)
	more := []float64{10 * items, 100 * items}
	var found []stat.Estimate
	if expected := expectationOf(l.table, metric); expected >= 0 {
		curve := l.series(expected)
		for _, d := range emergence.OnsetsByItems(scalesIn(&curve), means(&curve), s.Chance, more) {
			found = append(found, d.Scale)
		}
	} else {
		for _, n := range more {
			found = append(found, m.foretold(gathered, emergence.LeastTold(n, s.Chance), resamples))
		}
	}
	var rows []Threshold
	for i, e := range []Estimator{onsetWith10xItems, onsetWith100xItems} {
		row := l.rowOf(e, m.place, s, l.scale.unit, found[i], resamples)
		row.Test = m.onset.Test
		rows = append(rows, row)
	}
	return rows
}

// foretold is where the curve of an onset passes a lower level.
func (m *measured) foretold(gathered thresholds.Gathered, level float64, resamples int) stat.Estimate {
	if m.onset.Scale.Value != m.onset.Scale.Value {
		return m.onset.Scale
	}
	if m.onset.Curve == "scales" {
		return stat.Undefined("the onset is one step of the scales: no curve tells scores below it")
	}
	return gathered.OnsetAt(level, bootstrapOf(&m.place, string(onsetScale), resamples))
}

// expectationOf is the metric whose expectation a simulated network's measured score samples; -1: none.
func expectationOf(t *evaluations.Table, metric int) int {
	if name, measured := strings.CutPrefix(t.Metrics[metric].Name, "measured_"); measured && t.Simulated {
		return metricOf(t, name)
	}
	return -1
}

// itemsAt is the size of all test sets of a scale together; of the smallest where it is none.
func itemsAt(s *stat.Series, scale float64) float64 {
	if scale != scale {
		scale = s.Observations[0].X
	}
	items := 0.0
	for _, o := range s.Observations {
		if o.X == scale {
			items += o.Items
		}
	}
	return items
}

// onLargerTests says where a curve's onset would be on larger test sets; empty where that was not asked.
func (r *Report) onLargerTests(p Place) string {
	var parts []string
	for _, t := range r.Thresholds {
		if t.Place != p || t.Estimator != onsetWith10xItems && t.Estimator != onsetWith100xItems {
			continue
		}
		times := "10"
		if t.Estimator == onsetWith100xItems {
			times = "100"
		}
		onset := " the onset is " + estimate(t.Value, t.Low, t.High)
		if t.Value != t.Value {
			onset = ": " + t.Reason
		}
		parts = append(parts, fmt.Sprintf("with %s times the test items%s", times, onset))
	}
	return strings.Join(parts, "; ")
}
