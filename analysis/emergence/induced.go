package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Cut is a discontinuous metric of a smooth quantity, 1 where an observation is
// better than a mark and 0 elsewhere, as Schaeffer et al. (arXiv:2304.15004, sec
// 5) induce emergence in the reconstruction error of an autoencoder. Its chance
// level is 0.
func Cut(s stat.Series, mark float64) stat.Series {
	out := stat.Series{Observations: make([]stat.Observation, len(s.Observations))}
	for i, o := range s.Observations {
		cut := 0.0
		if s.Oriented(o.Y) > s.Oriented(mark) {
			cut = 1
		}
		out.Observations[i] = stat.Observation{X: o.X, Y: cut, Seed: o.Seed, Error: math.NaN()}
	}
	return out
}
