package analysis

import "github.com/circsim/circsim/analysis/transitions"

// Peaks and valleys of a curve that no monotone curve would show: more is worse before it is better.
const (
	peak   Estimator = "peak"
	valley Estimator = "valley"
)

// descended are the metrics whose curves are looked through for peaks and valleys.
var descended = []string{"test_accuracy", "test_loss"}

// descents finds double descent along a line of a simulated table: model-wise, sample-wise or epoch-wise
// according to the scale.
func (l *line) descents(resamples int) []Threshold {
	var rows []Threshold
	for _, name := range descended {
		metric := metricOf(l.table, name)
		if metric < 0 {
			continue
		}
		place, s := l.place(metric), l.series(metric)
		found := transitions.FindExtrema(s, bootstrapOf(&place, string(peak), resamples))
		for _, x := range found.Found {
			e := valley
			if x.Peak {
				e = peak
			}
			row := l.rowOf(e, place, &s, l.scale.unit, x.X, resamples)
			row.Test, row.P = "no monotone curve", x.P
			rows = append(rows, row)
		}
	}
	return rows
}
