package sim

import "math"

// fields are what couples the agents, with what one evaluation leaves behind
// for the growth rates and the Jacobian. Circuits feel each other only through a
// few sums: docs/model.md, "Fields".
type fields struct {
	strength []float64 // by agent, logits
	grown    []float64 // by cohort: strength beyond the initial one
	residual []float64 // by cohort: what memorization feels

	general []float64   // by segment: G, what every other kind answers
	labels  []byQuality // by segment: what stands against its items' labels
	pull    []float64   // by segment: sampling-weighted sum of what G feels

	stored []float64 // by pool: parameters that hold memorized bits
	used   []float64 // by pool: parameters that other kinds occupy
	free   []float64 // by pool: 1 - load

	sums []sums // by block

	rates  *rates
	team   *team
	answer pass // made once, so that an evaluation allocates nothing
}

// sums are what one block adds to the fields; blocks are reduced in order.
type sums struct {
	field  float64 // to the fields that its agents move
	bits   float64 // stored
	params float64 // occupied
}

func newFields(n *network, r *rates, t *team) *fields {
	return &fields{
		rates:    r,
		team:     t,
		strength: make([]float64, n.agents),
		grown:    make([]float64, len(n.cohorts)),
		residual: make([]float64, len(n.cohorts)),
		general:  make([]float64, len(n.segments)),
		labels:   make([]byQuality, len(n.segments)),
		pull:     make([]float64, len(n.segments)),
		stored:   make([]float64, len(n.pools)),
		used:     make([]float64, len(n.pools)),
		free:     make([]float64, len(n.pools)),
		sums:     make([]sums, len(n.blocks)),
		answer:   n.answer,
	}
}

// feel computes the fields of the present strengths: what the kinds answer, what
// every item makes them feel, and what the budget has left (docs/model.md,
// equation 4).
func (n *network) feel(f *fields) {
	clear(f.general)
	clear(f.used)
	for _, k := range n.kinds {
		k.give(f)
	}
	n.oppose(f)
	f.each(span{0, n.itemBlocks}, f.answer)
	clear(f.pull)
	clear(f.stored)
	for b := range n.itemBlocks {
		blk := &n.blocks[b]
		f.pull[blk.place] += f.sums[b].field
		f.stored[blk.pool] += f.sums[b].bits / n.spec.Model.BitsPerParam
	}
	for p, params := range n.pools {
		f.free[p] = 1 - (f.stored[p]+f.used[p])/params
	}
	for _, k := range n.kinds {
		k.feel(f)
	}
}

// pulled is the sum of pull over some segments.
func (f *fields) pulled(segments span) (sum float64) {
	for _, pull := range f.pull[segments.first:segments.end] {
		sum += pull
	}
	return sum
}

// load is the share of all parameters in use.
func (n *network) load(f *fields) float64 {
	used := 0.0
	for p := range n.pools {
		used += f.stored[p] + f.used[p]
	}
	return math.Max(used/n.capacity(), 0)
}

// capacity is the parameters of all pools together, what load is a share of.
func (n *network) capacity() float64 {
	sum := 0.0
	for _, params := range n.pools {
		sum += params
	}
	return sum
}

// holding is what the circuits of one task have of the budget.
type holding struct {
	bits   float64 // that memorization stores beyond what is generalized
	params float64 // that generalization occupies
}

// holdings are those of every task, from the sums that the last evaluation of
// the fields has left by block: the budget and its parts are one count.
func (n *network) holdings(f *fields) []holding {
	held := make([]holding, len(n.tasks))
	for b := range n.blocks {
		of := &held[n.blocks[b].task]
		of.bits += f.sums[b].bits
		of.params += f.sums[b].params
	}
	return held
}
