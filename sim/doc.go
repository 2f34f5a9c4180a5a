// Package sim simulates the training of one network: circuits compete for its
// parameters under a mix of tasks, and an observer measures it from outside.
//
//	lay out tasks, items and kinds of circuit                   network.go, kind.go
//	for each phase of training:                                 run.go
//	    take the phase's weights, gains and decay               schedule.go, rates.go
//	    until the phase ends:
//	        feel: the logits of all items, their residuals,
//	              the free budget and its prices                fields.go, items.go, price.go
//	        move: a solver moves every circuit                  solver.go, flow.go, factors.go
//	        look: milestones of tasks, births and deaths        events.go, observer.go
//	        record a point of every curve, if one is due        recorder.go, measure.go
//	classify the regime by the curves alone                     regimes
//	ablate: look again without the circuits of each kind        recorder.go
//
// A kind of circuit implements the interface of kind.go in one file:
// memorization.go, generalization.go, heads.go.
//
// Circuits interact only through the few sums of feel. So a step costs time
// linear in the agents, and several goroutines can share it (team.go). Sums are
// reduced in the fixed order of blocks (block.go). Small blocks are worked on
// together (bundle.go).
package sim
