package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/analysis/thresholds"
)

// Detection says what a test set of some size resolves.
type Detection struct {
	Items float64       // size of the test set
	Least float64       // smallest share of right answers significantly above chance; 1/Items if chance is 0
	Scale stat.Estimate // from which the expected score reaches Least; the interval is the neighbouring scales
}

// OnsetsByItems returns the onsets that test sets of ns items show on one curve of expected shares of right answers, x
// ascending. The resolution of a metric is one over the size of the test set (Schaeffer et al. arXiv:2304.15004, sec
// 2), so an apparent onset may be that of the test and not of the ability.
func OnsetsByItems(x, expected []float64, chance float64, ns []float64) []Detection {
	list := make([]Detection, len(ns))
	for i, n := range ns {
		least := LeastSignificant(n, chance)
		list[i] = Detection{n, least, reaches(x, expected, chance, least)}
	}
	return list
}

// LeastSignificant is the smallest share of right answers that is significantly above chance on a test set of n items.
func LeastSignificant(n, chance float64) float64 {
	guess := stat.Observation{X: 1, Y: chance, Seed: stat.NoSeed, Items: n}
	s := stat.Series{Observations: []stat.Observation{guess}, Chance: chance}
	return thresholds.FindOnset(s, stat.Bootstrap{}).Critical
}

// reaches is the scale from which a curve stays at a level or above it. Between neighbouring scales the excess over
// chance is interpolated by a power law if it is positive at both, else by a line in log scale.
func reaches(x, expected []float64, chance, level float64) stat.Estimate {
	k := len(x)
	for k > 0 && expected[k-1] >= level {
		k--
	}
	switch {
	case k == len(x):
		return stat.Undefined("below the lowest significant score at the largest scale")
	case k == 0:
		return stat.Undefined("above chance at every scale")
	}
	low, high, at := expected[k-1]-chance, expected[k]-chance, level-chance
	if low > 0 {
		low, high, at = math.Log(low), math.Log(high), math.Log(at)
	}
	share := (at - low) / (high - low)
	return stat.Estimate{
		Value: math.Exp(math.Log(x[k-1]) + share*math.Log(x[k]/x[k-1])), Low: x[k-1], High: x[k],
	}
}
