package thresholds

import "github.com/circsim/circsim/analysis/stat"

// Gathered is a series by scale, for several estimates of one curve.
type Gathered struct {
	series stat.Series
	scales *scales
}

// Gather puts a series in order and takes the means of its scales.
func Gather(s stat.Series) Gathered { return Gathered{s, newScales(s)} }

// FindOnset tests every scale of a series against chance, see Gathered.Onset.
func FindOnset(s stat.Series, b stat.Bootstrap) Onset { return Gather(s).Onset(b) }

// FitSigmoid fits a Hill curve to a series, see Gathered.Sigmoid.
func FitSigmoid(s stat.Series, b stat.Bootstrap) Rise { return Gather(s).Sigmoid(b) }

// FitRamp fits a ramp to a series, see Gathered.Ramp.
func FitRamp(s stat.Series, b stat.Bootstrap) Ramp { return Gather(s).Ramp(b) }
