package thresholds

// Gathered is a series by scale, for several estimates of one curve.
type Gathered struct {
	series Series
	scales *scales
}

// Gather puts a series in order and takes the means of its scales.
func Gather(s Series) Gathered { return Gathered{s, newScales(s)} }

// FindOnset tests every scale of a series against chance, see Gathered.Onset.
func FindOnset(s Series, b Bootstrap) Onset { return Gather(s).Onset(b) }

// OnsetAt is where the mean score of a series passes a level, see Gathered.OnsetAt.
func OnsetAt(s Series, level float64, b Bootstrap) Estimate { return Gather(s).OnsetAt(level, b) }

// FitSigmoid fits a Hill curve to a series, see Gathered.Sigmoid.
func FitSigmoid(s Series, b Bootstrap) Rise { return Gather(s).Sigmoid(b) }

// FitRamp fits a ramp to a series, see Gathered.Ramp.
func FitRamp(s Series, b Bootstrap) Ramp { return Gather(s).Ramp(b) }
