package stat

import (
	"cmp"
	"math"
	"slices"
)

// Percentile estimates the value below which a share p of the population lies, from a non-empty ascending sample. It is
// order statistic floor(p(n+1)) of n; for p above 1/2, order statistic floor((1-p)(n+1)) from the top (B. Efron and R. J. Tibshirani, An
// Introduction to the Bootstrap, 1993, p. 160): type 6 of R. J. Hyndman and Y. Fan, Am. Stat. 50 (1996), pp. 361-365,
// rounded outwards.
//
// A new draw lies below order statistic k of n with probability k/(n+1), so that intervals of few draws are not too
// narrow. Without interpolation a percentile is always one of the draws: intervals of x and of ln x agree, and infinite
// draws need no special case.
func Percentile[T cmp.Ordered](sorted []T, p float64) T {
	n := len(sorted)
	rank := func(p float64) int { return min(max(int(p*float64(n+1)), 1), n) }
	if p > 0.5 {
		return sorted[n-rank(1-p)]
	}
	return sorted[rank(p)-1]
}

// Median is the median of a sample in any order; infinite values are allowed. Of an even number of values it is the mean
// of the middle two. It is NaN where there is no value or one is NaN.
func Median(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	return medianOf(slices.Sorted(slices.Values(x)))
}
