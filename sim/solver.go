package sim

import "github.com/circsim/circsim/scenarios"

// solver moves the circuits of a network through time. flowSolver integrates the
// gradient flow; factors takes optimizer steps.
type solver interface {
	// begin starts a stretch with the rates that the fields now have.
	begin(from, end float64)
	// advance takes one step, not beyond end.
	advance(end float64) error
	// span returns the start and the end of the last step.
	span() (from, to float64)
	// at computes the fields at time t of the last step, but not what circuits feel of them.
	at(t float64)
	// strengthsAt computes the strengths and logits at time t, and no other fields.
	strengthsAt(t float64)
	// ends reports whether the fields are those of the end of the last step.
	ends() bool
	// whole reports whether time goes in whole steps, with nothing in between.
	whole() bool
	// crossings reports whether a strength may have crossed 1 in the last step.
	crossings() bool
	// cross notes in lives, which are by agent, when strengths of a block crossed 1 in the last step.
	cross(blk *block, lives []life)
	cost() Cost
}

func newSolver(n *network, f *fields, seed int64, tolerance float64) solver {
	if n.spec.Training.Dynamics == scenarios.Flow {
		return newFlowSolver(n, f, tolerance)
	}
	return newFactors(n, f, seed)
}
