package sim

import (
	"math"

	"github.com/circsim/circsim/sim/regimes"
)

// milestone is a condition on a task's metrics. Its first step is kept.
type milestone int

const (
	trainLeavesChance milestone = iota // train accuracy a tenth of the way from chance to 1
	testLeavesChance                   // test accuracy likewise
	trainMost                          // train accuracy >= regimes.TrainLearned
	testMost                           // test accuracy >= 0.9
	trainAll                           // train accuracy >= 0.99
	testAll                            // test accuracy >= 0.97
	testLossLow                        // test loss < lowLoss
	milestones
)

// ofTraining reports whether a milestone is one of the train accuracy.
func (m milestone) ofTraining() bool {
	return m == trainLeavesChance || m == trainMost || m == trainAll
}

// history holds the events of one task so far.
type history struct {
	chance           float64              // chance level of accuracy
	least            [testLossLow]float64 // accuracy of each milestone but the last
	lowLoss          float64              // test loss, in nats, below which the task is learned
	first            [milestones]*float64 // step of each milestone; nil: not yet
	peakLoss, peakAt float64              // highest test loss, and its time
	seen             view                 // the metrics at the last call of locate
}

func newHistory(t *task) history {
	chance := 1 / float64(t.Classes)
	return history{
		chance: chance,
		least: [testLossLow]float64{
			trainLeavesChance: regimes.LeavesChance(chance), testLeavesChance: regimes.LeavesChance(chance),
			trainMost: regimes.TrainLearned(chance, t.LabelNoise), testMost: regimes.Learned,
			trainAll: 0.99, testAll: 0.97,
		},
		lowLoss: LowLoss(float64(t.Classes)),
		seen:    view{trainAccuracy: math.NaN()}, // unlike any
	}
}

// LowLoss is the test loss, in nats, below which an event is noted (step_test): 1. Guessing among two
// classes costs less, ln 2. There it is half of that.
func LowLoss(classes float64) float64 {
	if guess := math.Log(classes); guess <= 1 {
		return guess / 2
	}
	return 1
}

// above is by how much a metric passes the threshold of a milestone.
func (h *history) above(m milestone, v view) float64 {
	switch {
	case m.ofTraining():
		return v.trainAccuracy - h.least[m]
	case m == testLossLow:
		return h.lowLoss - v.testLoss
	}
	return v.testAccuracy - h.least[m]
}

// holds reports whether the condition of a milestone holds.
func (h *history) holds(m milestone, v view) bool {
	above := h.above(m, v)
	return above > 0 || above == 0 && m != testLossLow
}

// awaitedTrain is the lowest train accuracy of a milestone not yet reached;
// infinite: all are.
func (h *history) awaitedTrain() float64 { return h.awaited(trainLeavesChance, trainMost, trainAll) }

// awaitedTest is the same for test accuracy.
func (h *history) awaitedTest() float64 { return h.awaited(testLeavesChance, testMost, testAll) }

func (h *history) awaited(of ...milestone) float64 {
	lowest := math.Inf(1)
	for _, m := range of {
		if h.first[m] == nil {
			lowest = min(lowest, h.least[m])
		}
	}
	return lowest
}

// awaitedLoss is the test loss below which a milestone is reached; infinitely low:
// it is.
func (h *history) awaitedLoss() float64 {
	if h.first[testLossLow] != nil {
		return math.Inf(-1)
	}
	return h.lowLoss
}

// locate finds when the milestones were reached that hold at time to, but did not
// at time from, to a relative precision of 1e-4. at computes the metric of a
// milestone, and no other, at any time of the step; the fields are then those of that time. If at is
// nil, time goes in whole steps, and the milestones are reached at time to.
func (h *history) locate(from, to float64, now view, at func(m milestone, t float64) view) {
	before := h.seen
	if now == before {
		return // what holds has been noted
	}
	h.seen = now
	if now.testLoss > h.peakLoss {
		h.peakLoss, h.peakAt = now.testLoss, to
	}
	for m := range milestones {
		if h.first[m] != nil || !h.holds(m, now) {
			continue
		}
		reached := bracket{from, to, h.above(m, before), h.above(m, now)}
		if at != nil {
			h.narrow(&reached, m, at)
		}
		step := reportedStep(reached.high)
		h.first[m] = &step
	}
}

// narrow finds when a milestone was reached, to a relative precision of 1e-4, or to 1e-4 of a step before step 1.
func (h *history) narrow(reached *bracket, m milestone, at func(m milestone, t float64) view) {
	const precision = 1e-4
	look := func(t float64) (above float64, holds bool) {
		now := at(m, t)
		return h.above(m, now), h.holds(m, now)
	}
	for reached.high-reached.low > precision*max(reached.high, 1) {
		reached.narrow(precision*max(reached.high, 1), look)
	}
}

// lossAt is the test loss at a time where it was at its peak; NaN at others.
func (h *history) lossAt(t float64) float64 {
	if h.peakLoss > 0 && h.peakAt == t {
		return h.peakLoss
	}
	return math.NaN()
}

// raisePeak finds the peak of the test loss within a step, if the parabola through the losses at its start, middle and
// end has its peak inside. It narrows that down to a hundredth of the step by golden sections.
func (h *history) raisePeak(from, to float64, loss [3]float64, at func(m milestone, t float64) view) {
	const wide, narrow = 0.25, 0.01 // of the step
	slope, bend := (loss[2]-loss[0])/2, loss[0]-2*loss[1]+loss[2]
	vertex := 0.5 * (1 - slope/bend)
	if !(bend < 0 && vertex > 0 && vertex < 1) || max(loss[0], loss[1], loss[2]) < h.peakLoss {
		return
	}
	time := func(s float64) float64 { return from + s*(to-from) }
	low, high := max(vertex-wide, 0), min(vertex+wide, 1)
	try := func(s float64) float64 {
		now := at(testLossLow, time(s)).testLoss
		if now > h.peakLoss {
			h.peakLoss, h.peakAt = now, time(s)
		}
		return now
	}
	left, right := high-(high-low)/math.Phi, low+(high-low)/math.Phi
	atLeft, atRight := try(left), try(right)
	for high-low > narrow {
		if atLeft >= atRight {
			high, right, atRight = right, left, atLeft
			left = high - (high-low)/math.Phi
			atLeft = try(left)
		} else {
			low, left, atLeft = left, right, atRight
			right = low + (high-low)/math.Phi
			atRight = try(right)
		}
	}
}

// reportedStep is the step at which an event of time t is reported. Between
// initialization and the first step there is no network to look at: what the flow
// does there is reported at step 1.
func reportedStep(t float64) float64 {
	if t > 0 {
		return max(t, 1)
	}
	return t
}

// life holds the steps at which a strength first reached 1, and first fell below
// 1 after that; nil: never.
type life struct{ born, died *float64 }

// see notes a strength at step t.
func (l *life) see(t, strength float64) { l.cross(t, strength >= 1) }

// cross notes that from step t on a strength is at least 1 (up) or below 1.
func (l *life) cross(t float64, up bool) {
	switch {
	case up && l.born == nil:
		at := reportedStep(t)
		l.born = &at
	case !up && l.born != nil && l.died == nil:
		at := reportedStep(t)
		l.died = &at
	}
}
