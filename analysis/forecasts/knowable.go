package forecasts

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// Fewest is the number of scales that a forecast needs: three to fit a form, and two to try it on.
const Fewest = 5

// unknowable says why no form can know how the scores go on; empty: one may.
func (c *Curve) unknowable() string {
	if n := len(c.Points); n < Fewest {
		return fmt.Sprintf("%d scales, and a forecast needs %d: three to fit a form, two to try it on", n, Fewest)
	}
	y := c.each(func(p Point) float64 { return p.Y })
	low, high := extremes(y)
	switch {
	case low < 0 || high > 1:
		return "scores are not shares of right answers"
	case low == high:
		return "the score is the same at every scale"
	case math.IsNaN(c.Chance) && !c.trends():
		return "chance is unknown, and the scores do not follow the scale: they may be at chance"
	case math.IsNaN(c.Chance):
		return ""
	}
	onset := thresholds.FindOnset(c.scores(), stat.Bootstrap{})
	above, last := 0, len(onset.P)-1
	for _, is := range onset.Above {
		if is {
			above++
		}
	}
	switch {
	case above > 1:
		return ""
	case math.IsNaN(onset.P[last-above]) && c.trends(): // the noise is unknown
		return ""
	case above == 0:
		return "no score is above chance at the largest scale: nothing tells where a rise would begin"
	}
	return "scores are above chance at the largest scale alone: nothing tells how steep the rise is"
}

// significance is the level of the test for a trend. A forecast from scores without a trend says little and warns by its
// intervals; so the test is lenient.
const significance = 0.1

// trends says whether the rank order of the scores follows that of the scales, either way, by Kendall's test in its normal
// approximation.
func (c *Curve) trends() bool {
	n, sum := float64(len(c.Points)), 0.0
	for i, p := range c.Points {
		for _, q := range c.Points[:i] {
			switch {
			case p.Y > q.Y:
				sum++
			case p.Y < q.Y:
				sum--
			}
		}
	}
	deviation := math.Sqrt(n * (n - 1) * (2*n + 5) / 18)
	return 2*stat.Normal.Above((math.Abs(sum)-1)/deviation) < significance
}

// scores are the single scores, or those of the points.
func (c *Curve) scores() stat.Series {
	s := stat.Series{Chance: c.Chance, Observations: c.Scores}
	if s.Observations != nil {
		return s
	}
	for _, p := range c.Points {
		s.Observations = append(s.Observations, stat.Observation{X: p.X, Y: p.Y, Seed: stat.NoSeed, Items: p.Items, Error: math.NaN()})
	}
	return s
}
