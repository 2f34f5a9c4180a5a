package transitions

import (
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// significance is the probability with which a monotone curve may show a peak or a valley by noise.
const significance = 0.05

// Extrema are the peaks and valleys of a curve along size, training time or data, as in double descent.
type Extrema struct {
	Found      []Extremum // significant peaks and valleys, alternating, by ascending scale
	Replicates int        // smallest number of seeds at a scale, or of seeds that two scales share
	Reason     string     // why nothing can be tested; else empty
}

// Extremum is a peak or a valley.
type Extremum struct {
	Peak        bool
	X           stat.Estimate // position: vertex of a parabola in log X; the interval ends at the scales next to where resamples have it
	Height      stat.Estimate // mean over seeds at the scale nearest to it
	Left, Right stat.Estimate // height above the neighbouring valley, or end, on either side; negative for a valley
	P           float64       // family-wise p value, the greater of both sides
}

// FindExtrema finds peaks and valleys of the mean over seeds. At a peak the mean rises and then falls, each significantly
// between some two scales; at a valley it is the other way round. Student's t of two scales is paired over the seeds that
// they share, or unpaired where they share none. Its critical value is a quantile of the largest t that a flat curve of
// as many scales and seeds shows anywhere. Of all monotone curves the flat one shows false changes of direction most
// often, so at most 5% of monotone curves have extrema. More than 64 scales are binned into 64. Where all replicates agree
// every change is significant, and only Left and Right tell whether it matters.
func FindExtrema(s stat.Series, b stat.Bootstrap) Extrema {
	c := newContrasts(s)
	e := Extrema{Replicates: c.least}
	switch {
	case len(c.x) < 3:
		e.Reason = "fewer than three scales"
		return e
	case c.null == nil:
		e.Reason = "one replicate"
		return e
	}
	means := c.all(b)
	for _, at := range c.turns(c.null.critical(significance)) {
		e.Found = append(e.Found, c.describe(at, means))
	}
	return e
}

// describe estimates the numbers of a turn.
func (c *contrasts) describe(t turn, m means) Extremum {
	places := make([]int, len(m.drawn))
	for n, mean := range m.drawn {
		places[n] = extreme(mean, t.left, t.right, t.sign)
	}
	free := c.freedom(0, len(c.points))
	return Extremum{
		Peak:   t.sign > 0,
		X:      c.place(t, places).Pow10(),
		Height: m.estimate(free, func(mean []float64) float64 { return mean[t.at] }),
		Left:   m.estimate(free, func(mean []float64) float64 { return mean[t.at] - mean[t.left] }),
		Right:  m.estimate(free, func(mean []float64) float64 { return mean[t.at] - mean[t.right] }),
		P:      t.p,
	}
}

// place is log10 of the position of the extremum. The true extremum may lie anywhere between the neighbours of the best
// scale, so the interval extends to the neighbours of where resamples have it.
func (c *contrasts) place(t turn, places []int) stat.Estimate {
	e := stat.Unbounded(c.vertex(t), stat.NoResamples)
	if len(places) == 0 {
		return e
	}
	slices.Sort(places)
	first, last := stat.Percentile(places, stat.Tail), stat.Percentile(places, 1-stat.Tail)
	e.Low, e.High, e.Reason = c.x[max(first-1, 0)], c.x[min(last+1, len(c.x)-1)], ""
	return e
}

// vertex is the position of the vertex of the parabola through the extremum and its neighbours.
func (c *contrasts) vertex(t turn) float64 {
	i := t.at
	if i == 0 || i == len(c.x)-1 {
		return c.x[i]
	}
	a, b := c.x[i]-c.x[i-1], c.x[i+1]-c.x[i]
	left, right := (c.mean[i]-c.mean[i-1])/a, (c.mean[i]-c.mean[i+1])/b
	if left+right == 0 {
		return c.x[i]
	}
	shift := (left*b - right*a) / (2 * (left + right))
	return c.x[i] + min(max(shift, -a/2), b/2)
}
