package sim

import (
	"github.com/circsim/circsim/circuits/lanes"
	"github.com/circsim/circsim/scenarios"
)

// rates are the constants of the rules during one phase of training.
type rates struct {
	decay        float64   // lambda = learning_rate * weight_decay, per step
	speed        float64   // learning rate relative to that which gains refer to
	learningRate float64   // that gains refer to
	batch        float64   // items per step
	shares       []float64 // pi of each task, normalized
	weight       []float64 // by cohort: share of all samples that fall on its items
	sampled      []float64 // by task: share of all samples, the sum of its cohorts' weights
	blockSampled []float64 // by block of cohorts: the same
	items        []float64 // by cohort: number of its items
	squares      []float64 // by cohort: sum over its items of their squared shares of the samples; nil: normalization is 0
	gain         []float64 // by agent, per step; for cohorts, of the circuit of one item
	absent       []bool    // by cohort: its items come in a later phase
	forget       []float64 // by cohort: decay, or 0 while it is absent
}

// ratesOf returns the rates of a stretch of training. Items that a phase has
// dropped are no longer sampled, but their circuits occupy the budget until decay
// frees it. Circuits of items that come later do not change.
func (n *network) ratesOf(now stretch) *rates {
	spec := now.spec
	lr := spec.Training.LearningRate
	r := &rates{
		decay:        lr * spec.Training.WeightDecay,
		speed:        lr / n.spec.Training.GainRate(),
		learningRate: n.spec.Training.GainRate(),
		shares:       spec.Shares(),
		weight:       lanes.Make(len(n.cohorts)),
		items:        lanes.Make(len(n.cohorts)),
		gain:         lanes.Make(n.agents),
		absent:       make([]bool, len(n.cohorts)),
		forget:       lanes.Make(len(n.cohorts)),
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
	for i := range n.tasks {
		sum := 0.0
		for _, w := range r.weight[n.tasks[i].cohorts.first:n.tasks[i].cohorts.end] {
			sum += w
		}
		r.sampled = append(r.sampled, sum)
	}
	for b := range n.itemBlocks {
		sum := 0.0
		for _, w := range r.weight[n.blocks[b].first:n.blocks[b].end] {
			sum += w
		}
		r.blockSampled = append(r.blockSampled, sum)
	}
	if spec.Training.Normalization > 0 {
		r.squares = lanes.Make(len(n.cohorts))
		for i, w := range r.weight {
			if w > 0 {
				r.squares[i] = w * w / r.items[i]
			}
		}
	}
	return r
}
