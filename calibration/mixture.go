package calibration

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// mixture is what is foretold of one number: a weighted mixture of Student's t distributions of one scale, cut off below. Of
// scale 0 it is a weighted sample.
type mixture struct {
	at, weight []float64 // by component; weights add up to 1
	scale      float64
	from       float64 // values are above it; -Inf: no bound
}

// above is the share of a component above a value.
func (m *mixture) above(i int, x float64) float64 {
	switch {
	case m.scale > 0:
		return errors4.CDF((m.at[i] - x) / m.scale) // symmetric, and exact far up
	case m.at[i] > x:
		return 1
	}
	return 0
}

// cdf is the probability of at most x.
func (m *mixture) cdf(x float64) float64 {
	if x <= m.from {
		return 0
	}
	beyond, whole := 0.0, 0.0
	for i, w := range m.weight {
		beyond += w * m.above(i, x)
		whole += w * m.above(i, m.from)
	}
	if whole <= 0 { // all components lie below the bound
		return 0
	}
	return 1 - beyond/whole
}

// quantile is the value that is not exceeded with probability p.
func (m *mixture) quantile(p float64) float64 {
	if m.scale == 0 {
		return m.step(p)
	}
	const far = 400 // scales beyond which a t distribution of 4 degrees of freedom has less than 1e-9
	low, high := slices.Min(m.at)-far*m.scale, slices.Max(m.at)+far*m.scale
	low, high = max(low, m.from), max(high, m.from+far*max(m.scale, m.from-slices.Min(m.at)))
	for range 80 {
		if middle := (low + high) / 2; m.cdf(middle) < p {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

// step is the quantile of a sample.
func (m *mixture) step(p float64) float64 {
	sorted := slices.Sorted(slices.Values(m.at))
	if m.equal() {
		if p == 0.5 {
			return stat.Median(sorted)
		}
		return stat.Percentile(sorted, p)
	}
	for _, x := range sorted {
		if m.cdf(x) >= p {
			return x
		}
	}
	return sorted[len(sorted)-1]
}

// equal says whether nothing distinguishes the components.
func (m *mixture) equal() bool {
	return math.IsInf(m.from, -1) && slices.Min(m.weight) == slices.Max(m.weight)
}

// density is that of the mixture without its bound, of a component with a wider scale.
func density(at, x, scale float64) float64 {
	return errors4.Prob((x-at)/scale) / scale
}
