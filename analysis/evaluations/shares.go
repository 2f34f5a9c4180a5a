package evaluations

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/internal/text"
)

// extent is the range of a metric's scores.
type extent struct {
	min, max float64
	count    int // number of scores
	outside  int // number of scores outside [0, 1]
	line     int // of the first of these
}

// inPercent reports whether scores look like percentages: most are above 1, all are in [0, 100].
func (e extent) inPercent() bool { return 2*e.outside > e.count && e.min >= 0 && e.max <= 100 }

// shares finds the metrics that are shares: by their names, or because all scores are in [0, 1]. It removes scores
// outside [0, 1] from the metrics that are shares by name, unless these look like percentages.
func (b *builder) shares() {
	metrics := b.table.Metrics
	extents := make([]extent, len(metrics))
	for m := range extents {
		extents[m] = extent{min: math.Inf(1), max: math.Inf(-1)}
	}
	for i := range b.rows {
		for m, x := range b.rows[i].Scores {
			e := &extents[m]
			if x == x {
				e.count++
			}
			if x < e.min {
				e.min = x
			}
			if x > e.max {
				e.max = x
			}
			if x < 0 || x > 1 {
				if e.outside++; e.outside == 1 {
					e.line = int(b.lines[i])
				}
			}
		}
	}
	b.percent = make([]float64, len(metrics))
	for m := range metrics {
		e := extents[m]
		byName := isShare(metrics[m].Name) && !e.inPercent()
		metrics[m].Share = !metrics[m].Lower && (e.max >= e.min && e.outside == 0 || byName)
		if e.inPercent() && !metrics[m].Lower {
			b.percent[m] = e.max
		}
		switch name := metrics[m].Name; {
		case e.max < e.min:
			b.notes.whole(fmt.Sprintf("metric %s has no score", text.Quote(name)))
		case e.outside == 0 || metrics[m].Lower:
		case byName:
			b.notes.add(e.line, 0, e.outside, fmt.Sprintf("%s is outside [0, 1], from %s to %s: taken as missing%s", text.Quote(name), decimal(e.min), decimal(e.max), percent(e, name)))
			b.takeOut(m)
		case percent(e, name) != "":
			b.notes.add(e.line, 0, e.outside, fmt.Sprintf("%s goes up to %s%s", text.Quote(name), decimal(e.max), percent(e, name)))
		}
	}
}

// percent asks whether scores are in percent, if they can be.
func percent(e extent, name string) string {
	if e.min < 0 || e.max > 100 {
		return ""
	}
	return fmt.Sprintf("; in percent? units: {%s: 0.01}", yamlText(name))
}

// takeOut removes the scores of a metric that are outside [0, 1].
func (b *builder) takeOut(metric int) {
	for i := range b.rows {
		if x := &b.rows[i].Scores[metric]; *x < 0 || *x > 1 {
			*x = math.NaN()
		}
	}
}
