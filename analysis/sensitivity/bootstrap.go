package sensitivity

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
	"github.com/circsim/circsim/internal/random"
)

const resamples = 1000

// estimator is a list of estimates that are functions of the means of some terms over independent units.
type estimator struct {
	units, terms int
	of           func(unit int, terms []float64)
	estimate     func(means []float64) []float64 // NaN: undefined for these units
}

// indices gives each estimate its percentile interval by the bootstrap over units (B. Efron, Ann.
// Stat. 7 (1979), pp. 1-26), without the resamples for which it is undefined. The basic interval and the
// bias-corrected and accelerated one have no better coverage here: see TestIntervalsCover.
func (e *estimator) indices(seed int64) []stat.Estimate {
	values := e.over(func(n int) int { return n })
	drawn := make([][]float64, len(values))
	draws := random.NewStream(seed, "bootstrap")
	for r := range uint64(resamples) {
		again := e.over(func(n int) int {
			return stat.Pick(draws, r*uint64(e.units)+uint64(n), e.units)
		})
		for i, x := range again {
			if !math.IsNaN(x) {
				drawn[i] = append(drawn[i], x)
			}
		}
	}
	list := make([]stat.Estimate, len(values))
	for i, value := range values {
		list[i] = stat.Bootstrapped(value, drawn[i])
	}
	return list
}

// over estimates from a sample of all units, whose n-th is choose(n).
func (e *estimator) over(choose func(n int) int) []float64 {
	means, terms := make([]float64, e.terms), make([]float64, e.terms)
	for n := range e.units {
		e.of(choose(n), terms)
		for i, x := range terms {
			means[i] += x
		}
	}
	for i := range means {
		means[i] /= float64(e.units)
	}
	return e.estimate(means)
}
