package transitions

import (
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// describe estimates the numbers of a turn.
func (c *contrasts) describe(t turn, means [][]float64) Extremum {
	heights, lefts, rights := make([]float64, len(means)), make([]float64, len(means)), make([]float64, len(means))
	places := make([]int, len(means))
	for n, m := range means {
		heights[n], lefts[n], rights[n] = m[t.at], m[t.at]-m[t.left], m[t.at]-m[t.right]
		resampled := contrasts{x: c.x, mean: m}
		places[n] = resampled.extreme(t.left, t.right, t.sign())
	}
	free := c.freedom(0, len(c.points))
	return Extremum{
		Peak:   t.peak,
		X:      c.place(t, places).Pow10(),
		Height: stat.WithSpread(c.mean[t.at], heights, free),
		Left:   stat.WithSpread(c.mean[t.at]-c.mean[t.left], lefts, free),
		Right:  stat.WithSpread(c.mean[t.at]-c.mean[t.right], rights, free),
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
