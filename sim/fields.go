package sim

import (
	"math"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/circuits/lanes"
)

// fields are the few sums through which circuits interact (docs/model.md,
// "Fields"), and what their evaluation provides for the growth rates and the
// Jacobian.
type fields struct {
	strength []float64 // by agent, logits
	grown    []float64 // by cohort: strength minus initial strength
	residual []float64 // by cohort: the gradient that memorization feels

	general []float64   // by segment: G, the logit from all other kinds
	labels  []byQuality // by segment: the rivals of its items' labels
	pull    []float64   // by segment: sum of the gradients that G feels, weighted by sampling

	stored []float64 // by pool: parameters that hold memorized bits
	used   []float64 // by pool: parameters that other kinds occupy
	free   []float64 // by pool: 1 - load

	power float64 // rho^2, sum over items of the squared gradient, weighted by sampling
	pace  float64 // rho^-nu, by which the optimizer multiplies every gain; prices include it
	quote quote   // the last one

	sums []sums // by block

	travelled float64 // sum over steps and circuits of the moves of strengths, logits; NaN: unknown

	rates  *rates
	few    *few // computes the fields of explicit steps of few agents; nil: there are more, or it is the flow
	team   *team
	answer pass // made once, to save allocations
}

// sums are what one block adds to the fields. They are reduced in the order of blocks.
type sums struct {
	field  float64 // of the fields that depend on its agents
	power  float64 // of its items' gradients
	bits   float64 // that memorization stores beyond what is generalized
	params float64 // that generalization occupies
}

func newFields(n *network, r *rates, t *team) *fields {
	return &fields{
		rates:    r,
		team:     t,
		strength: lanes.Make(n.agents),
		grown:    lanes.Make(len(n.cohorts)),
		residual: lanes.Make(len(n.cohorts)),
		general:  make([]float64, len(n.segments)),
		labels:   make([]byQuality, len(n.segments)),
		pull:     make([]float64, len(n.segments)),
		stored:   make([]float64, len(n.pools)),
		used:     make([]float64, len(n.pools)),
		free:     make([]float64, len(n.pools)),
		sums:     make([]sums, len(n.blocks)),
		answer:   n.answer,

		travelled: math.NaN(),
	}
}

// feel computes the fields at the present strengths: the logits of all items,
// their residuals, and the free budget (docs/model.md, equation 4).
func (n *network) feel(f *fields) {
	if f.few != nil {
		f.few.feel(f)
		return
	}
	n.feelBy(f, f.answer)
}

// feelBy is feel where the strengths of items are known only after answer has worked on their block.
func (n *network) feelBy(f *fields, answer pass) {
	n.give(f)
	n.oppose(f)
	f.each(span{0, n.itemBlocks}, answer)
	clear(f.pull)
	clear(f.stored)
	f.power = 0
	for b := range n.itemBlocks {
		blk := &n.blocks[b]
		f.pull[blk.place] += f.sums[b].field
		f.power += f.sums[b].power
		f.stored[blk.pool] += f.sums[b].bits / n.spec.Model.BitsPerParam
	}
	f.pace = circuits.Pace(f.power, n.spec.Training.Normalization)
	for p, params := range n.pools {
		f.free[p] = 1 - (f.stored[p]+f.used[p])/params
	}
	for _, k := range n.kinds {
		k.feel(f)
	}
}

// give adds up the logits of all kinds of circuit but memorization, and the parameters that they occupy.
func (n *network) give(f *fields) {
	clear(f.general)
	clear(f.used)
	for _, k := range n.kinds {
		k.give(f)
	}
}

// quote is a price of congestion, without the pace.
type quote struct{ free, congestion, price, slope float64 }

// price is pace * free^q in a pool, and its derivative with respect to free. Circuits
// that ask for it in turn mostly have the pool and q in common.
func (f *fields) price(law circuits.Growth, pool int) (price, slope float64) {
	if q := &f.quote; q.free != f.free[pool] || q.congestion != law.Congestion {
		q.free, q.congestion = f.free[pool], law.Congestion
		q.price, q.slope = law.Price(q.free)
	}
	return f.pace * f.quote.price, f.pace * f.quote.slope
}

// pulled is the sum of pull over segments.
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
	return max(used/n.capacity(), 0)
}

// capacity is the number of parameters of all pools.
func (n *network) capacity() float64 {
	sum := 0.0
	for _, params := range n.pools {
		sum += params
	}
	return sum
}

// holdings adds up the bits and params of every task's blocks. The load comes from
// the same sums.
func (n *network) holdings(f *fields) []sums {
	held := make([]sums, len(n.tasks))
	for b := range n.blocks {
		of := &held[n.blocks[b].task]
		of.bits += f.sums[b].bits
		of.params += f.sums[b].params
	}
	return held
}
