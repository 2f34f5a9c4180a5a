package sim

import (
	"math"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/sim/metrics"
)

// measure takes all metrics of task i; draw numbers the measurement on its
// finite test set.
func (o *observer) measure(i int, draw uint64) (m Metrics, measured *Measured) {
	test := o.test(i)
	v := o.lookWith(i, test)
	t := &o.n.tasks[i]
	length := float64(t.AnswerLength)
	for s := t.firstSegment; s < t.firstSegment+t.segments; s++ {
		share, g := o.n.segments[s].share, o.f.general[s]
		m.ExactMatch += share * math.Pow(test.accuracy(g), length)
		m.Brier += share * test.brier(g)
		m.MultipleChoice += share * test.multipleChoice(g, float64(t.Options))
	}
	m.TrainLoss, m.TestLoss, m.Penalty = v.trainLoss, v.testLoss, o.penalty(t)
	m.TrainAccuracy, m.TestAccuracy = v.trainAccuracy, v.testAccuracy
	m.EditDistance = length * (1 - v.testAccuracy)
	m.LogLikelihood = -v.testLoss
	if set := o.tasks[i].testSet; set.Items > 0 {
		// The three measures are taken on the same items: one draw serves them.
		measured = &Measured{
			TestAccuracy:   set.Measure(m.TestAccuracy, draw),
			ExactMatch:     set.Measure(m.ExactMatch, draw),
			MultipleChoice: set.Measure(m.MultipleChoice, draw),
		}
	}
	return m, measured
}

// norm is the L2 norm of all factors in units of raw weights (docs/model.md,
// "Norm"): the quantity that weight decay presses on.
func (o *observer) norm() float64 {
	n, f := o.n, o.f
	sum := 0.0
	for c := range n.cohorts {
		t := &n.tasks[n.segments[n.cohorts[c].segment].task]
		sum += f.rates.items[c] * circuits.Norm2(f.strength[c], t.memoryGain, f.rates.learningRate, t.memoryDepth)
	}
	for k := range n.tickets {
		depth := int(n.groups[n.tickets[k].group].rules.Depth)
		sum += circuits.Norm2(f.strength[len(n.cohorts)+k], n.tickets[k].gain, f.rates.learningRate, depth)
	}
	return math.Sqrt(sum + n.headNorm2(f))
}

// The tables depend on the number of classes alone and serve every run of a
// process. The recentTables numbers of classes used last keep theirs: less than
// a megabyte each, where a sweep may visit thousands.
const recentTables = 64

var (
	accuracyTables = metrics.NewRecent(recentTables, metrics.NewAccuracy)
	softmaxTables  = metrics.NewRecent(recentTables, metrics.NewSoftmax)
)

func accuracyTable(classes int64) *metrics.Accuracy { return accuracyTables.Of(classes) }

func softmaxTable(classes int64) *metrics.Softmax { return softmaxTables.Of(classes) }
