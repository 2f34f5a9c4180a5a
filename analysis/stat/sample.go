package stat

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Mean is the mean of a sample; NaN where it is empty.
func Mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// MeanOf is the mean of independent values with Student's interval.
func MeanOf(x []float64) Estimate {
	n, mean := float64(len(x)), Mean(x)
	switch n {
	case 0:
		return Undefined("no replicates")
	case 1:
		return Unbounded(mean, "one replicate alone")
	}
	squares := 0.0
	for _, v := range x {
		squares += (v - mean) * (v - mean)
	}
	return WithError(mean, math.Sqrt(squares/(n-1)/n), Student(n-1))
}

// medianOf is the median of a sorted sample, in which NaN come first.
func medianOf(sorted []float64) float64 {
	n := len(sorted)
	low, high := sorted[(n-1)/2], sorted[n/2]
	switch {
	case math.IsNaN(sorted[0]):
		return math.NaN()
	case low == high:
		return low
	}
	return (low + high) / 2
}

// MedianOf is the median of independent values, which may be infinite. The interval is that of the order statistics that
// cover the population's median in at least 95% of samples; of fewer than six values, the minimum and the maximum.
func MedianOf(x []float64) Estimate {
	n := len(x)
	if n == 0 {
		return Undefined("no replicates")
	}
	sorted := slices.Sorted(slices.Values(x))
	out, below := 0, 0.0
	for k := range n / 2 {
		if below += (distuv.Binomial{N: float64(n), P: 0.5}).Prob(float64(k)); below > Tail {
			break
		}
		out = k
	}
	return Estimate{Value: medianOf(sorted), Low: sorted[out], High: sorted[n-1-out]}
}

// ShareOf is the share of hits in independent trials, with the exact interval of C. J. Clopper and E. S. Pearson, Biometrika 26
// (1934), pp. 404-413.
func ShareOf(hits, trials int) Estimate {
	if trials == 0 {
		return Undefined("no trials")
	}
	k, n := float64(hits), float64(trials)
	e := Estimate{Value: k / n, Low: 0, High: 1}
	if hits > 0 {
		e.Low = mathext.InvRegIncBeta(k, n-k+1, Tail)
	}
	if hits < trials {
		e.High = mathext.InvRegIncBeta(k+1, n-k, 1-Tail)
	}
	return e
}
