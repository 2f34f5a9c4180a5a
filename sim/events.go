package sim

import "github.com/circsim/circsim/sim/regimes"

// milestone is a condition on a task's metrics whose first moment is kept.
type milestone int

const (
	trainLeavesChance milestone = iota // train accuracy a tenth of the way from chance to 1
	testLeavesChance                   // test accuracy likewise
	trainMost                          // train accuracy >= 0.9 of what is labelled correctly
	testMost                           // test accuracy >= 0.9
	trainAll                           // train accuracy >= 0.99
	testAll                            // test accuracy >= 0.97
	testLossBelowOne
	milestones
)

// reached says whether the milestone's condition holds in a view of a task.
// chance is the accuracy of guessing, correct the share of right labels.
func (m milestone) reached(v view, chance, correct float64) bool {
	switch m {
	case trainLeavesChance:
		return v.trainAccuracy >= regimes.LeavesChance(chance)
	case testLeavesChance:
		return v.testAccuracy >= regimes.LeavesChance(chance)
	case trainMost:
		return v.trainAccuracy >= regimes.Learned*correct
	case testMost:
		return v.testAccuracy >= regimes.Learned
	case trainAll:
		return v.trainAccuracy >= 0.99
	case testAll:
		return v.testAccuracy >= 0.97
	default:
		return v.testLoss < 1
	}
}

// history is what has happened to one task so far.
type history struct {
	first            [milestones]*float64 // step of each milestone
	peakLoss, peakAt float64              // highest test loss
}

// locate finds the first moment of milestones that hold now, at time to, and
// did not at time from: by bisection to a ten-thousandth of the step count, on
// the integrator's own interpolant at. A solver of whole steps has none (nil):
// the moment is then the end of the step, to. locate says whether it has looked
// at other times, so that the fields are no longer those of time to.
func (h *history) locate(from, to, chance, correct float64, now view, at func(t float64) view) (looked bool) {
	if now.testLoss > h.peakLoss {
		h.peakLoss, h.peakAt = now.testLoss, to
	}
	for m := range milestones {
		if h.first[m] != nil || !m.reached(now, chance, correct) {
			continue
		}
		low, high := from, to
		for at != nil && high-low > 1e-4*high {
			looked = true
			mid := (low + high) / 2
			if m.reached(at(mid), chance, correct) {
				high = mid
			} else {
				low = mid
			}
		}
		h.first[m] = &high
	}
	return looked
}
