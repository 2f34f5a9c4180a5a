package stat

import (
	"math"
	"slices"
)

// evenly is how many of MaxScales groups are even in the logarithm; the others split the rise.
const evenly = 7 * MaxScales / 8

// mostOfRise is the largest share of the whole change of the scores that one group may hold, where there are groups left.
// Smaller groups would have too few observations of their own to be told from chance.
const mostOfRise = 1.0 / 3

// Together returns the groups that neighbouring scales are pooled in, as the end of each in the list of scales: at most
// MaxScales of them. Up to MaxScales scales are groups of their own. More are pooled in equal steps of the logarithm, so that
// many late steps of a training log do not hide the few early ones, and then groups that hold more than a third of the
// rise or fall, by a monotone regression, are split. Scales ascend; logs are their logarithms, scores their mean scores.
func Together(logs, scores []float64) (ends []int) {
	n := len(logs)
	if n <= MaxScales {
		for i := range n {
			ends = append(ends, i+1)
		}
		return ends
	}
	ends = even(logs)
	for trend := monotone(scores); len(ends) < MaxScales; {
		worst, most, from := -1, mostOfRise, 0
		for k, end := range ends {
			if held := math.Abs(trend[end-1] - trend[from]); held > most {
				worst, most = k, held
			}
			from = end
		}
		if worst < 0 {
			break
		}
		first, end := 0, ends[worst]
		if worst > 0 {
			first = ends[worst-1]
		}
		middle := (trend[first] + trend[end-1]) / 2
		cut := first + 1
		for ; cut < end-1 && math.Abs(trend[cut]-trend[first]) < math.Abs(middle-trend[first]); cut++ {
		}
		ends = slices.Insert(ends, worst, cut)
	}
	return ends
}

// even pools scales by equal steps of the logarithm, the finest that make no more than evenly groups.
func even(logs []float64) []int {
	n := len(logs)
	at := func(i, steps int) int {
		return int(float64(steps) * (logs[i] - logs[0]) / (logs[n-1] - logs[0]) * (1 - 1e-12))
	}
	count := func(steps int) int {
		groups := 1
		for i := 1; i < n; i++ {
			if at(i, steps) != at(i-1, steps) {
				groups++
			}
		}
		return groups
	}
	steps := evenly
	for next := steps; next < 64*evenly; {
		next += max(1, next/8)
		if count(next) > evenly {
			break
		}
		steps = next
	}
	var ends []int
	for i := 1; i < n; i++ {
		if at(i, steps) != at(i-1, steps) {
			ends = append(ends, i)
		}
	}
	return append(ends, n)
}

// monotone is the rising or falling regression of scores, whichever fits better, as shares of the range of the scores. Of
// noise alone it is nearly flat.
func monotone(scores []float64) []float64 {
	n := len(scores)
	low, high := slices.Min(scores), slices.Max(scores)
	span := high - low
	if !(span > 0) {
		return make([]float64, n)
	}
	best, least := []float64(nil), math.Inf(1)
	once := slices.Repeat([]float64{1}, n)
	for _, sign := range []float64{1, -1} {
		y := make([]float64, n)
		for i, s := range scores {
			y[i] = sign * (s - low) / span
		}
		f := NewIsotonic(n)
		f.Set(y, once)
		rss := 0.0
		for i, v := range f.Fit {
			rss += (y[i] - v) * (y[i] - v)
		}
		if rss < least {
			best, least = f.Fit, rss
		}
	}
	return best
}
