package sim

import (
	"math"

	"github.com/circsim/circsim/circuits/lanes"
)

// watcher looks at one task for its events. It computes a metric again only where
// what its history waits for can be near: a metric moves no faster than the logits. So each look takes what they
// have moved since the look before from the room that is left to an event.
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

	seen         view // every metric as last computed
	lossComputed bool // at the last look

	// The sum of the cohorts' logits, weighted by sampling, that the train accuracy depends on. Of a wrong label the logits
	// are two, that of memorization and the rival one.
	rates             *rates
	logits, supported []float64 // at the last look: by cohort; by segment
	sure              float64   // the logit from which on a label counts as sure
	toTrain           room
	follow            pass

	// The same for the test accuracy, in standard deviations of the noise, and for the test loss, in nats.
	answers       unseenAnswers // at the last look
	margins       []float64     // by segment: the logit in standard deviations
	general       []float64     // by segment
	toAccuracy    room
	toPeak, toLow room

	// How far the circuits may travel from where they were at the last look before any
	// metric is looked at; negative: unknown.
	reach, travelled float64
}

// room is how far something may move before an event.
type room struct {
	left  float64 // NaN: unknown
	moved float64 // since the look before
}

// spend takes a move off the room, and reports whether there is none left, or it is unknown. Where nothing has moved, there is
// no event, however small the room.
func (r *room) spend(moved float64) (spent bool) {
	if math.IsNaN(r.left) {
		r.moved = math.Inf(1)
		return true
	}
	r.moved, r.left = moved, r.left-moved
	return moved != 0 && !(r.left > 0)
}

// near reports whether the event may have been between the last two looks. Between them, what moves is taken to stray by no more
// than it has moved from one to the other.
func (r *room) near() bool { return r.moved > max(r.left, 0) }

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
	unknown := room{left: math.NaN()}
	w := &watcher{
		o: o, task: task, history: h, covered: t.covered, cohorts: t.cohorts, shares: shares,
		logits: make([]float64, t.cohorts.end-t.cohorts.first), supported: segments(),
		margins: segments(), general: segments(),
		toTrain: unknown, toAccuracy: unknown, toPeak: unknown, toLow: unknown, reach: -1,
	}
	w.follow = w.followBlock
	return w
}

// look returns the metrics at the present fields. Those that it has not computed again are old, but neither they nor the present
// ones fulfil a milestone that the history waits for, or exceed its peak.
func (w *watcher) look() view {
	f := w.o.f
	w.lossComputed = false
	if f.travelled-w.travelled <= w.reach && w.rates == f.rates {
		return w.seen
	}
	test := w.o.test(w.task)
	w.followTrain()
	w.followAccuracy(&test)
	w.followLoss(&test)
	w.answers = test
	w.travelled, w.reach = f.travelled, w.left()
	return w.seen
}

// near reports whether an event may have been between the last look and the one before.
func (w *watcher) near() bool {
	return w.toTrain.near() || w.toAccuracy.near() || w.toPeak.near() || w.toLow.near()
}

// left is the reach from here. No logit moves farther than all strengths together. The variance
// of logits may, so that there is a reach only where memorization gives one wrong answer.
func (w *watcher) left() float64 {
	if !w.answers.toWrong {
		return -1
	}
	return min(w.toTrain.left, w.toAccuracy.left*w.answers.sigma, w.toPeak.left, w.toLow.left)
}

// now returns the values of a field in the task's segments.
func (w *watcher) now(field []float64) []float64 {
	return field[w.covered.first:w.covered.end]
}

func (w *watcher) followTrain() {
	known := w.rates == w.o.f.rates
	w.rates = w.o.f.rates
	if math.IsInf(w.toTrain.left, 1) {
		return
	}
	if !known {
		w.toTrain.left = math.NaN()
	}
	if w.toTrain.spend(w.trainMoved()) {
		w.train()
	}
}

// trainMoved is how far the logits have moved since the look before.
func (w *watcher) trainMoved() (moved float64) {
	o, blocks := w.o, w.o.n.tasks[w.task].blocks
	o.f.each(blocks, w.follow)
	for _, sum := range o.sums[blocks.first:blocks.end] {
		moved += sum
	}
	copy(w.supported, w.now(o.f.general))
	return moved
}

func (w *watcher) followBlock(f *fields, b int) {
	blk := &w.o.n.blocks[b]
	first := w.cohorts.first
	logits, weight, strength := w.logits[blk.first-first:blk.end-first], f.rates.weight[blk.first:blk.end], f.strength[blk.first:blk.end]
	if !blk.mislabeled {
		w.o.sums[b] = lanes.Follow(logits, weight, strength, f.general[blk.place], w.sure)
		return
	}
	w.o.sums[b] = lanes.Follow(logits, weight, strength, 0, math.Inf(1)) +
		float64(f.rates.blockSampled[b]*math.Abs(f.general[blk.place]-w.supported[blk.place-w.covered.first]))
}

// train computes the train accuracy, and how far the logits may move before its next milestone.
func (w *watcher) train() {
	accuracy := w.o.trainAccuracy(w.task)
	w.seen.trainAccuracy = accuracy
	task := &w.o.tasks[w.task]
	left := w.history.awaitedTrain() - accuracy - accuracySlack - sureSlack
	w.toTrain.left = left / densest * task.trained * w.rates.sampled[w.task]
	before := w.sure
	// Without room every rise counts, even that of a label which is sure.
	if w.sure = task.sure; left <= 0 {
		w.sure = math.Inf(1)
	}
	if w.sure != before {
		w.trainMoved()
	}
}

func (w *watcher) followAccuracy(test *unseenAnswers) {
	if math.IsInf(w.toAccuracy.left, 1) {
		return
	}
	moved, perLogit := 0.0, 1/test.sigma
	for k, g := range w.now(w.o.f.general) {
		margin := g * perLogit
		moved += w.shares[k] * math.Abs(margin-w.margins[k])
		w.margins[k] = margin
	}
	if test.toWrong {
		moved += math.Abs(test.memory-w.answers.memory) * perLogit
	}
	if w.toAccuracy.spend(moved) {
		w.seen.testAccuracy = w.o.testAccuracy(w.task, test)
		w.toAccuracy.left = (w.history.awaitedTest() - w.seen.testAccuracy - accuracySlack) / densest
	}
}

func (w *watcher) followLoss(test *unseenAnswers) {
	rise, fall := w.lossMoved(test)
	copy(w.general, w.now(w.o.f.general))
	seen, h := w.seen.testLoss, w.history
	// With any move, an event that is not yet noted may not be there any more.
	spent := (seen > h.peakLoss || seen < h.awaitedLoss()) && rise+fall != 0
	spent = w.toPeak.spend(rise) || spent
	if spent = w.toLow.spend(fall) || spent; spent {
		w.loss(test)
	}
}

// lossMoved is by how much the test loss can have risen and fallen since the look before.
func (w *watcher) lossMoved(test *unseenAnswers) (rise, fall float64) {
	if !(test.sigma*test.sigma < tabledVariance) {
		return math.Inf(1), math.Inf(1)
	}
	part := func(loss float64) {
		rise += max(loss, 0)
		fall += max(-loss, 0)
	}
	for k, g := range w.now(w.o.f.general) {
		part(w.shares[k] * (w.general[k] - g))
	}
	if test.toWrong {
		part(test.memory - w.answers.memory)
	} else {
		part((test.sigma*test.sigma - w.answers.sigma*w.answers.sigma) / 2)
	}
	return rise, fall
}

// loss computes the test loss, and how far it may move before its next peak or milestone.
func (w *watcher) loss(test *unseenAnswers) {
	loss := w.o.testLoss(w.task, test)
	w.seen.testLoss, w.lossComputed = loss, true
	if w.toPeak.left, w.toLow.left = math.Inf(-1), math.Inf(-1); test.sigma*test.sigma >= tabledVariance {
		return
	}
	w.toPeak.left = w.history.peakLoss*(1-lossSlack) - leastLoss - loss
	w.toLow.left = loss*(1-lossSlack) - leastLoss - w.history.awaitedLoss()
}
