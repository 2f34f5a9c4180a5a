package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Cut turns a smooth quantity into a discontinuous metric: 1 for observations better than mark, else 0, as Schaeffer et
// al. (arXiv:2304.15004, sec 5) induce emergence in the reconstruction error of an autoencoder. Its chance level is 0.
func Cut(s stat.Series, mark float64) stat.Series {
	out := stat.Series{}
	for _, o := range s.Observations {
		cut := 0.0
		if s.Oriented(o.Y) > s.Oriented(mark) {
			cut = 1
		}
		out.Observations = append(out.Observations, stat.Observation{X: o.X, Y: cut, Seed: o.Seed, Error: math.NaN()})
	}
	return out
}
