package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// gain is the improvement of a score per decade of scale, over the scales up to limit, by least squares in log scale. If
// two replicates or more have two scales or more, the interval is Student's over their slopes; else it is that of the
// slope of the means about their line.
func gain(s stat.Series, limit float64) stat.Estimate {
	g := newGrid(s)
	n := 0
	for n < len(g.x) && g.x[n] <= limit {
		n++
	}
	if n < 2 {
		return stat.Undefined("fewer than two scales at chance")
	}
	x := make([]float64, n)
	for k := range x {
		x[k] = math.Log10(g.x[k])
	}
	var slopes []float64
	for i, y := range g.y {
		if g.seeds[i] != stat.NoSeed {
			if l := stat.Line(x, y[:n]); l.N > 1 {
				slopes = append(slopes, l.Slope)
			}
		}
	}
	if len(slopes) > 1 {
		return stat.MeanOf(slopes)
	}
	l := stat.Line(x, g.mean()[:n])
	if l.N < 3 {
		return stat.Unbounded(l.Slope, "two scales without replicates")
	}
	return stat.WithError(l.Slope, math.Sqrt(l.Variance/l.XX), l.DF)
}
