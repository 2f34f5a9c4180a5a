// Package sim lives one network's life: circuits compete for its parameters
// under a mix of tasks until training ends, and an observer notes what an
// outsider would see.
//
//	lay out the agents: cohorts of items, tickets of generalization    network.go
//	for each phase of training:
//	    take the phase's weights, gains and decay                      rates.go
//	    until the phase ends:
//	        feel: sum strengths into G, answer the items,
//	              sum residuals and bits, price the free budget        fields.go
//	        grow: move every agent by what it feels                    flow.go, factors.go, heads.go
//	        look: milestones of every task, births and deaths          events.go, observer.go
//	        record, where a step is due                                recorder.go
//	name the regime from the curves alone                              regime.go
//	look again without each task's circuits of either kind             ablate.go, ablate_heads.go
//
// Agents touch each other only through the few sums of feel, so a step costs
// time linear in the agents and may be taken by several goroutines (team.go);
// sums are reduced in the fixed order of blocks, whoever computed them.
package sim
