package sim

import "github.com/circsim/circsim/circuits"

// flow is the gradient flow of one network as a system dy/dt = f(y) of log
// strengths, y = ln s. Its Jacobian is a diagonal plus few ranks, one for each
// field: J = D + A (I - C)^-1 B, where B is how agents move the fields, C how
// fields move each other and A how fields move the agents. Linear systems in
// J are therefore solved at a cost linear in the agents (docs/integrator.md).
// The parts come from the kinds of circuit; the flow knows none of them.
type flow struct {
	n *network
	f *fields

	jacobian // D, A and B, by agent

	// By segment: C, how G moves the pull and the free budget.
	pullByG, freeByG []float64

	inverse  []float64 // by agent: 1 / (1/(h gamma) - D)
	small    *dense    // the system of the fields
	solution []float64
	sums     []couplings // by block

	// The parallel passes, made once so that a step allocates nothing, and their operands.
	exponentiate, grow, linearize, couple, project, spread pass
	y, derivative, rhs                                     []float64
}

// jacobian is that of the flow by agent, in the parts D, A and B.
type jacobian struct {
	local   []float64 // D
	byField []float64 // A: toward the fields that the agent feels
	byFree  []float64 // A: toward the pool's free budget
	toField []float64 // B: of the fields that the agent moves
	toFree  []float64 // B: of the pool's free budget
}

func newJacobian(agents int) jacobian {
	return jacobian{
		local: make([]float64, agents), byField: make([]float64, agents), byFree: make([]float64, agents),
		toField: make([]float64, agents), toFree: make([]float64, agents),
	}
}

// direct is how a segment's G moves its pull and its pool's free budget through
// a block's items, with every strength as it is.
type direct struct{ pullByG, freeByG float64 }

// couplings are one block's sums over its agents for the small system of the fields.
type couplings struct {
	fieldField, fieldFree, freeField, freeFree float64
	field, free                                float64
	direct
}

func newFlow(n *network, f *fields) *flow {
	size := 2*len(n.segments) + len(n.pools)
	w := &flow{
		n: n, f: f,
		jacobian: newJacobian(n.agents), inverse: make([]float64, n.agents),
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

// each does the work on every block.
func (w *flow) each(do pass) { w.f.each(span{0, len(w.n.blocks)}, do) }

// rate evaluates dy/dt at y.
func (w *flow) rate(y, derivative []float64) {
	w.at(y)
	w.derivative = derivative
	w.each(w.grow)
}

// at computes the fields at y.
func (w *flow) at(y []float64) {
	w.y = y
	w.each(w.exponentiate)
	w.n.feel(w.f)
}

func (w *flow) exponentiateBlock(f *fields, b int) {
	blk := &w.n.blocks[b]
	for i := blk.first; i < blk.end; i++ {
		f.strength[i] = circuits.Exp(w.y[i])
	}
	if b < w.n.itemBlocks {
		w.n.regrowFrom(w.y, f, blk)
	}
}

func (w *flow) growBlock(f *fields, b int) {
	blk := &w.n.blocks[b]
	blk.of.grow(f, blk, w.derivative)
}

// differentiate computes the parts of the Jacobian at y, where rate was last called.
func (w *flow) differentiate() {
	w.each(w.linearize)
	clear(w.pullByG)
	clear(w.freeByG)
	for b := range w.n.itemBlocks {
		s := w.n.blocks[b].place
		w.pullByG[s] += w.sums[b].pullByG
		w.freeByG[s] += w.sums[b].freeByG
	}
}

func (w *flow) linearizeBlock(f *fields, b int) {
	blk := &w.n.blocks[b]
	w.sums[b].direct = blk.of.linearize(f, blk, &w.jacobian)
}

// factor prepares solve for (shift I - J) x = b, eliminating the agents onto
// the fields (the Woodbury identity).
func (w *flow) factor(shift float64) {
	for i, d := range w.local {
		w.inverse[i] = 1 / (shift - d)
	}
	w.each(w.couple)
	m := w.small
	m.reset()
	for s := range w.n.segments {
		m.subtract(pullField(s), generalField(s), w.pullByG[s])
		m.subtract(w.n.freeField(w.n.tasks[w.n.segments[s].task].pool), generalField(s), w.freeByG[s])
	}
	for b := range w.n.blocks {
		blk, c := &w.n.blocks[b], &w.sums[b]
		free := w.n.freeField(blk.pool)
		m.subtract(free, free, c.freeFree)
		for _, felt := range blk.feels {
			m.subtract(free, felt, c.freeField)
		}
		for _, moved := range blk.moves {
			m.subtract(moved, free, c.fieldFree)
			for _, felt := range blk.feels {
				m.subtract(moved, felt, c.fieldField)
			}
		}
	}
	m.factor()
}

// The fields in the order of the small system, by which blocks name those that
// they feel and move.
func generalField(segment int) int        { return 2 * segment }
func pullField(segment int) int           { return 2*segment + 1 }
func (n *network) freeField(pool int) int { return 2*len(n.segments) + pool }

func (w *flow) coupleBlock(_ *fields, b int) {
	c := couplings{direct: w.sums[b].direct}
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
	w.each(w.project)
	v := w.solution
	clear(v)
	for k := range w.n.blocks {
		blk := &w.n.blocks[k]
		for _, moved := range blk.moves {
			v[moved] += w.sums[k].field
		}
		v[w.n.freeField(blk.pool)] += w.sums[k].free
	}
	w.small.solve(v)
	w.each(w.spread)
}

func (w *flow) projectBlock(_ *fields, b int) {
	var field, free float64
	for i := w.n.blocks[b].first; i < w.n.blocks[b].end; i++ {
		x := w.rhs[i] * w.inverse[i]
		field += w.toField[i] * x
		free += w.toFree[i] * x
	}
	w.sums[b].field, w.sums[b].free = field, free
}

func (w *flow) spreadBlock(_ *fields, b int) {
	blk := &w.n.blocks[b]
	field, free := 0.0, w.solution[w.n.freeField(blk.pool)]
	for _, felt := range blk.feels {
		field += w.solution[felt]
	}
	for i := blk.first; i < blk.end; i++ {
		w.rhs[i] = (w.rhs[i] + w.byField[i]*field + w.byFree[i]*free) * w.inverse[i]
	}
}
