package stat

import "slices"

// LeastForInterval is the number of values from which on the order statistics bound their population's median in 95% of samples, and
// bands are intervals.
const LeastForInterval = 6

// BandWords say what the band of a number of replicates is.
func BandWords(replicates int) string {
	if replicates < LeastForInterval {
		return "lowest to highest seed"
	}
	return "95% interval"
}

// MeanBand is the mean of replicates with the band that pictures show: Student's interval within the range of the replicates, or of fewer than
// six of them the whole range.
func MeanBand(x []float64) Estimate {
	e := MeanOf(x)
	if len(x) == 0 {
		return e
	}
	low, high := slices.Min(x), slices.Max(x)
	if len(x) >= LeastForInterval {
		low, high = max(low, e.Low), min(high, e.High)
	}
	return Estimate{Value: e.Value, Low: low, High: high}
}

// MedianBand is the median of replicates, which may be infinite, with the band that pictures show: its interval, or of fewer than six the
// whole range.
func MedianBand(x []float64) Estimate { return MedianOf(x) }
