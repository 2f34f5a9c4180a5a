package sim

import (
	"math"

	"github.com/circsim/circsim/circuits"
)

// fewAgents is the number of agents up to which explicit steps compute their fields one
// agent at a time: the time of a step of so few is that of calls, not of numbers.
const fewAgents = 32

// few computes the fields of a network of few agents, as network.feel does for any, but
// for the derivatives, which explicit steps do not need.
type few struct {
	n     *network
	rules *generalization
	near  []circuits.NearPower // by law
}

// newFew returns nil for a network of more than few agents, or of squared loss.
func newFew(n *network) *few {
	if n.agents > fewAgents || n.squared {
		return nil
	}
	return &few{n: n, rules: n.kinds[1].(*generalization), near: make([]circuits.NearPower, len(n.laws))}
}

func (w *few) feel(f *fields) {
	n := w.n
	for s := range f.general {
		f.general[s], f.pull[s] = 0, 0
	}
	for p := range f.used {
		f.used[p], f.stored[p] = 0, 0
	}
	w.sumTickets(f)
	for _, k := range n.steppers {
		k.give(f)
	}
	w.oppose(f)
	f.power = 0
	for b := range n.itemBlocks {
		w.answer(f, b)
	}
	f.pace = circuits.Pace(f.power, n.spec.Training.Normalization)
	for p, params := range n.pools {
		f.free[p] = 1 - (f.stored[p]+f.used[p])/params
	}
	w.charge(f)
	for _, k := range n.steppers {
		k.feel(f)
	}
}

// sumTickets adds up the tickets' logits and the footprints that they occupy.
func (w *few) sumTickets(f *fields) {
	g := w.rules
	for b := g.blocks.first; b < g.blocks.end; b++ {
		blk := &w.n.blocks[b]
		group := &g.groups[blk.place]
		var level, used float64
		first, end := blk.first-g.first, blk.end-g.first
		initials, kept := g.initials[first:end], g.kept[first:end]
		for i, s := range f.strength[blk.first:blk.end] {
			level += s
			if s > initials[i] {
				used += circuits.Occupied(s, initials[i], kept[i])
			}
		}
		params := used * group.rules.Footprint
		f.sums[b] = sums{field: level, params: params}
		f.used[blk.pool] += params
		for s := group.covered.first; s < group.covered.end; s++ {
			f.general[s] += level
		}
	}
}

// oppose computes the rivals of every segment's labels.
func (w *few) oppose(f *fields) {
	l := &f.labels
	for s, g := range f.general {
		t := &w.n.tasks[w.n.segments[s].task]
		k := circuits.Clean(g, float64(t.Classes))
		l.odds[s], l.right[s], l.wrong[s] = k.Odds, k.RightAt(t.memory.start), k.ResidualAt(t.memory.start)
	}
	w.n.opposeWrong(f)
}

// answer computes the residuals of a block's items, their gradient and their stored bits.
func (w *few) answer(f *fields, b int) {
	r, blk := f.rates, &w.n.blocks[b]
	right, wrong, push := f.labels.start(blk.place, blk.mislabeled)
	start, normalized := circuits.Start{Right: right, Residual: wrong}, w.n.spec.Training.Normalization > 0
	var pull, nats, power float64
	for i := blk.first; i < blk.end; i++ {
		residual, fall := start.Strengthened(f.grown[i])
		f.residual[i] = residual
		pull += float64(r.weight[i] * push * residual)
		if normalized {
			power += float64(r.squares[i] * residual * residual)
		}
		nats += float64(r.items[i] * fall)
	}
	bits := nats / math.Ln2
	f.sums[b] = sums{field: pull, power: power, bits: bits}
	f.pull[blk.place] += pull
	f.power += power
	f.stored[blk.pool] += bits / w.n.spec.Model.BitsPerParam
}

// charge computes the gradients that tickets feel, and the prices of congestion.
func (w *few) charge(f *fields) {
	for k := range w.n.laws {
		l := &w.n.laws[k]
		f.price[k] = f.pace * l.growth().PriceNear(f.free[l.pool], &w.near[k])
	}
	w.rules.feel(f)
}
