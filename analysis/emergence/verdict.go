package emergence

import "github.com/circsim/circsim/analysis/stat"

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

// Verdict is the judgement of one ability by one definition.
type Verdict struct {
	Definition string // performance | metric | loss | representation
	Verdict    string // emergent | not emergent | undecided
	Reason     string // one clause
	Evidence   []Evidence
}

// Evidence is one figure that a verdict rests on.
type Evidence struct {
	Name string
	stat.Estimate
	Unit string // empty: a pure number
}

func (v *Verdict) decide(word, reason string) { v.Verdict, v.Reason = word, reason }

func (v *Verdict) figure(name string, value float64, unit string) {
	v.Evidence = append(v.Evidence, Evidence{name, stat.Descriptive(value), unit})
}

func (v *Verdict) estimate(name string, e stat.Estimate, unit string) {
	v.Evidence = append(v.Evidence, Evidence{name, e, unit})
}

// finding says whether the data fulfil one condition of a definition.
type finding int

const (
	unknown finding = iota
	yes
	no
)

// above is yes if an estimate's interval lies above zero, no if below.
func above(e stat.Estimate) finding {
	switch {
	case e.Low > 0:
		return yes
	case e.High < 0:
		return no
	}
	return unknown
}
