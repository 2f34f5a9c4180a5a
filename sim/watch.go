package sim

import (
	"math"

	"github.com/circsim/circsim/circuits/lanes"
)

// watcher looks at one task for its events. It computes a metric again only where
// what its history waits for can be near: a metric moves no faster than the logits.
//
//   - An accuracy is the probability that a logit with normal noise exceeds others. Its
//     derivative by the mean of a logit is at most the density of that noise. Where the
//     logit is so high that the answer is sure, it may rise further without effect.
//   - A test loss moves by at most 1 per logit: its derivatives by logits are probabilities.
//     By the noise's variance its derivative is half of E[sum of p (1-p)], below 1/2.
type watcher struct {
	o       *observer
	task    int
	history *history

	covered, cohorts span      // of the task
	shares           []float64 // of its segments in its items

	seen view // every metric as last computed
	near bool // an event may be near the look before

	lossComputed bool // at the last look

	// What the train accuracy was computed at, and how far the sum of the cohorts'
	// logits, weighted by sampling, may move from there. Of a wrong label the logits are
	// two, that of memorization and the rival one.
	rates             *rates
	logits, supported []float64 // by cohort; by segment
	trainRoom         float64
	sure              float64 // the logit from which on a label counts as sure
	moves, notes      pass

	// The same for the test accuracy, in standard deviations of the noise.
	answers      unseenAnswers
	margins      []float64 // by segment: the logit in standard deviations
	accuracyRoom float64

	// The same for the test loss, in nats.
	lossAnswers        unseenAnswers
	lossGeneral        []float64 // by segment
	riseRoom, fallRoom float64

	// How far the circuits may travel from where they were at the last look before any
	// metric is looked at; negative: unknown.
	reach, travelled float64
}

const (
	// densest is above the maximum of the standard normal density.
	densest = 0.4
	// accuracySlack and lossSlack, a relative one, are ten times the error of the
	// tables of metrics or more.
	accuracySlack = 1e-3
	sureSlack     = 1e-4 // of an accuracy that counts as 1
	lossSlack     = 1e-3
	leastLoss     = 1e-6 // an absolute slack
	// Above this variance of logits the table of losses is asymptotic.
	tabledVariance = 1e6
)

func newWatcher(o *observer, task int, h *history) *watcher {
	t := &o.n.tasks[task]
	segments := func() []float64 { return make([]float64, t.covered.end-t.covered.first) }
	shares := segments()
	for k := range shares {
		shares[k] = o.n.segments[t.covered.first+k].share
	}
	w := &watcher{
		o: o, task: task, history: h, covered: t.covered, cohorts: t.cohorts, shares: shares,
		logits: make([]float64, t.cohorts.end-t.cohorts.first), supported: segments(),
		margins: segments(), lossGeneral: segments(),
		trainRoom: math.NaN(), accuracyRoom: math.NaN(), riseRoom: math.NaN(), fallRoom: math.NaN(), reach: -1,
	}
	w.moves, w.notes = w.blockMoved, w.noteBlock
	return w
}

// look returns the metrics at the present fields, and whether an event may be near: more than half of the room to it is
// used, or was at the look before. Metrics that it has not computed again are old, but neither they nor the present ones
// fulfil a milestone that the history waits for, or exceed its peak.
func (w *watcher) look() (v view, near bool) {
	f := w.o.f
	w.lossComputed = false
	if f.travelled-w.travelled <= w.reach && w.rates == f.rates {
		return w.seen, w.near
	}
	test := w.o.test(w.task)
	train, accuracy, loss := w.trainUsed(), w.accuracyUsed(&test), w.lossUsed(&test)
	before := w.near
	w.near = false
	if train > 1 {
		w.train()
		w.near = w.trainRoom <= 0
	}
	if accuracy > 1 {
		w.accuracy(test)
		w.near = w.near || w.accuracyRoom <= 0
	}
	if loss > 1 {
		w.loss(test)
		w.lossComputed = true
		w.near = w.near || !(w.riseRoom > 0 && w.fallRoom > 0)
	}
	most := max(train, accuracy, loss)
	w.near = w.near || most > nearShare && most <= 1
	w.travelled, w.reach = f.travelled, w.left(&test)
	return w.seen, before || most > nearShare
}

// nearShare is the share of the room to an event from which on it may be near: what moves in a step is taken to move no
// farther away inside of the step than twice as far as at its ends.
const nearShare = 0.5

// used is the share of a room that is used by a move; above 1: the room is too small, or unknown (NaN). Where nothing has moved,
// there is no event, however small the room.
func used(moved, room float64) float64 {
	switch {
	case math.IsInf(room, 1) || moved == 0 && !math.IsNaN(room):
		return 0
	case room > 0 && moved >= 0:
		return moved / room
	}
	return math.Inf(1)
}

// left is the reach from here. No logit moves farther than all strengths together. The variance
// of logits may, so that there is a reach only where memorization gives one wrong answer.
func (w *watcher) left(test *unseenAnswers) float64 {
	if !test.toWrong {
		return -1
	}
	rise, fall := w.lossMoved(test)
	return min(w.trainRoom-w.trainMoved(), (w.accuracyRoom-w.accuracyMoved(test))*test.sigma, w.riseRoom-rise, w.fallRoom-fall)
}

// now returns the values of a field in the task's segments.
func (w *watcher) now(field []float64) []float64 {
	return field[w.covered.first:w.covered.end]
}

// trainUsed is how far the logits have moved since the train accuracy was computed, as a share of the room.
func (w *watcher) trainUsed() float64 {
	if math.IsInf(w.trainRoom, 1) {
		return 0
	}
	f := w.o.f
	if w.rates != f.rates {
		return math.Inf(1)
	}
	return used(w.trainMoved(), w.trainRoom)
}

func (w *watcher) trainMoved() (moved float64) {
	o, blocks := w.o, w.o.n.tasks[w.task].blocks
	o.f.each(blocks, w.moves)
	for _, sum := range o.sums[blocks.first:blocks.end] {
		moved += sum
	}
	return moved
}

func (w *watcher) blockMoved(f *fields, b int) {
	blk := &w.o.n.blocks[b]
	weight, strength, before := w.cohortsOf(blk)
	shift, most := w.bounds(f, blk)
	w.o.sums[b] = lanes.Distance(weight, strength, before, shift, most)
	if blk.mislabeled {
		k := blk.place - w.covered.first
		w.o.sums[b] += f.rates.blockSampled[b] * math.Abs(f.general[blk.place]-w.supported[k])
	}
}

// cohortsOf are the weights and strengths of a block's cohorts, and their logits as last noted.
func (w *watcher) cohortsOf(blk *block) (weight, strength, logits []float64) {
	f, first := w.o.f, w.cohorts.first
	return f.rates.weight[blk.first:blk.end], f.strength[blk.first:blk.end], w.logits[blk.first-first : blk.end-first]
}

// bounds are what the logits of a block's labels get beside memorization, and where they have no effect any more.
func (w *watcher) bounds(f *fields, blk *block) (shift, most float64) {
	if blk.mislabeled {
		return 0, math.Inf(1)
	}
	return f.general[blk.place], w.sure
}

func (w *watcher) train() {
	f, blocks := w.o.f, w.o.n.tasks[w.task].blocks
	accuracy := w.o.trainAccuracy(w.task)
	w.seen.trainAccuracy, w.rates = accuracy, f.rates
	task := &w.o.tasks[w.task]
	room := w.history.awaitedTrain() - accuracy - accuracySlack - sureSlack
	w.trainRoom = room / densest * task.trained * f.rates.sampled[w.task]
	// Without room every rise counts, even that of a label which is sure.
	if w.sure = task.sure; room <= 0 {
		w.sure = math.Inf(1)
	}
	f.each(blocks, w.notes)
	copy(w.supported, w.now(f.general))
}

func (w *watcher) noteBlock(f *fields, b int) {
	blk := &w.o.n.blocks[b]
	_, strength, logits := w.cohortsOf(blk)
	shift, most := w.bounds(f, blk)
	lanes.Bounded(logits, strength, shift, most)
}

func (w *watcher) accuracyUsed(test *unseenAnswers) float64 {
	return used(w.accuracyMoved(test), w.accuracyRoom)
}

func (w *watcher) accuracyMoved(test *unseenAnswers) float64 {
	if math.IsInf(w.accuracyRoom, 1) {
		return 0
	}
	moved, perLogit := 0.0, 1/test.sigma
	for k, g := range w.now(w.o.f.general) {
		moved += w.shares[k] * math.Abs(g*perLogit-w.margins[k])
	}
	if test.toWrong {
		moved += math.Abs(test.memory-w.answers.memory) * perLogit
	}
	return moved
}

func (w *watcher) accuracy(test unseenAnswers) {
	w.seen.testAccuracy, w.answers = w.o.testAccuracy(w.task, &test), test
	for k, g := range w.now(w.o.f.general) {
		w.margins[k] = g / test.sigma
	}
	w.accuracyRoom = (w.history.awaitedTest() - w.seen.testAccuracy - accuracySlack) / densest
}

func (w *watcher) lossUsed(test *unseenAnswers) float64 {
	if math.IsNaN(w.riseRoom) {
		return math.Inf(1)
	}
	rise, fall := w.lossMoved(test)
	if w.seen.testLoss > w.history.peakLoss || w.seen.testLoss < w.history.awaitedLoss() {
		// An event that is not yet noted: with any move it may not be there any more.
		return used(rise+fall, 0)
	}
	return max(used(rise, w.riseRoom), used(fall, w.fallRoom))
}

func (w *watcher) lossMoved(test *unseenAnswers) (rise, fall float64) {
	if !(test.sigma*test.sigma < tabledVariance) {
		return math.Inf(1), math.Inf(1)
	}
	part := func(loss float64) {
		rise += max(loss, 0)
		fall += max(-loss, 0)
	}
	for k, g := range w.now(w.o.f.general) {
		part(w.shares[k] * (w.lossGeneral[k] - g))
	}
	if test.toWrong {
		part(test.memory - w.lossAnswers.memory)
	} else {
		part((test.sigma*test.sigma - w.lossAnswers.sigma*w.lossAnswers.sigma) / 2)
	}
	return rise, fall
}

func (w *watcher) loss(test unseenAnswers) {
	loss := w.o.testLoss(w.task, &test)
	w.seen.testLoss, w.lossAnswers = loss, test
	copy(w.lossGeneral, w.now(w.o.f.general))
	if w.riseRoom, w.fallRoom = math.NaN(), math.NaN(); test.sigma*test.sigma >= tabledVariance {
		return
	}
	w.riseRoom = w.history.peakLoss*(1-lossSlack) - leastLoss - loss
	w.fallRoom = loss*(1-lossSlack) - leastLoss - w.history.awaitedLoss()
}
