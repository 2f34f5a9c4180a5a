package emergence

import (
	"math"

	"github.com/circsim/circsim/thresholds"
)

// Cut is a discontinuous metric of a smooth quantity, 1 where an observation is
// better than a mark and 0 elsewhere, as Schaeffer et al. (arXiv:2304.15004, sec
// 5) induce emergence in the reconstruction error of an autoencoder. Its chance
// level is 0.
func Cut(s thresholds.Series, mark float64) thresholds.Series {
	return induce(s, func(y float64) float64 {
		if orient(s, y) > orient(s, mark) {
			return 1
		}
		return 0
	})
}

// AllRight is a nonlinear metric of a share of right answers, the share to the
// power of length: that of whole answers of so many independent tokens (sec 2),
// or of subsets of so many images (sec 5).
func AllRight(s thresholds.Series, length float64) thresholds.Series {
	induced := induce(s, func(y float64) float64 { return math.Pow(y, length) })
	induced.Chance = math.Pow(s.Chance, length)
	return induced
}

// induce gives expectations, of no test set.
func induce(s thresholds.Series, of func(y float64) float64) thresholds.Series {
	out := thresholds.Series{Observations: make([]thresholds.Observation, len(s.Observations))}
	for i, o := range s.Observations {
		out.Observations[i] = thresholds.Observation{X: o.X, Y: of(o.Y), Seed: o.Seed, Error: math.NaN()}
	}
	return out
}
