package sim

import "github.com/circsim/circsim/scenarios"

// rates are the numbers of the rules during one phase: fixed between the
// changes that training.phases makes.
type rates struct {
	decay        float64   // lambda = learning_rate * weight_decay, per step
	speed        float64   // learning rate relative to the scenario's own, in which gains are stated
	learningRate float64   // the scenario's own
	batch        float64   // items per step
	shares       []float64 // pi of each task, normalized
	weight       []float64 // by cohort: share of all samples that fall on its items
	items        []float64 // by cohort: items it stands for
	gain         []float64 // by agent, per step: of the circuit, of a cohort that of one item
	absent       []bool    // by cohort: its items have not come yet
	forget       []float64 // by cohort: decay, 0 for absent ones, which wait as they are
}

// ratesOf takes the numbers from a stretch of training. Items that its phase has
// dropped keep their circuits, are not sampled any more, and go on occupying
// the budget until decay has freed it; items that have not come yet wait.
func (n *network) ratesOf(now stretch) *rates {
	spec := now.spec
	lr := spec.Training.LearningRate
	r := &rates{
		decay:        lr * spec.Training.WeightDecay,
		speed:        lr / n.spec.Training.LearningRate,
		learningRate: n.spec.Training.LearningRate,
		shares:       taskShares(spec),
		weight:       make([]float64, len(n.cohorts)),
		items:        make([]float64, len(n.cohorts)),
		gain:         make([]float64, n.agents),
		absent:       make([]bool, len(n.cohorts)),
		forget:       make([]float64, len(n.cohorts)),
	}
	r.batch = float64(spec.Training.Batch)
	if spec.Training.Batch == scenarios.BatchFull {
		r.batch = 0
		for i := range spec.Tasks {
			r.batch += float64(spec.Tasks[i].Items)
		}
	}
	for _, p := range n.populations {
		p.pace(now, r)
	}
	return r
}

// taskShares are the tasks' shares of the mix, normalized; where no task
// states one, in proportion to their items, as in training on all of them at once.
func taskShares(spec *scenarios.Scenario) []float64 {
	shares := make([]float64, len(spec.Tasks))
	total := 0.0
	stated := false
	for i := range spec.Tasks {
		stated = stated || spec.Tasks[i].Share > 0
	}
	for i := range spec.Tasks {
		t := &spec.Tasks[i]
		switch {
		case t.Items == 0:
		case stated:
			shares[i] = t.Share
		default:
			shares[i] = float64(t.Items)
		}
		total += shares[i]
	}
	for i := range shares {
		if total > 0 {
			shares[i] /= total
		}
	}
	return shares
}
