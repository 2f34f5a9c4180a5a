package circuits

// HeadStart holds the factors by which an architecture multiplies the initial
// strength and the gain of generalization circuits.
type HeadStart struct{ Initial, Gain float64 }

// Structure is a kind of structure of the inputs. A circuit needs one; an
// architecture is built for one.
type Structure int

// The structures. An architecture of AnyStructure favours none.
const (
	AnyStructure Structure = iota
	Local
	Sequential
	LongRange
)

// Bias is the head start that an architecture gives to circuits, from the
// structures that it is built for and that they need. The factors are
// assumptions, not measurements (docs/model.md, "Inductive bias").
func Bias(built, needed Structure) HeadStart {
	switch {
	case built == AnyStructure:
	case built == needed:
		return HeadStart{Initial: 10, Gain: 1.5}
	case needed == LongRange:
		return HeadStart{Initial: 0.1, Gain: 0.5}
	}
	return HeadStart{Initial: 1, Gain: 1}
}
