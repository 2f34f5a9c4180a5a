package emergence

import (
	"math"

	"github.com/circsim/circsim/analysis/thresholds"
)

// The words of Verdict.Verdict.
const (
	Emergent    = "emergent"
	NotEmergent = "not emergent"
	Undecided   = "undecided"
)

// The words of Verdict.Definition.
const (
	ByPerformance    = "performance"
	ByMetric         = "metric"
	ByLoss           = "loss"
	ByRepresentation = "representation"
)

// Verdict is what one definition says of one ability.
type Verdict struct {
	Definition string // performance | metric | loss | representation
	Verdict    string // emergent | not emergent | undecided
	Reason     string // one clause
	Evidence   []Evidence
}

// Evidence is one figure that a verdict rests on, with its 95% interval. Value
// is NaN where there is none; Low and High are NaN where the figure has no
// interval, infinite where the data do not bound it.
type Evidence struct {
	Name             string
	Value, Low, High float64
	Unit             string // empty: a pure number
}

func (v *Verdict) decide(word, reason string) { v.Verdict, v.Reason = word, reason }

func (v *Verdict) figure(name string, value float64, unit string) {
	v.Evidence = append(v.Evidence, Evidence{name, value, math.NaN(), math.NaN(), unit})
}

func (v *Verdict) estimate(name string, e thresholds.Estimate, unit string) {
	v.Evidence = append(v.Evidence, Evidence{name, e.Value, e.Low, e.High, unit})
}

// finding is what the data say of one condition of a definition.
type finding int

const (
	unknown finding = iota
	yes
	no
)

// above holds an estimate against zero: yes where its interval lies above, no
// where it lies below.
func above(e thresholds.Estimate) finding {
	switch {
	case e.Low > 0:
		return yes
	case e.High < 0:
		return no
	}
	return unknown
}
