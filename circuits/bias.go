package circuits

// HeadStart is what an architecture does for generalization circuits: factors on
// their initial strength and on their gain.
type HeadStart struct{ Initial, Gain float64 }

// Structure is the structure that a circuit needs its inputs to have, or that an
// architecture is built for.
type Structure int

// The structures. AnyStructure is that of an architecture that favours none.
const (
	AnyStructure Structure = iota
	Local
	Sequential
	LongRange
)

// Bias is the head start that an architecture built for one structure gives to
// circuits that need another or the same. The factors are assumptions, not
// measurements (docs/model.md, "Inductive bias").
func Bias(built, needed Structure) HeadStart {
	switch {
	case built == AnyStructure:
		return HeadStart{Initial: 1, Gain: 1}
	case built == needed:
		return HeadStart{Initial: 10, Gain: 1.5}
	case needed == LongRange:
		return HeadStart{Initial: 0.1, Gain: 0.5}
	}
	return HeadStart{Initial: 1, Gain: 1}
}
