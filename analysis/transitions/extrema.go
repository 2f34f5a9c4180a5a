package transitions

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// significance is the share of monotone curves that may show a peak or a valley by the noise of their seeds.
const significance = 0.05

// Extrema are the peaks and valleys of a curve along size, training time or data, as in double descent.
type Extrema struct {
	Found      []Extremum // those that a monotone curve would not show, along the scale; peaks and valleys in turn
	Candidate  Extremum   // the most significant peak or valley, found or not; P is NaN where the curve has none or nothing can be tested
	Replicates int        // least number of seeds at a scale, or of seeds that two scales share
	Reason     string     // why nothing can be tested; else empty
}

// Extremum is a peak or a valley.
type Extremum struct {
	Peak        bool
	X           stat.Estimate // its place: the vertex of a parabola in log X; its interval ends at the scales next to where resamples have it
	Height      stat.Estimate // mean over seeds at the scale nearest to it
	Left, Right stat.Estimate // how far it stands above the valley, or the end, on either side; below 0: a valley
	P           float64       // family-wise p value, the greater one of both sides
}

// FindExtrema finds peaks and valleys of the mean over seeds. A peak is one where the mean rises and then falls, each
// significantly between some two scales (valleys the other way round). Student's t of two scales is taken over the seeds
// that they share, or over those of each where they share none, and held against the largest t that a
// flat curve of as many scales and seeds shows anywhere: of all monotone curves that is the one whose noise
// looks most like a change of direction, so at most 5% of them show any. More than 64 scales are taken together by 64. Where all replicates agree every change
// is significant, so that Left and Right have to be looked at; X of all observations is above 0.
func FindExtrema(s stat.Series, b stat.Bootstrap) Extrema {
	c := newContrasts(s)
	no := stat.Undefined("never changes direction")
	e := Extrema{Candidate: Extremum{X: no, Height: no, Left: no, Right: no, P: math.NaN()}, Replicates: c.least}
	if len(c.x) < 3 {
		e.Reason = "fewer than three scales"
		return e
	}
	means := c.all(b).drawn
	if c.null == nil {
		e.Reason = "one replicate"
	} else {
		for _, at := range c.turns(c.null.critical(significance)) {
			e.Found = append(e.Found, c.describe(at, means))
		}
	}
	if at, ok := c.best(); ok {
		e.Candidate = c.describe(at, means)
	}
	return e
}
