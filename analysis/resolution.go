package analysis

import (
	"fmt"
	"strings"

	"github.com/circsim/circsim/analysis/emergence"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// Onsets on larger test sets, which show whether an onset is one of the ability or of the test.
const (
	onsetWith10xItems  Estimator = "onset_with_10x_items"
	onsetWith100xItems Estimator = "onset_with_100x_items"
)

// finer estimates the onset of a curve of shares of right answers on larger test sets. For a simulated network it uses the
// expected score, which the test set samples; for real models the fitted curve, below the lowest significant score.
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
			found = append(found, m.extrapolated(gathered, emergence.LeastSignificant(n, s.Chance)))
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

// extrapolated is where the fitted curve of an onset passes a lower level.
func (m *measured) extrapolated(gathered thresholds.Gathered, level float64) stat.Estimate {
	if !m.onset.Scale.Defined() {
		return m.onset.Scale
	}
	if m.onset.Curve == "scales" {
		return stat.Undefined("the onset is one step of the scales: no fitted curve gives the scores below it")
	}
	return gathered.OnsetAt(level, m.draws)
}

// expectationOf is the metric whose expectation a simulated network's measured score samples; -1: none.
func expectationOf(t *evaluations.Table, metric int) int {
	if name, measured := strings.CutPrefix(t.Metrics[metric].Name, "measured_"); measured && t.Simulated {
		return metricOf(t, name)
	}
	return -1
}

// itemsAt is the number of test items at a scale over all replicates; at the smallest scale if it is NaN.
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

// onLargerTests says where a curve's onset would be on larger test sets; empty if that was not estimated.
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
