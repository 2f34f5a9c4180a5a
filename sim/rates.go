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
	gain         []float64 // by agent, per step: of one item (cohorts), of the circuit (tickets)
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
		gain:         make([]float64, n.agents()),
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
	for i := range n.tasks {
		n.cohortRates(&n.tasks[i], float64(spec.Tasks[i].Items), now.seen[i], r.shares[i], r)
	}
	for i, t := range n.tickets {
		r.gain[len(n.cohorts)+i] = t.gain * r.speed
	}
	return r
}

// cohortRates gives a task's cohorts their items, weights and gains when it
// has a number of items, the most so far, and a share of the mix.
func (n *network) cohortRates(t *task, items, most, share float64, r *rates) {
	bins := t.bins()
	trained, come := 0, 0 // bins whose items are in the training set, now and up to now
	end, sampled := 0.0, 0.0
	for _, b := range bins {
		if end += b.Items; end <= items {
			trained++
			sampled += b.Share
		}
		if end <= most {
			come++
		}
	}
	for c := t.firstCohort; c < t.firstCohort+t.cohorts; c++ {
		coh := &n.cohorts[c]
		bin := bins[coh.bin]
		r.items[c] = bin.Items * coh.part
		if r.absent[c] = coh.bin >= come; !r.absent[c] {
			r.forget[c] = r.decay
		}
		if coh.bin < trained {
			weight := share * bin.Share / sampled
			r.weight[c] = weight * coh.part
			r.gain[c] = t.memoryGain * r.speed * weight / bin.Items
		}
	}
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
