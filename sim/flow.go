package sim

import (
	"math"

	"github.com/circsim/circsim/circuits"
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack/lapack64"
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
	byField []float64 // A: toward the segment's G (cohorts), the group's felt residual (tickets)
	byFree  []float64 // A: toward the pool's free budget
	toField []float64 // B: of the segment's residual (cohorts), of G (tickets)
	toFree  []float64 // B: of the pool's free budget

	// By segment: C, how G moves the residual and the free budget.
	residualByG, freeByG []float64

	inverse  []float64 // by agent: 1 / (1/(h gamma) - D)
	matrix   blas64.General
	pivots   []int
	solution blas64.General
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
	residualByG, freeByG                       float64
}

func newFlow(n *network, f *fields) *flow {
	agents, size := n.agents(), 2*len(n.segments)+len(n.pools)
	w := &flow{
		n: n, f: f,
		local: make([]float64, agents), byField: make([]float64, agents), byFree: make([]float64, agents),
		toField: make([]float64, agents), toFree: make([]float64, agents), inverse: make([]float64, agents),
		residualByG: make([]float64, len(n.segments)), freeByG: make([]float64, len(n.segments)),
		matrix:   blas64.General{Rows: size, Cols: size, Stride: size, Data: make([]float64, size*size)},
		solution: blas64.General{Rows: size, Cols: 1, Stride: 1, Data: make([]float64, size)},
		pivots:   make([]int, size),
		sums:     make([]couplings, len(n.blocks)),
	}
	w.exponentiate = func(b int) {
		for i := n.blocks[b].first; i < n.blocks[b].end; i++ {
			f.strength[i] = math.Exp(w.y[i])
		}
	}
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

func (w *flow) growBlock(b int) {
	n, f, r := w.n, w.f, w.f.rates
	blk := n.blocks[b]
	if b < n.firstTicketBlock {
		price, _ := circuits.Price(f.free[n.segments[blk.place].pool], circuits.MemorizationCongestion)
		for i := blk.first; i < blk.end; i++ {
			w.derivative[i] = circuits.Growth(r.gain[i], f.answers[i].Memory, price, f.strength[i], r.decay, circuits.MemorizationDepth)
		}
		return
	}
	g := &n.groups[blk.place]
	for i := blk.first; i < blk.end; i++ {
		w.derivative[i] = circuits.Growth(r.gain[i], f.felt[blk.place], f.price[blk.place], f.strength[i], r.decay, int(g.rules.Depth))
	}
}

// differentiate computes the parts of the Jacobian at y, where rate was last called.
func (w *flow) differentiate() {
	w.f.team.each(0, len(w.n.blocks), w.linearize)
	clear(w.residualByG)
	clear(w.freeByG)
	for b := range w.n.firstTicketBlock {
		s := w.n.blocks[b].place
		w.residualByG[s] += w.sums[b].residualByG
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
	t := &n.tasks[seg.task]
	free, freeSlope := circuits.Price(f.free[seg.pool], circuits.MemorizationCongestion)
	perBit := -1 / (n.spec.Model.BitsPerParam * n.pools[seg.pool])
	sums := &w.sums[b]
	*sums = couplings{}
	for i := blk.first; i < blk.end; i++ {
		a, m := &f.answers[i], f.strength[i]
		rate := circuits.MemorizationDepth * r.gain[i]
		w.local[i] = rate * free * a.DMemoryM * m
		w.byField[i] = rate * free * a.DMemoryG
		w.byFree[i] = rate * freeSlope * a.Memory
		from := &f.initial[blk.place].clean
		if n.cohorts[i].mislabeled {
			from = &f.initial[blk.place].mislabeled
		}
		_, dm, dg := circuits.Bits(*from, *a, m, t.initialMemory)
		w.toField[i] = r.weight[i] * a.DMemoryG * m
		w.toFree[i] = perBit * r.items[i] * dm * m
		sums.residualByG += r.weight[i] * a.DGeneral
		sums.freeByG += perBit * r.items[i] * dg
	}
}

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
	m := w.matrix
	clear(m.Data)
	for i := range m.Rows {
		m.Data[i*m.Stride+i] = 1
	}
	add := func(row, column int, x float64) { m.Data[row*m.Stride+column] -= x }
	for s := range w.n.segments {
		add(w.residualField(s), w.generalField(s), w.residualByG[s])
		add(w.freeField(w.n.segments[s].pool), w.generalField(s), w.freeByG[s])
	}
	for b := range w.n.blocks {
		c := &w.sums[b]
		if b < w.n.firstTicketBlock {
			s := w.n.blocks[b].place
			free := w.freeField(w.n.segments[s].pool)
			add(w.residualField(s), w.generalField(s), c.fieldField)
			add(w.residualField(s), free, c.fieldFree)
			add(free, w.generalField(s), c.freeField)
			add(free, free, c.freeFree)
			continue
		}
		g := &w.n.groups[w.n.blocks[b].place]
		free := w.freeField(g.pool)
		add(free, free, c.freeFree)
		for s := w.n.tasks[g.task].firstSegment; s <= g.lastSegment; s++ {
			add(w.generalField(s), free, c.fieldFree)
			add(free, w.residualField(s), c.freeField)
			for s2 := w.n.tasks[g.task].firstSegment; s2 <= g.lastSegment; s2++ {
				add(w.generalField(s), w.residualField(s2), c.fieldField)
			}
		}
	}
	lapack64.Getrf(m, w.pivots)
}

// The order of the fields in the small system.
func (w *flow) generalField(segment int) int  { return 2 * segment }
func (w *flow) residualField(segment int) int { return 2*segment + 1 }
func (w *flow) freeField(pool int) int        { return 2*len(w.n.segments) + pool }

func (w *flow) coupleBlock(b int) {
	c := couplings{residualByG: w.sums[b].residualByG, freeByG: w.sums[b].freeByG}
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
	v := w.solution.Data
	clear(v)
	for k := range w.n.blocks {
		place := w.n.blocks[k].place
		if k < w.n.firstTicketBlock {
			v[w.residualField(place)] += w.sums[k].field
			v[w.freeField(w.n.segments[place].pool)] += w.sums[k].free
			continue
		}
		g := &w.n.groups[place]
		for s := w.n.tasks[g.task].firstSegment; s <= g.lastSegment; s++ {
			v[w.generalField(s)] += w.sums[k].field
		}
		v[w.freeField(g.pool)] += w.sums[k].free
	}
	lapack64.Getrs(blas.NoTrans, w.matrix, w.solution, w.pivots)
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
	n, v := w.n, w.solution.Data
	blk := n.blocks[b]
	var field, free float64
	if b < n.firstTicketBlock {
		field, free = v[w.generalField(blk.place)], v[w.freeField(n.segments[blk.place].pool)]
	} else {
		g := &n.groups[blk.place]
		for s := n.tasks[g.task].firstSegment; s <= g.lastSegment; s++ {
			field += v[w.residualField(s)]
		}
		free = v[w.freeField(g.pool)]
	}
	for i := blk.first; i < blk.end; i++ {
		w.rhs[i] = (w.rhs[i] + w.byField[i]*field + w.byFree[i]*free) * w.inverse[i]
	}
}
