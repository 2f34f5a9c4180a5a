package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/thresholds"
)

// gain is by how much a score improves per decade of scale, over the scales up
// to a limit, by least squares in log scale. With two or more replicates that
// have two scales or more, each has its slope and the interval is Student's over
// them; with fewer it is that of the slope of the means about their line.
func gain(s thresholds.Series, limit float64) thresholds.Estimate {
	g := newGrid(s)
	n := 0
	for n < len(g.x) && g.x[n] <= limit {
		n++
	}
	if n < 2 {
		return none("fewer than two scales at chance")
	}
	var slopes []float64
	for i, y := range g.y {
		if g.seeds[i] != thresholds.NoSeed {
			if l, ok := fitLine(g.x[:n], y[:n]); ok {
				slopes = append(slopes, l.slope)
			}
		}
	}
	if len(slopes) > 1 {
		return meanOf(slopes)
	}
	l, ok := fitLine(g.x[:n], g.mean()[:n])
	if !ok || l.points < 3 {
		return thresholds.Estimate{Value: l.slope, Low: math.Inf(-1), High: math.Inf(1), Reason: "two scales without replicates"}
	}
	half := student(l.points-2) * l.error
	return thresholds.Estimate{Value: l.slope, Low: l.slope - half, High: l.slope + half}
}

// line is fitted to scores against log10 of scale.
type line struct {
	slope, error float64 // error: the slope's standard error; 0 of two points
	points       float64
}

// fitLine leaves out scales without a score; ok is false with fewer than two.
func fitLine(x, y []float64) (l line, ok bool) {
	var mx, my float64
	for i := range x {
		if !math.IsNaN(y[i]) {
			l.points++
			mx += (math.Log10(x[i]) - mx) / l.points
			my += (y[i] - my) / l.points
		}
	}
	var xx, xy, yy float64
	for i := range x {
		if !math.IsNaN(y[i]) {
			dx, dy := math.Log10(x[i])-mx, y[i]-my
			xx += dx * dx
			xy += dx * dy
			yy += dy * dy
		}
	}
	if l.points < 2 {
		return l, false
	}
	l.slope = xy / xx
	if l.points > 2 {
		l.error = math.Sqrt(max(0, yy-xy*l.slope) / (l.points - 2) / xx)
	}
	return l, true
}
