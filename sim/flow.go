package sim

import "github.com/circsim/circsim/circuits/lanes"

// flow is the gradient flow of one network, a system dy/dt = f(y) of log strengths
// y = ln s. Its Jacobian is diagonal plus a matrix of low rank, one per field:
// J = D + A (I - C)^-1 B, with B the derivatives of the fields by the agents, C
// those of the fields by each other and A those of the agents by the fields. So
// linear systems in J cost time linear in the agents (docs/integrator.md). The
// kinds of circuit provide D, A, B and C.
type flow struct {
	n          *network
	f          *fields
	normalized bool // the pace is a field

	jacobian // D, A and B, by agent; the pace has a place in them only where it is a field

	byG   []direct   // C, by segment
	parts []jacobian // by block

	current bool // the fields are those at the end of the last step

	shift    float64 // of the linear system
	small    *dense  // the system of the fields
	solution []float64
	sums     []couplings // by block

	// The parallel passes, made once to save allocations, and their operands.
	strengthen, answer, grow, linearize, couple, project, spread, gather, respond pass

	y, derivative, rhs, x []float64
	by                    *combination // computes y; nil: it is computed
}

// jacobian holds the parts D, A and B of the Jacobian by agent, and what solving with it takes.
type jacobian struct {
	local   []float64 // D
	byField []float64 // A, by each of the fields that the agent feels
	byFree  []float64 // A, by the pool's free budget
	byPace  []float64 // A, by ln of the optimizer's pace
	toField []float64 // B, of each of the fields that the agent moves
	toFree  []float64 // B, of the pool's free budget
	toPace  []float64 // B, of ln of the optimizer's pace
	inverse []float64 // 1 / (1/(h gamma) - D)
}

// of returns the part of a range of agents.
func (j *jacobian) of(agents span) jacobian {
	part := func(of []float64) []float64 { return of[agents.first:agents.end] }
	return jacobian{part(j.local), part(j.byField), part(j.byFree), part(j.byPace), part(j.toField), part(j.toFree), part(j.toPace), part(j.inverse)}
}

// direct holds the derivatives of a segment's pull, of its pool's free budget and of
// ln of the optimizer's pace by the segment's G, at constant strengths.
type direct struct{ pullByG, freeByG, paceByG float64 }

// couplings are one block's sums over its agents for the small system of the fields.
type couplings struct {
	fieldField, fieldFree, freeField, freeFree         float64
	fieldPace, freePace, paceField, paceFree, pacePace float64
	field, free, pace                                  float64
	direct
}

func newFlow(n *network, f *fields) *flow {
	size := 2*len(n.segments) + len(n.pools)
	normalized := n.spec.Training.Normalization > 0
	if normalized {
		size++
	}
	w := &flow{
		n: n, f: f, normalized: normalized,
		byG:      make([]direct, len(n.segments)),
		small:    newDense(size),
		solution: make([]float64, size),
		sums:     make([]couplings, len(n.blocks)),
	}
	w.strengthen = w.strengthenBundle
	w.answer = w.answerBundle
	w.grow = w.growBundle
	w.linearize = w.linearizeBlock
	w.couple = w.coupleBlock
	w.project = w.projectBlock
	w.spread = w.spreadBlock
	w.gather = w.gatherBlock
	w.respond = w.respondBlock
	return w
}

// each works on every block.
func (w *flow) each(do pass) { w.f.each(span{0, len(w.n.blocks)}, do) }

// eachBundle works on every bundle.
func (w *flow) eachBundle(do pass) { w.f.each(span{0, len(w.n.bundles)}, do) }

// next evaluates dy/dt at the present fields into derivative, if that is not nil, and computes the fields at y, but not what circuits
// feel of them.
func (w *flow) next(derivative, y []float64, by *combination) {
	if derivative != nil {
		w.n.charge(w.f)
	}
	w.leave(derivative, y, by)
	w.f.each(span{w.n.itemBundles, len(w.n.bundles)}, w.strengthen)
	w.n.sum(w.f, w.answer)
}

// rate evaluates dy/dt at the present fields.
func (w *flow) rate(derivative []float64) {
	w.n.charge(w.f)
	w.derivative, w.current = derivative, false
	w.eachBundle(w.grow)
}

// rateAtStart evaluates dy/dt at the y of the start of a step, whose fields may be current.
func (w *flow) rateAtStart(y, derivative []float64) {
	if !w.current {
		w.next(nil, y, nil)
	}
	w.rate(derivative)
}

// strengthsAt computes the strengths at y and the logits, and no other fields.
func (w *flow) strengthsAt(y []float64, by *combination) {
	w.leave(nil, y, by)
	w.eachBundle(w.strengthen)
	w.n.give(w.f)
}

// leave prepares a move to y, which may take a step by derivative. Workers make it in their next pass, bundle by bundle, so that a
// bundle's numbers stay in the cache. A caller alone makes it at once, with fewer calls.
func (w *flow) leave(derivative, y []float64, by *combination) {
	w.derivative, w.y, w.by, w.current = derivative, y, by, false
	if w.f.team != nil {
		return
	}
	if derivative != nil {
		w.eachBundle(w.grow)
		w.derivative = nil
	}
	if by != nil {
		by.compute(span{0, len(y)})
		w.by = nil
	}
}

// strengthenBundle takes a bundle to y.
func (w *flow) strengthenBundle(f *fields, k int) {
	u := &w.n.bundles[k]
	if w.derivative != nil {
		u.of.grow(f, u, w.derivative)
	}
	if w.by != nil {
		w.by.compute(u.span)
	}
	u.of.strengthen(f, u, w.y)
}

// answerBundle takes a bundle's growth and answers together, while its numbers are in the cache.
func (w *flow) answerBundle(f *fields, k int) {
	w.strengthenBundle(f, k)
	w.n.answer(f, k)
}

func (w *flow) growBundle(f *fields, k int) {
	u := &w.n.bundles[k]
	u.of.grow(f, u, w.derivative)
}

// differentiate computes the Jacobian at y, where rate was last called. Its arrays are made when first needed: many runs
// never turn stiff.
func (w *flow) differentiate() {
	if w.local == nil {
		for _, by := range []*[]float64{&w.local, &w.byField, &w.byFree, &w.byPace, &w.toField, &w.toFree, &w.toPace, &w.inverse} {
			*by = lanes.Make(w.n.agents)
		}
		for b := range w.n.blocks {
			w.parts = append(w.parts, w.jacobian.of(w.n.blocks[b].span))
		}
	}
	w.each(w.linearize)
	clear(w.byG)
	for b := range w.n.itemBlocks {
		s := &w.byG[w.n.blocks[b].place]
		s.pullByG += w.sums[b].pullByG
		s.freeByG += w.sums[b].freeByG
		s.paceByG += w.sums[b].paceByG
	}
}

func (w *flow) linearizeBlock(f *fields, b int) {
	blk := &w.n.blocks[b]
	w.sums[b].direct = blk.of.linearize(f, blk, &w.jacobian)
}

// factor prepares solve for (shift I - J) x = b: it eliminates the agents, which
// leaves a system of the fields (the Woodbury identity).
func (w *flow) factor(shift float64) {
	w.shift = shift
	w.each(w.couple)
	m := w.small
	m.reset()
	for s := range w.n.segments {
		m.subtract(pullField(s), generalField(s), w.byG[s].pullByG)
		m.subtract(w.n.freeField(w.n.tasks[w.n.segments[s].task].pool), generalField(s), w.byG[s].freeByG)
		if w.normalized {
			m.subtract(w.n.paceField(), generalField(s), w.byG[s].paceByG)
		}
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
	if w.normalized {
		w.factorPace()
	}
	m.factor()
}

// factorPace adds the optimizer's pace to the system of the fields. Every agent
// feels it, and items move it.
func (w *flow) factorPace() {
	m, pace := w.small, w.n.paceField()
	for b := range w.n.blocks {
		blk, c := &w.n.blocks[b], &w.sums[b]
		free := w.n.freeField(blk.pool)
		m.subtract(pace, pace, c.pacePace)
		m.subtract(pace, free, c.paceFree)
		m.subtract(free, pace, c.freePace)
		for _, felt := range blk.feels {
			m.subtract(pace, felt, c.paceField)
		}
		for _, moved := range blk.moves {
			m.subtract(moved, pace, c.fieldPace)
		}
	}
}

// The indices of the fields in the small system.
func generalField(segment int) int        { return 2 * segment }
func pullField(segment int) int           { return 2*segment + 1 }
func (n *network) freeField(pool int) int { return 2*len(n.segments) + pool }
func (n *network) paceField() int         { return 2*len(n.segments) + len(n.pools) }

func (w *flow) coupleBlock(_ *fields, b int) {
	j, c := &w.parts[b], couplings{direct: w.sums[b].direct}
	c.fieldField, c.fieldFree, c.freeField, c.freeFree = lanes.Eliminate(j.inverse, j.local, j.byField, j.byFree, j.toField, j.toFree, w.shift)
	if w.normalized {
		c.fieldPace, c.freePace, c.paceField, c.paceFree, c.pacePace = lanes.EliminatePace(j.inverse, j.byField, j.byFree, j.byPace, j.toField, j.toFree, j.toPace)
	}
	w.sums[b] = c
}

// solve replaces b by the solution x of (shift I - J) x = b, with the shift of factor.
func (w *flow) solve(b []float64) {
	w.rhs = b
	w.each(w.project)
	v := w.gathered()
	w.small.solve(v)
	w.each(w.spread)
}

// gathered adds up how the blocks move the fields.
func (w *flow) gathered() []float64 {
	v := w.solution
	clear(v)
	for k := range w.n.blocks {
		blk := &w.n.blocks[k]
		for _, moved := range blk.moves {
			v[moved] += w.sums[k].field
		}
		v[w.n.freeField(blk.pool)] += w.sums[k].free
		if w.normalized {
			v[w.n.paceField()] += w.sums[k].pace
		}
	}
	return v
}

// feltBy is how the moved fields act on a block's agents.
func (w *flow) feltBy(blk *block) (field, free, pace float64) {
	for _, felt := range blk.feels {
		field += w.solution[felt]
	}
	if w.normalized {
		pace = w.solution[w.n.paceField()]
	}
	return field, w.solution[w.n.freeField(blk.pool)], pace
}

// multiply computes J x.
func (w *flow) multiply(x, product []float64) {
	w.x, w.rhs = x, product
	w.each(w.gather)
	w.spreadGeneral(w.gathered())
	w.each(w.respond)
}

// spreadGeneral adds what moved logits make of the other fields: (I - C)^-1 v, as C is nilpotent.
func (w *flow) spreadGeneral(v []float64) {
	for s := range w.n.segments {
		g, pool := v[generalField(s)], w.n.tasks[w.n.segments[s].task].pool
		v[pullField(s)] += w.byG[s].pullByG * g
		v[w.n.freeField(pool)] += w.byG[s].freeByG * g
		if w.normalized {
			v[w.n.paceField()] += w.byG[s].paceByG * g
		}
	}
}

func (w *flow) gatherBlock(_ *fields, b int) {
	blk, c := &w.n.blocks[b], &w.sums[b]
	j, x := &w.parts[b], w.x[blk.first:blk.end]
	c.field, c.free = lanes.Gather(x, j.toField, j.toFree)
	if w.normalized {
		c.pace = lanes.GatherPace(x, j.toPace)
	}
}

func (w *flow) respondBlock(_ *fields, b int) {
	blk := &w.n.blocks[b]
	j, x, product := &w.parts[b], w.x[blk.first:blk.end], w.rhs[blk.first:blk.end]
	field, free, pace := w.feltBy(blk)
	if w.normalized {
		lanes.RespondPace(product, x, j.local, j.byField, j.byFree, j.byPace, field, free, pace)
		return
	}
	lanes.Respond(product, x, j.local, j.byField, j.byFree, field, free)
}

func (w *flow) projectBlock(_ *fields, b int) {
	blk, c := &w.n.blocks[b], &w.sums[b]
	j, rhs := &w.parts[b], w.rhs[blk.first:blk.end]
	c.field, c.free = lanes.Project(rhs, j.inverse, j.toField, j.toFree)
	if w.normalized {
		c.pace = lanes.ProjectPace(rhs, j.inverse, j.toPace)
	}
}

func (w *flow) spreadBlock(_ *fields, b int) {
	blk := &w.n.blocks[b]
	j, rhs := &w.parts[b], w.rhs[blk.first:blk.end]
	field, free, pace := w.feltBy(blk)
	if w.normalized {
		lanes.SpreadPace(rhs, j.inverse, j.byField, j.byFree, j.byPace, field, free, pace)
		return
	}
	lanes.Spread(rhs, j.inverse, j.byField, j.byFree, field, free)
}
