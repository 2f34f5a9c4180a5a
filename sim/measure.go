package sim

import "math"

// CurvePoint describes one task, and the network, at one recorded step.
type CurvePoint struct {
	Task string
	Step float64
	TaskState
	NetworkResult
}

// NetworkResult describes the whole network at one step; in a Result, at the end of the run.
type NetworkResult struct {
	Load   float64 // share of the parameter budget in use, 0 to 1
	Norm   float64 // L2 norm of the circuits' factors, in units of raw weights (docs/model.md, section 3)
	Loss   float64 // training loss of all tasks, weighted by their shares, nats per token
	FLOPs  float64 // 6 N tokens
	Tokens float64 // items seen
}

// TaskState describes one task at one step.
type TaskState struct {
	Metrics
	Measured           *Measured // nil: the task has no finite test set (test_items: 0)
	ChainOfThought     *float64  // share of unseen items answered right step by step (ExactMatch: directly); nil: the task is not composite
	MemorizedBits      float64   // bits stored beyond what is generalized
	Generalization     float64   // mean logit from generalization circuits and heads over all items
	Memorization       float64   // mean logit from memorization over training items, weighted by sampling; NaN: there are none
	MemorizationLoad   float64   // share of the parameters of all pools that MemorizedBits occupy, at least 0
	GeneralizationLoad float64   // share of the parameters of all pools that generalization occupies, at least 0
}

// Metrics are a task's metrics at one step (docs/model.md, section 5). Losses are
// in nats per answer token; accuracies and shares are from 0 to 1.
type Metrics struct {
	TrainLoss      float64 // cross-entropy, or half the squared error, plus Penalty
	TestLoss       float64
	TrainAccuracy  float64 // per token, on the training items with the labels given
	TestAccuracy   float64 // per token, on unseen items with the true labels
	ExactMatch     float64 // share of unseen items with all answer tokens right
	EditDistance   float64 // expected number of wrong tokens in an answer
	Brier          float64 // per token, 0 (certain and right) to 2 (certain and wrong)
	LogLikelihood  float64 // mean log-probability of the right token, -TestLoss
	MultipleChoice float64 // share of unseen items whose right option outscores the others
	Penalty        float64 // the term of training.cost in TrainLoss
}

// Measured holds metrics measured on a finite test set.
type Measured struct {
	TestAccuracy   float64
	ExactMatch     float64
	MultipleChoice float64
}

// points appends a point of every task, and of the network, at step t, up to which it has seen
// the given number of tokens. draw is the number of the measurement on finite test
// sets.
func (o *observer) points(to []CurvePoint, t, tokens float64, draw uint64) []CurvePoint {
	n := o.n
	whole := NetworkResult{
		Load: n.load(o.f), Norm: o.norm(),
		FLOPs: 6 * float64(n.spec.Model.Params) * tokens, Tokens: tokens,
	}
	first := len(to)
	for i, held := range n.holdings(o.f, o.held) {
		to = append(to, CurvePoint{Task: n.tasks[i].Name, Step: t})
		o.measure(&to[first+i].TaskState, i, draw, held)
	}
	now := to[first:]
	whole.Loss = o.meanLoss(now)
	for i := range now {
		now[i].NetworkResult = whole
		now[i].ChainOfThought = n.tasks[i].chain.answer(now)
	}
	return to
}

// measure measures task i, whose circuits hold bits and parameters. draw is the number of the measurement on
// its finite test set. ChainOfThought is left to points: it follows from other tasks.
func (o *observer) measure(s *TaskState, i int, draw uint64, held sums) {
	capacity := o.n.capacity()
	test := o.test(i)
	o.metrics(&s.Metrics, i, &test)
	if set := o.tasks[i].testSet; set.Items > 0 {
		// All three are measured on the same items, so they share a draw. Those of answers of one token are equal.
		accuracy := set.Measure(s.TestAccuracy, draw)
		measured := func(p float64) float64 {
			if p == s.TestAccuracy {
				return accuracy
			}
			return set.Measure(p, draw)
		}
		s.Measured = &Measured{TestAccuracy: accuracy, ExactMatch: measured(s.ExactMatch), MultipleChoice: measured(s.MultipleChoice)}
	}
	s.MemorizedBits, s.Generalization, s.Memorization = held.bits, o.generalization(i), test.memory
	if o.f.rates.shares[i] == 0 {
		s.Memorization = math.NaN()
	}
	s.MemorizationLoad = held.bits / o.n.spec.Model.BitsPerParam / capacity
	s.GeneralizationLoad = held.params / capacity
}

// generalization is the mean logit of task i from all kinds but memorization, over all items.
func (o *observer) generalization(i int) (mean float64) {
	t := &o.n.tasks[i]
	for s := t.covered.first; s < t.covered.end; s++ {
		mean += o.n.segments[s].share * o.f.general[s]
	}
	return mean
}

// metrics computes the metrics of task i.
func (o *observer) metrics(m *Metrics, i int, test *unseenAnswers) {
	t := &o.n.tasks[i]
	length := float64(t.AnswerLength)
	for s := t.covered.first; s < t.covered.end; s++ {
		share, g := o.n.segments[s].share, o.f.general[s]
		accuracy := test.accuracy(g)
		loss, brier := test.lossAndBrier(g)
		m.TestAccuracy += share * accuracy
		m.ExactMatch += share * math.Pow(accuracy, length)
		m.TestLoss += share * loss
		m.Brier += share * brier
		m.MultipleChoice += share * test.multipleChoice(g)
	}
	m.Penalty = o.penalty(i)
	m.TrainLoss = o.trainLoss(i) + m.Penalty
	m.TrainAccuracy = o.trainAccuracy(i)
	m.EditDistance = length * (1 - m.TestAccuracy)
	m.LogLikelihood = -m.TestLoss
}

// meanLoss is the loss that training minimizes: the tasks' losses, weighted by
// their shares of the mix, and the penalties of all circuits.
func (o *observer) meanLoss(now []CurvePoint) float64 {
	sum := 0.0
	for i := range now {
		if share := o.f.rates.shares[i]; share > 0 {
			sum += share * (now[i].TrainLoss - now[i].Penalty)
		}
		sum += now[i].Penalty
	}
	return sum
}

// norm is the L2 norm of all factors, in units of raw weights, which weight decay
// reduces (docs/model.md, "Norm").
func (o *observer) norm() float64 {
	sum := 0.0
	for _, k := range o.n.kinds {
		sum = k.addNorm2(o.f, sum)
	}
	return math.Sqrt(sum)
}
