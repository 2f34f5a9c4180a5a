package circuits

import "github.com/circsim/circsim/scenarios"

// HeadStart is what an architecture does for the generalization circuits of a
// task structure: factors on their initial strength and on their gain.
type HeadStart struct{ Initial, Gain float64 }

var (
	neutral = HeadStart{Initial: 1, Gain: 1}
	matched = HeadStart{Initial: 10, Gain: 1.5}
	against = HeadStart{Initial: 0.1, Gain: 0.5}
)

// Bias is the inductive-bias table. A transformer favours nothing; a strongly
// biased architecture has a head start on the structure it was built for and a
// penalty on long range. The factors are assumptions, not measurements
// (docs/model.md, "Inductive bias").
func Bias(b scenarios.Bias, s scenarios.Structure) HeadStart {
	switch {
	case b == scenarios.Transformer:
		return neutral
	case b == scenarios.Convolutional && s == scenarios.Local,
		b == scenarios.Recurrent && s == scenarios.Sequential:
		return matched
	case s == scenarios.LongRange:
		return against
	}
	return neutral
}
