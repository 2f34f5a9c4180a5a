package sim

import (
	"math"

	"github.com/circsim/circsim/sim/metrics"
)

// measure returns all metrics of task i. draw is the number of the measurement on
// its finite test set.
func (o *observer) measure(i int, draw uint64) (m Metrics, measured *Measured) {
	test := o.test(i)
	v := o.lookWith(i, test)
	t := &o.n.tasks[i]
	length := float64(t.AnswerLength)
	for s := t.covered.first; s < t.covered.end; s++ {
		share, g := o.n.segments[s].share, o.f.general[s]
		m.ExactMatch += share * math.Pow(test.accuracy(g), length)
		m.Brier += share * test.brier(g)
		m.MultipleChoice += share * test.multipleChoice(g, float64(t.Options))
	}
	m.TrainLoss, m.TestLoss, m.Penalty = v.trainLoss, v.testLoss, o.penalty(i)
	m.TrainAccuracy, m.TestAccuracy = v.trainAccuracy, v.testAccuracy
	m.EditDistance = length * (1 - v.testAccuracy)
	m.LogLikelihood = -v.testLoss
	if set := o.tasks[i].testSet; set.Items > 0 {
		// All three are measured on the same items, so they share a draw.
		measured = &Measured{
			TestAccuracy:   set.Measure(m.TestAccuracy, draw),
			ExactMatch:     set.Measure(m.ExactMatch, draw),
			MultipleChoice: set.Measure(m.MultipleChoice, draw),
		}
	}
	return m, measured
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

// The tables depend on the number of classes alone, and all runs of a process
// share them. Those of the recentTables numbers of classes used last are kept: a
// table takes less than a megabyte, but a sweep may visit thousands.
const recentTables = 64

var (
	accuracyTables = metrics.NewRecent(recentTables, metrics.NewAccuracy)
	softmaxTables  = metrics.NewRecent(recentTables, metrics.NewSoftmax)
)
