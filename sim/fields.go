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

	general []float64 // by segment: G, the logit from all other kinds
	labels  labels
	pull    []float64 // by segment: sum of the gradients that G feels, weighted by sampling

	stored []float64 // by pool: parameters that hold memorized bits
	used   []float64 // by pool: parameters that other kinds occupy
	free   []float64 // by pool: 1 - load

	power float64 // rho^2, sum over items of the squared gradient, weighted by sampling
	pace  float64 // rho^-nu, by which the optimizer multiplies every gain; prices include it

	price, priceSlope []float64 // by law: pace * free^q, and its derivative with respect to free

	sums     []sums    // by block
	ofX, ofY []float64 // of bundle.sums, by block
	together together

	travelled float64 // sum over steps and circuits of the moves of strengths, logits; NaN: unknown

	rates  *rates
	few    *few // computes the fields of explicit steps of few agents; nil: there are more, or it is the flow
	team   *team
	answer pass // works on a bundle of items; factors of a large network regrow it first
}

// sums are what one block adds to the fields. They are reduced in the order of blocks.
type sums struct {
	field  float64 // of the fields that depend on its agents
	power  float64 // of its items' gradients
	bits   float64 // that memorization stores beyond what is generalized
	params float64 // that generalization occupies
}

// together are what lanes.AnswerEach takes and gives, by cohort of the bundles that it answers.
type together struct{ right, wrong, pull, nats []float64 }

func newFields(n *network, r *rates, t *team) *fields {
	return &fields{
		rates:    r,
		team:     t,
		strength: lanes.Make(n.agents),
		grown:    lanes.Make(len(n.cohorts)),
		residual: lanes.Make(len(n.cohorts)),
		general:  lanes.Make(len(n.segments)),
		labels:   n.newLabels(),
		pull:     make([]float64, len(n.segments)),
		stored:   make([]float64, len(n.pools)),
		used:     make([]float64, len(n.pools)),
		free:     make([]float64, len(n.pools)),
		price:    make([]float64, len(n.laws)),
		sums:     make([]sums, len(n.blocks)),
		ofX:      make([]float64, len(n.blocks)),
		ofY:      make([]float64, len(n.blocks)),
		together: together{lanes.Make(n.together), lanes.Make(n.together), lanes.Make(n.together), lanes.Make(n.together)},
		answer:   n.answer,

		priceSlope: make([]float64, len(n.laws)),
		travelled:  math.NaN(),
	}
}

// feel computes the fields at the present strengths: the logits of all items,
// their residuals, and the free budget (docs/model.md, equation 4).
func (n *network) feel(f *fields) {
	if f.few != nil {
		f.few.feel(f)
		return
	}
	n.sum(f, f.answer)
	n.charge(f)
}

// charge computes what circuits feel of the fields: prices and gradients.
func (n *network) charge(f *fields) {
	n.price(f)
	for _, k := range n.kinds {
		k.feel(f)
	}
}

// sum computes the fields, where answer works on the bundles of items.
func (n *network) sum(f *fields, answer pass) {
	n.give(f)
	n.oppose(f)
	f.each(span{0, n.itemBundles}, answer)
	clear(f.pull)
	clear(f.stored)
	power := 0.0
	for b := range n.itemBlocks {
		blk, of := &n.blocks[b], &f.sums[b]
		f.pull[blk.place] += of.field
		power += of.power
		if of.bits != 0 { // zeros would only lengthen the chain of sums
			f.stored[blk.pool] += of.bits / n.spec.Model.BitsPerParam
		}
	}
	f.power = power
	f.pace = circuits.Pace(f.power, n.spec.Training.Normalization)
	for p, params := range n.pools {
		f.free[p] = 1 - (f.stored[p]+f.used[p])/params
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

// holdings adds up the bits and params of every task's blocks in held. The load comes from
// the same sums.
func (n *network) holdings(f *fields, held []sums) []sums {
	clear(held)
	for b := range n.blocks {
		of := &held[n.blocks[b].task]
		of.bits += f.sums[b].bits
		of.params += f.sums[b].params
	}
	return held
}
