package sim

import (
	"math"

	"github.com/circsim/circsim/circuits"
)

// fields are what couples the agents, with everything that one evaluation
// leaves behind for the growth rates and the Jacobian. Agents feel each other
// only through a few sums: docs/model.md, "Fields".
type fields struct {
	strength []float64 // by agent, logits
	grown    []float64 // by cohort: strength beyond the initial one
	residual []float64 // by cohort: what memorization feels

	general []float64   // by segment: G, logit of generalization circuits and heads
	labels  []byQuality // by segment: what stands against its items' labels
	pull    []float64   // by segment: sampling-weighted sum of what generalization feels
	felt    []float64   // by group: sum of pull over the segments it covers
	price   []float64   // by group: free^q
	slope   []float64   // by group: d price / d free
	level   []float64   // by group: sum of its tickets' strengths

	heads headState

	stored []float64 // by pool: parameters that hold memorized bits
	used   []float64 // by pool: parameters that generalization occupies
	free   []float64 // by pool: 1 - load

	partials []partial // by block

	rates *rates
	team  *team
	// The two parallel passes, made once so that an evaluation allocates nothing.
	sumTickets, answerItems func(block int)
}

// byQuality holds what stands against the labels of a segment's items, the true
// ones and the wrong ones.
type byQuality struct{ clean, mislabeled against }

// against is what stands against labels of one quality, and how they start with
// memorization at its initial strength, which stored bits are counted from.
type against struct {
	circuits.Rivals
	start circuits.Start
}

func newAgainst(k circuits.Rivals, initial float64) against {
	return against{k, circuits.Start{Right: k.Right(initial), Residual: k.Residual(initial)}}
}

// of is what stands against the label of a cohort's items.
func (q *byQuality) of(c *cohort) *against {
	if c.mislabeled {
		return &q.mislabeled
	}
	return &q.clean
}

// partial is what one block adds to the sums; blocks are reduced in order.
type partial struct{ a, b float64 }

func newFields(n *network, r *rates, t *team) *fields {
	f := &fields{
		rates:    r,
		team:     t,
		strength: make([]float64, n.agents()),
		grown:    make([]float64, len(n.cohorts)),
		residual: make([]float64, len(n.cohorts)),
		general:  make([]float64, len(n.segments)),
		labels:   make([]byQuality, len(n.segments)),
		pull:     make([]float64, len(n.segments)),
		felt:     make([]float64, len(n.groups)),
		price:    make([]float64, len(n.groups)),
		slope:    make([]float64, len(n.groups)),
		level:    make([]float64, len(n.groups)),
		heads:    n.heads.start(),
		stored:   make([]float64, len(n.pools)),
		used:     make([]float64, len(n.pools)),
		free:     make([]float64, len(n.pools)),
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
	n.addHeads(f)
	if n.squared {
		return
	}
	for s := range n.segments {
		t := &n.tasks[n.segments[s].task]
		f.labels[s].clean = newAgainst(circuits.Clean(f.general[s], float64(t.Classes)), t.initialMemory)
		if t.LabelNoise > 0 {
			f.labels[s].mislabeled = newAgainst(circuits.Mislabelled(f.general[s], float64(t.Classes)), t.initialMemory)
		}
	}
}

// answerItems computes what a block's items make their circuits feel and the
// bits that they store.
func (n *network) answerItems(f *fields, b int) {
	if n.squared {
		n.answerSquared(f, b)
		return
	}
	r := f.rates
	blk := n.blocks[b]
	labels := &f.labels[blk.place]
	var pull, nats float64
	for i := blk.first; i < blk.end; i++ {
		label := labels.of(&n.cohorts[i])
		residual, stored := label.start.Strengthened(f.grown[i])
		f.residual[i] = residual
		pull += r.weight[i] * label.Push * residual
		if f.grown[i] > 0 {
			nats += r.items[i] * stored
		}
	}
	f.partials[b] = partial{pull, nats / math.Ln2}
}

// answerSquared is answerItems under mean squared error, where no label is
// wrong and nothing is stored.
func (n *network) answerSquared(f *fields, b int) {
	blk := n.blocks[b]
	t := &n.tasks[n.segments[blk.place].task]
	pull := 0.0
	for i := blk.first; i < blk.end; i++ {
		f.residual[i] = circuits.Squared(f.strength[i], f.general[blk.place], t.Target)
		pull += f.rates.weight[i] * f.residual[i]
	}
	f.partials[b] = partial{pull, 0}
}

// loss of cohort i's items, in nats or half the squared error.
func (n *network) loss(f *fields, i int) float64 {
	if n.squared {
		return f.residual[i] * f.residual[i] / 2
	}
	c := &n.cohorts[i]
	return f.labels[c.segment].of(c).Loss(f.strength[i])
}

// reduceItems sums blocks into each segment's pull and each pool's free
// budget, and prices what is left. docs/model.md, equation 4.
func (n *network) reduceItems(f *fields) {
	clear(f.pull)
	clear(f.stored)
	for b := range n.firstTicketBlock {
		s := n.blocks[b].place
		f.pull[s] += f.partials[b].a
		f.stored[n.segments[s].pool] += f.partials[b].b / n.spec.Model.BitsPerParam
	}
	for p, params := range n.pools {
		f.free[p] = 1 - (f.stored[p]+f.used[p])/params
	}
	n.feelGroups(f)
}

// feelGroups gives each group what its tickets feel, the pull of the segments
// that they cover, and the price of its pool.
func (n *network) feelGroups(f *fields) {
	for i := range n.groups {
		g := &n.groups[i]
		f.felt[i] = 0
		for s := n.tasks[g.task].firstSegment; s <= g.lastSegment; s++ {
			f.felt[i] += f.pull[s]
		}
		f.price[i], f.slope[i] = circuits.Price(f.free[g.pool], g.rules.Congestion)
	}
}

// load is the share of all parameters in use.
func (n *network) load(f *fields) float64 {
	used := 0.0
	for p := range n.pools {
		used += f.stored[p] + f.used[p]
	}
	return math.Max(used/n.capacity(), 0)
}
