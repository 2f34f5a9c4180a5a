// Package sim lives one network's life: circuits compete for its parameters
// under a mix of tasks until training ends, and an observer notes what an
// outsider would see.
//
//	lay out tasks, items and kinds of circuit                   network.go, kind.go
//	for each phase of training:                                 run.go
//	    take the phase's weights, gains and decay               schedule.go, rates.go
//	    until the phase ends:
//	        feel: the kinds answer the items, the items are
//	              felt, the free budget is priced               fields.go, items.go
//	        move: a solver moves every circuit by what it feels solver.go, flow.go, factors.go
//	        look: milestones of every task, births and deaths   events.go, life.go, observer.go
//	        record, where a step is due                         recorder.go, measure.go
//	name the regime from the curves alone                       regimes
//	ablate: look again without the circuits of each kind        recorder.go
//
// A kind of circuit is one thing with duties (kind.go: lay out, feel, move,
// record, ablate) and one file: memorization.go, generalization.go, heads.go.
//
// Circuits touch each other only through the few sums of feel, so a step costs
// time linear in the agents and may be taken by several goroutines (team.go);
// sums are reduced in the fixed order of blocks, whoever computed them.
package sim
