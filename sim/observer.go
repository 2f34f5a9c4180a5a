package sim

import (
	"math"
	"slices"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/circuits/lanes"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim/metrics"
)

// observer measures a network from outside (docs/model.md, section 5).
type observer struct {
	n     *network
	f     *fields
	tasks []taskObserver
	held  []sums // by task, of holdings

	sums           []float64 // by block of items
	losses, rights pass
}

// taskObserver holds the tables of one task's metrics.
type taskObserver struct {
	accuracy *metrics.Accuracy // among all classes
	options  *metrics.Accuracy // among the options of a multiple choice
	softmax  *metrics.Softmax
	unseen   circuits.Unseen
	testSet  metrics.TestSet
	trained  float64 // logit scale of the training items, sigma_0
	sure     float64 // the logit beyond which the accuracy of a training item is within sureSlack of 1

	// The accuracies against a rival, of tasks with wrong labels or wrong answers.
	against, optionsAgainst *metrics.Against
}

// The tables depend on the number of classes alone, and all runs of a process
// share them. Those of the recentTables numbers of classes used last are kept: a
// table takes less than a megabyte, but a sweep may visit thousands.
const recentTables = 64

var (
	accuracyTables = metrics.NewRecent(recentTables, metrics.NewAccuracy)
	softmaxTables  = metrics.NewRecent(recentTables, metrics.NewSoftmax)
	againstTables  = metrics.NewRecent(recentTables, metrics.NewAgainst)
)

// view holds the metrics of a task that determine its events and its regime.
type view struct{ trainAccuracy, testLoss, testAccuracy float64 }

func newObserver(n *network, f *fields, seed int64) *observer {
	o := &observer{
		n: n, f: f, tasks: make([]taskObserver, len(n.tasks)), held: make([]sums, len(n.tasks)),
		sums: make([]float64, n.itemBlocks),
	}
	o.losses, o.rights = o.blockLoss, o.blockAccuracy
	for i := range n.tasks {
		t := &n.tasks[i]
		model := &n.spec.Model
		o.tasks[i] = taskObserver{
			accuracy: accuracyTables.Of(t.Classes),
			options:  accuracyTables.Of(t.Options),
			softmax:  softmaxTables.Of(t.Classes),
			unseen:   circuits.Unseen{Noise: model.Noise, Leak: t.leak, Interference: model.Interference},
			testSet:  metrics.TestSet{Items: float64(t.TestItems), Stream: random.NewStream(seed, "test set", t.Name)},
			trained:  math.Sqrt(model.Noise),
		}
		o.tasks[i].sure = o.tasks[i].trained * o.tasks[i].accuracy.Sure(sureSlack)
		if t.LabelNoise > 0 || model.UnseenOutputs == scenarios.UnseenWrongClass {
			o.tasks[i].against, o.tasks[i].optionsAgainst = againstTables.Of(t.Classes), againstTables.Of(t.Options)
		}
	}
	return o
}

// look measures task i at the strengths for which the fields were last computed.
func (o *observer) look(i int) (v view) {
	test := o.test(i)
	v.trainAccuracy = o.trainAccuracy(i)
	v.testLoss, v.testAccuracy = o.testLoss(i, &test), o.testAccuracy(i, &test)
	return v
}

// lookFor measures only the metric of a milestone.
func (o *observer) lookFor(m milestone, i int) (v view) {
	if m.ofTraining() {
		v.trainAccuracy = o.trainAccuracy(i)
		return v
	}
	test := o.test(i)
	if m == testLossLow {
		v.testLoss = o.testLoss(i, &test)
	} else {
		v.testAccuracy = o.testAccuracy(i, &test)
	}
	return v
}

// testLoss and testAccuracy are means over the segments.
func (o *observer) testLoss(i int, test *unseenAnswers) (loss float64) {
	t := &o.n.tasks[i]
	for s := t.covered.first; s < t.covered.end; s++ {
		loss += o.n.segments[s].share * test.loss(o.f.general[s])
	}
	return loss
}

func (o *observer) testAccuracy(i int, test *unseenAnswers) (accuracy float64) {
	t := &o.n.tasks[i]
	for s := t.covered.first; s < t.covered.end; s++ {
		accuracy += o.n.segments[s].share * test.accuracy(o.f.general[s])
	}
	return accuracy
}

// trainLoss is the mean loss of the training items, without noise and penalty.
func (o *observer) trainLoss(i int) float64 { return o.trainMean(i, o.losses) }

// trainMean is the mean of a metric over the items of task i, weighted by sampling. by adds it up over one block, into sums.
func (o *observer) trainMean(i int, by pass) (mean float64) {
	blocks := o.n.tasks[i].blocks
	o.f.each(blocks, by)
	for _, sum := range o.sums[blocks.first:blocks.end] {
		mean += sum
	}
	return mean / o.f.rates.sampled[i]
}

func (o *observer) blockLoss(f *fields, b int) {
	blk := &o.n.blocks[b]
	weight := f.rates.weight[blk.first:blk.end]
	if !o.n.squared {
		o.sums[b] = lanes.Losses(f.strength[blk.first:blk.end], weight, circuits.Log(f.labels.of(blk.place, blk.mislabeled).Odds))
		return
	}
	loss := 0.0
	for k, residual := range f.residual[blk.first:blk.end] {
		loss += weight[k] * residual * residual / 2
	}
	o.sums[b] = loss
}

// trainAccuracy is the mean accuracy of the training items under the noise of the
// logits.
func (o *observer) trainAccuracy(i int) float64 { return o.trainMean(i, o.rights) }

func (o *observer) blockAccuracy(f *fields, b int) {
	blk := &o.n.blocks[b]
	to := &o.tasks[blk.task]
	g, weight, strength := f.general[blk.place], f.rates.weight[blk.first:blk.end], f.strength[blk.first:blk.end]
	if !blk.mislabeled {
		o.sums[b] = to.accuracy.Sum(weight, strength, g, to.trained)
		return
	}
	accuracy := 0.0
	for k, w := range weight {
		if w > 0 {
			accuracy += w * to.against.Accuracy(strength[k], g, to.trained)
		}
	}
	o.sums[b] = accuracy
}

// penalty is the term of training.cost for the circuits of task i, a part of its
// training loss.
func (o *observer) penalty(i int) float64 {
	cost := o.n.spec.Training.Cost
	if cost.Weight == 0 {
		return 0
	}
	sum := 0.0
	for _, p := range o.n.populations {
		sum = p.addPenalty(o.f, cost.Kappa, i, sum)
	}
	return cost.Weight * sum
}

// unseenAnswers computes expectations over a task's unseen items at one moment.
type unseenAnswers struct {
	*taskObserver
	classes float64
	sigma   float64 // standard deviation of the logits
	memory  float64 // mean memorization strength of the training items
	toWrong bool    // memorization answers unseen items with one wrong class, with that logit
}

func (o *observer) test(i int) unseenAnswers {
	n, f := o.n, o.f
	t := &n.tasks[i]
	u := unseenAnswers{taskObserver: &o.tasks[i], classes: float64(t.Classes)}
	mean, memory2 := o.memory(i)
	u.memory = mean
	if n.spec.Model.UnseenOutputs == scenarios.UnseenWrongClass {
		u.toWrong, u.sigma = true, u.trained
		return u
	}
	for k, other := range t.overlaps {
		// Experts that share no parameters share no features either.
		if n.tasks[other].pool == t.pool {
			_, square := o.memory(other)
			memory2 += t.Overlap[k].Weight * square
		}
	}
	stored := f.stored[t.pool] / n.pools[t.pool]
	u.sigma = math.Sqrt(u.unseen.Variance(memory2, stored, 1-f.free[t.pool]))
	return u
}

// memory is the mean and the mean square of the memorization strength of task i's
// training items, weighted by how often they are sampled.
func (o *observer) memory(i int) (mean, square float64) {
	cohorts, weight := o.n.tasks[i].cohorts, o.f.rates.sampled[i]
	if weight == 0 || !o.n.tasks[i].memory.exists() {
		return 0, 0
	}
	mean, square = o.f.team.moments(o.f.rates.weight[cohorts.first:cohorts.end], o.f.strength[cohorts.first:cohorts.end])
	return mean / weight, square / weight
}

func (u *unseenAnswers) loss(g float64) float64 {
	if u.toWrong {
		// Here memorization opposes the right class, as generalization does a wrong label.
		return circuits.Mislabelled(u.memory, u.classes).Loss(g)
	}
	return u.softmax.Loss(g, u.sigma)
}

func (u *unseenAnswers) accuracy(g float64) float64 {
	if u.toWrong {
		return u.against.Accuracy(g, u.memory, u.sigma)
	}
	return u.taskObserver.accuracy.At(g / u.sigma)
}

func (u *unseenAnswers) lossAndBrier(g float64) (loss, brier float64) {
	if u.toWrong {
		return u.loss(g), metrics.BrierAgainst(g, u.memory, u.classes)
	}
	return u.softmax.LossAndBrier(g, u.sigma)
}

func (u *unseenAnswers) multipleChoice(g float64) float64 {
	if u.toWrong {
		return u.optionsAgainst.Accuracy(g, u.memory, u.sigma)
	}
	return u.options.At(g / u.sigma)
}

// without measures task i with some agents at strength 0, and with the fields,
// budget and test noise that follow. It restores the strengths, not the fields.
func (o *observer) without(i int, agents span) Ablation {
	strength := o.f.strength[agents.first:agents.end]
	kept := slices.Clone(strength)
	clear(strength)
	o.n.feel(o.f)
	v := o.look(i)
	copy(strength, kept)
	return Ablation{TrainAccuracy: v.trainAccuracy, TestAccuracy: v.testAccuracy}
}
