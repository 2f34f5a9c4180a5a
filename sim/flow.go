package sim

import (
	"math"

	"github.com/circsim/circsim/circuits"
)

// flow is the gradient flow of one network as a system dy/dt = f(y) of log
// strengths, y = ln s. Its Jacobian is a diagonal plus few ranks, one for each
// field: J = D + A (I - C)^-1 B, where B is how agents move the fields, C how
// fields move each other and A how fields move the agents. Linear systems in
// J are therefore solved at a cost linear in the agents (docs/integrator.md).
type flow struct {
	n *network
	f *fields

	// By agent.
	local   []float64 // D
	byField []float64 // A: toward the segment's G (cohorts), what the group feels (tickets)
	byFree  []float64 // A: toward the pool's free budget
	toField []float64 // B: of the segment's pull (cohorts), of G (tickets)
	toFree  []float64 // B: of the pool's free budget

	// By segment: C, how G moves the pull and the free budget.
	pullByG, freeByG []float64

	inverse  []float64 // by agent: 1 / (1/(h gamma) - D)
	small    *dense    // the system of the fields
	solution []float64
	sums     []couplings // by block

	y, derivative   []float64 // operands of the parallel passes
	rhs             []float64
	grow, linearize func(block int)
	project         func(block int)
	exponentiate    func(block int)
	spread          func(block int)
	couple          func(block int)
}

// couplings are one block's sums over its agents for the small system of the fields.
type couplings struct {
	fieldField, fieldFree, freeField, freeFree float64
	field, free                                float64
	pullByG, freeByG                           float64
}

func newFlow(n *network, f *fields) *flow {
	agents, size := n.agents(), 2*len(n.segments)+len(n.pools)
	w := &flow{
		n: n, f: f,
		local: make([]float64, agents), byField: make([]float64, agents), byFree: make([]float64, agents),
		toField: make([]float64, agents), toFree: make([]float64, agents), inverse: make([]float64, agents),
		pullByG: make([]float64, len(n.segments)), freeByG: make([]float64, len(n.segments)),
		small:    newDense(size),
		solution: make([]float64, size),
		sums:     make([]couplings, len(n.blocks)),
	}
	w.exponentiate = w.exponentiateBlock
	w.grow = w.growBlock
	w.linearize = w.linearizeBlock
	w.couple = w.coupleBlock
	w.project = w.projectBlock
	w.spread = w.spreadBlock
	return w
}

// rate evaluates dy/dt at y.
func (w *flow) rate(y, derivative []float64) {
	w.at(y)
	w.derivative = derivative
	w.f.team.each(0, len(w.n.blocks), w.grow)
}

// at computes the fields at y.
func (w *flow) at(y []float64) {
	w.y = y
	w.f.team.each(0, len(w.n.blocks), w.exponentiate)
	w.n.feel(w.f)
}

func (w *flow) exponentiateBlock(b int) {
	blk := w.n.blocks[b]
	strength := w.f.strength
	for i := blk.first; i < blk.end; i++ {
		strength[i] = circuits.Exp(w.y[i])
	}
	if b >= w.n.firstTicketBlock {
		return
	}
	initial := w.n.tasks[w.n.segments[blk.place].task].initialMemory
	start := logStrength(initial)
	for i := blk.first; i < blk.end; i++ {
		// Of items by the billion, rounding of a difference would fill the budget.
		if d := w.y[i] - start; math.Abs(d) < 0.01 {
			w.f.grown[i] = initial * math.Expm1(d)
		} else {
			w.f.grown[i] = strength[i] - initial
		}
	}
}

func (w *flow) growBlock(b int) {
	n, f, r := w.n, w.f, w.f.rates
	blk := n.blocks[b]
	if b < n.firstTicketBlock {
		price, _ := circuits.Price(f.free[n.segments[blk.place].pool], circuits.MemorizationCongestion)
		for i := blk.first; i < blk.end; i++ {
			w.derivative[i] = circuits.Growth(r.gain[i], f.residual[i]*price, f.strength[i], r.forget[i], circuits.MemorizationDepth)
		}
		return
	}
	earned, depth := f.felt[blk.place]*f.price[blk.place], int(n.groups[blk.place].rules.Depth)
	for i := blk.first; i < blk.end; i++ {
		w.derivative[i] = circuits.Growth(r.gain[i], earned, f.strength[i], r.decay, depth)
	}
}

// differentiate computes the parts of the Jacobian at y, where rate was last called.
func (w *flow) differentiate() {
	w.f.team.each(0, len(w.n.blocks), w.linearize)
	clear(w.pullByG)
	clear(w.freeByG)
	for b := range w.n.firstTicketBlock {
		s := w.n.blocks[b].place
		w.pullByG[s] += w.sums[b].pullByG
		w.freeByG[s] += w.sums[b].freeByG
	}
}

func (w *flow) linearizeBlock(b int) {
	if b < w.n.firstTicketBlock {
		w.linearizeCohorts(b)
	} else {
		w.linearizeTickets(b)
	}
}

func (w *flow) linearizeCohorts(b int) {
	n, f, r := w.n, w.f, w.f.rates
	blk := n.blocks[b]
	seg := &n.segments[blk.place]
	free, freeSlope := circuits.Price(f.free[seg.pool], circuits.MemorizationCongestion)
	perNat := -1 / (math.Ln2 * n.spec.Model.BitsPerParam * n.pools[seg.pool])
	if n.squared {
		perNat = 0
	}
	sums := &w.sums[b]
	*sums = couplings{}
	for i := blk.first; i < blk.end; i++ {
		m, residual := f.strength[i], f.residual[i]
		curvature, label := circuits.Curvature(residual), f.labels[blk.place].of(&n.cohorts[i])
		if n.squared {
			curvature, label = 1, &unopposed
		}
		rate := circuits.MemorizationDepth * r.gain[i]
		w.local[i] = -rate * free * curvature * m
		w.byField[i] = -rate * free * label.Push * curvature
		w.byFree[i] = rate * freeSlope * residual
		w.toField[i] = -r.weight[i] * label.Push * curvature * m
		sums.pullByG += r.weight[i] * (label.Slope*residual - label.Push*label.Push*curvature)
		w.toFree[i] = 0
		if f.grown[i] > 0 {
			w.toFree[i] = perNat * r.items[i] * residual * m
			sums.freeByG += perNat * r.items[i] * label.Push * (residual - label.start.Residual)
		}
	}
}

// unopposed is a label under squared error: both kinds of circuit push it, and
// nothing stands against it.
var unopposed = against{Rivals: circuits.Rivals{Push: 1}}

func (w *flow) linearizeTickets(b int) {
	n, f, r := w.n, w.f, w.f.rates
	blk := n.blocks[b]
	g := &n.groups[blk.place]
	l := float64(g.rules.Depth)
	perParam := -g.rules.Footprint / n.pools[g.pool]
	for i := blk.first; i < blk.end; i++ {
		s := f.strength[i]
		rate := l * r.gain[i]
		if g.rules.Depth != 2 {
			rate *= math.Pow(s, 1-2/l)
		}
		w.local[i] = rate * f.felt[blk.place] * f.price[blk.place] * (1 - 2/l)
		w.byField[i] = rate * f.price[blk.place]
		w.byFree[i] = rate * f.felt[blk.place] * f.slope[blk.place]
		_, slope := circuits.Occupied(s, n.tickets[i-len(n.cohorts)].initial)
		w.toField[i] = s
		w.toFree[i] = perParam * slope * s
	}
}

// factor prepares solve for (shift I - J) x = b, eliminating the agents onto
// the fields (the Woodbury identity).
func (w *flow) factor(shift float64) {
	for i, d := range w.local {
		w.inverse[i] = 1 / (shift - d)
	}
	w.f.team.each(0, len(w.n.blocks), w.couple)
	m := w.small
	m.reset()
	for s := range w.n.segments {
		m.subtract(w.pullField(s), w.generalField(s), w.pullByG[s])
		m.subtract(w.freeField(w.n.segments[s].pool), w.generalField(s), w.freeByG[s])
	}
	for b := range w.n.blocks {
		c := &w.sums[b]
		if b < w.n.firstTicketBlock {
			s := w.n.blocks[b].place
			free := w.freeField(w.n.segments[s].pool)
			m.subtract(w.pullField(s), w.generalField(s), c.fieldField)
			m.subtract(w.pullField(s), free, c.fieldFree)
			m.subtract(free, w.generalField(s), c.freeField)
			m.subtract(free, free, c.freeFree)
			continue
		}
		g := &w.n.groups[w.n.blocks[b].place]
		free := w.freeField(g.pool)
		m.subtract(free, free, c.freeFree)
		for s := w.n.tasks[g.task].firstSegment; s <= g.lastSegment; s++ {
			m.subtract(w.generalField(s), free, c.fieldFree)
			m.subtract(free, w.pullField(s), c.freeField)
			for s2 := w.n.tasks[g.task].firstSegment; s2 <= g.lastSegment; s2++ {
				m.subtract(w.generalField(s), w.pullField(s2), c.fieldField)
			}
		}
	}
	m.factor()
}

// The order of the fields in the small system.
func (w *flow) generalField(segment int) int { return 2 * segment }
func (w *flow) pullField(segment int) int    { return 2*segment + 1 }
func (w *flow) freeField(pool int) int       { return 2*len(w.n.segments) + pool }

func (w *flow) coupleBlock(b int) {
	c := couplings{pullByG: w.sums[b].pullByG, freeByG: w.sums[b].freeByG}
	for i := w.n.blocks[b].first; i < w.n.blocks[b].end; i++ {
		field, free := w.byField[i]*w.inverse[i], w.byFree[i]*w.inverse[i]
		c.fieldField += w.toField[i] * field
		c.fieldFree += w.toField[i] * free
		c.freeField += w.toFree[i] * field
		c.freeFree += w.toFree[i] * free
	}
	w.sums[b] = c
}

// solve overwrites b with x in (shift I - J) x = b, for the shift of factor.
func (w *flow) solve(b []float64) {
	w.rhs = b
	w.f.team.each(0, len(w.n.blocks), w.project)
	v := w.solution
	clear(v)
	for k := range w.n.blocks {
		place := w.n.blocks[k].place
		if k < w.n.firstTicketBlock {
			v[w.pullField(place)] += w.sums[k].field
			v[w.freeField(w.n.segments[place].pool)] += w.sums[k].free
			continue
		}
		g := &w.n.groups[place]
		for s := w.n.tasks[g.task].firstSegment; s <= g.lastSegment; s++ {
			v[w.generalField(s)] += w.sums[k].field
		}
		v[w.freeField(g.pool)] += w.sums[k].free
	}
	w.small.solve(v)
	w.f.team.each(0, len(w.n.blocks), w.spread)
}

func (w *flow) projectBlock(b int) {
	var field, free float64
	for i := w.n.blocks[b].first; i < w.n.blocks[b].end; i++ {
		x := w.rhs[i] * w.inverse[i]
		field += w.toField[i] * x
		free += w.toFree[i] * x
	}
	w.sums[b].field, w.sums[b].free = field, free
}

func (w *flow) spreadBlock(b int) {
	n, v := w.n, w.solution
	blk := n.blocks[b]
	var field, free float64
	if b < n.firstTicketBlock {
		field, free = v[w.generalField(blk.place)], v[w.freeField(n.segments[blk.place].pool)]
	} else {
		g := &n.groups[blk.place]
		for s := n.tasks[g.task].firstSegment; s <= g.lastSegment; s++ {
			field += v[w.pullField(s)]
		}
		free = v[w.freeField(g.pool)]
	}
	for i := blk.first; i < blk.end; i++ {
		w.rhs[i] = (w.rhs[i] + w.byField[i]*field + w.byFree[i]*free) * w.inverse[i]
	}
}
