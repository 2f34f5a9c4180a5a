package sim

import (
	"math"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/scenarios"
)

// fields are what couples the agents, with everything that one evaluation
// leaves behind for the growth rates and the Jacobian. Agents feel each other
// only through a few sums: docs/model.md, "Fields".
type fields struct {
	strength []float64         // by agent, logits
	answers  []circuits.Answer // by cohort

	general  []float64 // by segment: G, logit of generalization
	residual []float64 // by segment: sampling-weighted residual that generalization feels
	felt     []float64 // by group: sum of residual over the segments it covers
	price    []float64 // by group: free^q
	slope    []float64 // by group: d price / d free
	level    []float64 // by group: sum of its tickets' strengths

	stored []float64 // by pool: parameters that hold memorized bits
	used   []float64 // by pool: parameters that generalization occupies
	free   []float64 // by pool: 1 - load

	initial  []initialAnswers // by segment
	partials []partial        // by block

	rates *rates
	team  *team
	// The two parallel passes, made once so that an evaluation allocates nothing.
	sumTickets, answerItems func(block int)
}

// initialAnswers are the answers with memorization at its initial strength,
// which the stored bits are counted from.
type initialAnswers struct{ clean, mislabeled circuits.Answer }

// partial is what one block adds to the sums; blocks are reduced in order.
type partial struct{ a, b float64 }

func newFields(n *network, r *rates, t *team) *fields {
	f := &fields{
		rates:    r,
		team:     t,
		strength: make([]float64, n.agents()),
		answers:  make([]circuits.Answer, len(n.cohorts)),
		general:  make([]float64, len(n.segments)),
		residual: make([]float64, len(n.segments)),
		felt:     make([]float64, len(n.groups)),
		price:    make([]float64, len(n.groups)),
		slope:    make([]float64, len(n.groups)),
		level:    make([]float64, len(n.groups)),
		stored:   make([]float64, len(n.pools)),
		used:     make([]float64, len(n.pools)),
		free:     make([]float64, len(n.pools)),
		initial:  make([]initialAnswers, len(n.segments)),
		partials: make([]partial, len(n.blocks)),
	}
	f.sumTickets = func(b int) { n.sumTickets(f, b) }
	f.answerItems = func(b int) { n.answerItems(f, b) }
	return f
}

// feel computes the fields of the strengths in f.strength: first what
// generalization answers, then what every item's circuits feel, then what the
// budget has left.
func (n *network) feel(f *fields) {
	f.team.each(n.firstTicketBlock, len(n.blocks), f.sumTickets)
	n.reduceTickets(f)
	f.team.each(0, n.firstTicketBlock, f.answerItems)
	n.reduceItems(f)
}

// sumTickets adds up a block's strengths and occupied footprints.
func (n *network) sumTickets(f *fields, b int) {
	blk := n.blocks[b]
	footprint := n.groups[blk.place].rules.Footprint
	var strength, used float64
	for i := blk.first; i < blk.end; i++ {
		s := f.strength[i]
		strength += s
		share, _ := circuits.Occupied(s, n.tickets[i-len(n.cohorts)].initial)
		used += share
	}
	f.partials[b] = partial{strength, used * footprint}
}

// reduceTickets sums groups into the logit of each segment and the used
// parameters of each pool.
func (n *network) reduceTickets(f *fields) {
	clear(f.level)
	clear(f.used)
	clear(f.general)
	for b := n.firstTicketBlock; b < len(n.blocks); b++ {
		g := n.blocks[b].place
		f.level[g] += f.partials[b].a
		f.used[n.groups[g].pool] += f.partials[b].b
	}
	for i := range n.groups {
		g := &n.groups[i]
		for s := n.tasks[g.task].firstSegment; s <= g.lastSegment; s++ {
			f.general[s] += f.level[i]
		}
	}
	for s := range n.segments {
		t := &n.tasks[n.segments[s].task]
		f.initial[s].clean = n.answer(t, false, t.initialMemory, f.general[s])
		if t.LabelNoise > 0 {
			f.initial[s].mislabeled = n.answer(t, true, t.initialMemory, f.general[s])
		}
	}
}

// answerItems computes a block's answers, the residual that generalization
// feels from them and the bits they store.
func (n *network) answerItems(f *fields, b int) {
	r := f.rates
	blk := n.blocks[b]
	t := &n.tasks[n.segments[blk.place].task]
	g := f.general[blk.place]
	initial := &f.initial[blk.place]
	var residual, bits float64
	for i := blk.first; i < blk.end; i++ {
		m := f.strength[i]
		wrong := n.cohorts[i].mislabeled
		a := n.answer(t, wrong, m, g)
		f.answers[i] = a
		residual += r.weight[i] * a.General
		if m > t.initialMemory {
			from := &initial.clean
			if wrong {
				from = &initial.mislabeled
			}
			stored, _, _ := circuits.Bits(*from, a, m, t.initialMemory)
			bits += r.items[i] * stored
		}
	}
	f.partials[b] = partial{residual, bits}
}

// answer is what an item of the task makes its circuits feel.
func (n *network) answer(t *task, mislabeled bool, m, g float64) circuits.Answer {
	switch {
	case n.spec.Training.Loss == scenarios.MSE:
		return circuits.Squared(m, g, t.Target)
	case mislabeled:
		return circuits.Mislabelled(m, g, float64(t.Classes))
	}
	return circuits.Clean(m, g, float64(t.Classes))
}

// reduceItems sums blocks into each segment's residual and each pool's free
// budget, and prices what is left. docs/model.md, equation 4.
func (n *network) reduceItems(f *fields) {
	clear(f.residual)
	clear(f.stored)
	for b := range n.firstTicketBlock {
		s := n.blocks[b].place
		f.residual[s] += f.partials[b].a
		f.stored[n.segments[s].pool] += f.partials[b].b / n.spec.Model.BitsPerParam
	}
	for p, params := range n.pools {
		f.free[p] = 1 - (f.stored[p]+f.used[p])/params
	}
	n.feelGroups(f)
}

// feelGroups gives each group what its tickets feel, the sum of residuals over
// the segments that they cover, and the price of its pool.
func (n *network) feelGroups(f *fields) {
	for i := range n.groups {
		g := &n.groups[i]
		f.felt[i] = 0
		for s := n.tasks[g.task].firstSegment; s <= g.lastSegment; s++ {
			f.felt[i] += f.residual[s]
		}
		f.price[i], f.slope[i] = circuits.Price(f.free[g.pool], g.rules.Congestion)
	}
}

// load is the share of all parameters in use.
func (n *network) load(f *fields) float64 {
	var used, total float64
	for p, params := range n.pools {
		used += f.stored[p] + f.used[p]
		total += params
	}
	return math.Max(used/total, 0)
}
