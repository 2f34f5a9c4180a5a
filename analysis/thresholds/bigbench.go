package thresholds

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// improvement is sign(argmax y - argmin y)(max y - min y), the first of equal scores counting; steps are the squares
// of the differences of neighbours.
func improvement(y []float64) (i float64, steps []float64) {
	most, least := 0, 0
	for k, v := range y {
		if v > y[most] {
			most = k
		}
		if v < y[least] {
			least = k
		}
		if k > 0 {
			steps = append(steps, (v-y[k-1])*(v-y[k-1]))
		}
	}
	if most < least {
		return y[least] - y[most], steps
	}
	return y[most] - y[least], steps
}

// Breakthroughness is improvement over the root of the median squared step, for scores sorted by scale (BIG-bench,
// arXiv:2206.04615, appendix B): how much of the rise happens at once. Equal steps up give their number. Where more than half of
// the steps are 0 and not all are, it is infinite with the sign of the improvement; other programs clip it, one of
// them to [0,100]. It is 0 of equal scores and NaN of fewer than two.
func Breakthroughness(y []float64) float64 {
	score, _ := EmergenceScore(y)
	return score
}

// EmergenceScore is equation 1 of Schaeffer et al. (arXiv:2304.15004), which is Breakthroughness, and says whether it
// is infinite because the median step is 0.
func EmergenceScore(y []float64) (score float64, infinite bool) {
	if len(y) < 2 {
		return math.NaN(), false
	}
	i, steps := improvement(y)
	if i == 0 {
		return 0, false
	}
	median := stat.Median(steps)
	return i / math.Sqrt(median), median == 0
}

// Linearity is improvement over n times the root mean squared step, for scores sorted by scale and n steps: 1 of a straight
// line up, -1 of one down, near 0 of noise. BIG-bench (arXiv:2206.04615, appendix B) has such a measure; this
// normalization is ours, theirs was not to be had. It is 0 of equal scores and NaN of fewer than two.
func Linearity(y []float64) float64 {
	if len(y) < 2 {
		return math.NaN()
	}
	i, steps := improvement(y)
	if i == 0 {
		return 0
	}
	sum := 0.0
	for _, s := range steps {
		sum += s
	}
	n := float64(len(steps))
	return i / math.Sqrt(n*sum)
}
