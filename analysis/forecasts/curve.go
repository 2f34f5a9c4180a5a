package forecasts

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// Curve is the scores of models of one family on one task, along one scale.
type Curve struct {
	Points []Point // by scale, ascending; no scale occurs twice
	Peers  []Peer  // models of other families
	Chance float64 // score of guessing, below 1; NaN: unknown

	// Scores are the single scores whose means the points are: their spread tells them from chance. nil: unknown.
	Scores []stat.Observation
}

// Point is the models of one scale.
type Point struct {
	X      float64   // scale, above 0 and finite; its unit is the caller's
	Y      float64   // mean score, a share from 0 to 1
	Models float64   // number of models that Y is the mean of
	Items  float64   // number of answers that Y is the share of; 0: unknown
	Loss   float64   // mean pre-training loss; NaN: unknown
	Others []float64 // mean scores on the other tasks, always in the same order; NaN: unknown
}

// Peer is a model of another family.
type Peer struct {
	Y      float64
	Others []float64 // as in Point
}

// floor is the lowest score that the forms allow.
func (c *Curve) floor() float64 {
	if c.Chance > 0 {
		return c.Chance
	}
	return 0
}

// upTo is the curve without its largest scales.
func (c *Curve) upTo(n int) *Curve {
	small := *c
	small.Points = c.Points[:n:n]
	return &small
}

// largest is the largest scale.
func (c *Curve) largest() float64 { return c.Points[len(c.Points)-1].X }

// each is one value of every point.
func (c *Curve) each(of func(Point) float64) []float64 {
	list := make([]float64, len(c.Points))
	for i, p := range c.Points {
		list[i] = of(p)
	}
	return list
}

// log is ln of the scales.
func (c *Curve) log() []float64 { return c.each(func(p Point) float64 { return math.Log(p.X) }) }

// known says whether all values are finite.
func known(values []float64) bool {
	return !slices.ContainsFunc(values, func(v float64) bool { return v-v != 0 })
}
