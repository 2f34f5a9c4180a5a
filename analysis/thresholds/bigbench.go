package thresholds

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// improvement is sign(argmax y - argmin y)(max y - min y), where the first of equal scores counts; steps are the squared
// differences of neighbours.
func improvement(y []float64) (i float64, steps []float64) {
	for k := 1; k < len(y); k++ {
		steps = append(steps, (y[k]-y[k-1])*(y[k]-y[k-1]))
	}
	most, least := slices.Max(y), slices.Min(y)
	if slices.Index(y, most) < slices.Index(y, least) {
		return least - most, steps
	}
	return most - least, steps
}

// EmergenceScore is improvement over the root of the median squared step, for scores sorted by scale: how much of the rise
// happens at once. It is BIG-bench's breakthroughness (arXiv:2206.04615, appendix B) and equation 1 of Schaeffer et al.
// (arXiv:2304.15004). n equal steps up have n. Where the median step is less than a millionth of the improvement, the score
// stands still between most scales, and it is infinite with the sign of the improvement; other programs clip it, one of
// them to [0,100]. It is 0 for scores that are equal up to rounding, and NaN for fewer than two.
func EmergenceScore(y []float64) float64 {
	if len(y) < 2 {
		return math.NaN()
	}
	i, steps := improvement(y)
	step := math.Sqrt(stat.Median(steps))
	switch {
	case unchanged(i, y):
		return 0
	case step < standstill*math.Abs(i):
		return math.Copysign(math.Inf(1), i)
	}
	return i / step
}

// standstill is the share of the improvement below which a step is none: steps of rounding errors or of a curve's tail
// would make the emergence score any number up to 1e16.
const standstill = 1e-6

// unchanged is whether an improvement is no more than rounding errors.
func unchanged(improvement float64, y []float64) bool {
	return math.Abs(improvement) <= rounding*max(math.Abs(slices.Max(y)), math.Abs(slices.Min(y)))
}

// Linearity is improvement over n times the root mean squared step, for scores sorted by scale with n steps: 1 for a
// straight line up, -1 for one down, near 0 for noise. BIG-bench (arXiv:2206.04615, appendix B) has such a measure; this
// normalization is ours, because theirs is not published. It is 0 for equal scores and NaN for fewer than two.
func Linearity(y []float64) float64 {
	if len(y) < 2 {
		return math.NaN()
	}
	i, steps := improvement(y)
	if unchanged(i, y) {
		return 0
	}
	sum := 0.0
	for _, s := range steps {
		sum += s
	}
	n := float64(len(steps))
	return i / math.Sqrt(n*sum)
}
