package analysis

import "github.com/circsim/circsim/analysis/transitions"

// Extrema of a curve that a monotone curve would not show.
const (
	peak   Estimator = "peak"
	valley Estimator = "valley"
)

// descended lists the metrics whose curves are searched for peaks and valleys.
var descended = []string{"test_accuracy", "test_loss"}

// descents finds double descent along a line of a simulated table: model-wise, sample-wise or epoch-wise, depending on the
// scale.
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
