package sim

import "github.com/circsim/circsim/scenarios"

// solver moves the circuits of a network through time. flowSolver integrates the
// gradient flow, factors takes explicit optimizer steps.
type solver interface {
	// begin starts a stretch with the rates now in the fields, to last until end.
	begin(from, end float64)
	// advance takes one step, not beyond end.
	advance(end float64) error
	// span is the last step, from and to.
	span() (from, to float64)
	// at computes the fields at time t of the last step.
	at(t float64)
	// looks is the number of moments of a step that events are looked for at; 1
	// means that nothing happens between steps.
	looks() int
	// crossing is the first time in the last step when agent i's strength
	// passes 1, upward or downward.
	crossing(i int) (t float64, up, crossed bool)
	cost() Cost
}

func newSolver(n *network, f *fields, seed int64, tolerance float64) solver {
	if n.spec.Training.Dynamics == scenarios.Flow {
		return newFlowSolver(n, f, tolerance)
	}
	return newFactors(n, f, seed)
}
