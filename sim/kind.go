package sim

// Kind is the name of a kind of circuit in the table of circuits.
type Kind string

// Kinds lists all kinds of circuit, in words.
const Kinds = string(MemorizationKind + ", " + GeneralizationKind + " or " + headKind)

// kind is a kind of circuit, laid out in one network. The network, the solvers and
// the recorder use kinds through this interface alone: a new kind is a file, and
// a line in Kinds and in layKinds.
type kind interface {
	// give adds the circuits' logits to those of the segments that they cover, and
	// the parameters that they occupy to those of their pools.
	give(f *fields)
	// feel computes the gradient that the circuits feel from the items' residuals.
	feel(f *fields)
	// addNorm2 adds the sum of squares of all factors, in raw weights, to sum. The
	// total is one running sum, which fixes its order.
	addNorm2(f *fields, sum float64) float64
	// record adds every circuit at step t to the result.
	record(r *recorder, t float64)
	// ablate measures the tasks without the kind's circuits. It restores strengths.
	ablate(o *observer, result *Result)
}

// population is a kind whose circuits are agents: the strength of each is the
// product of its own factors. Every solver moves them, block by block.
type population interface {
	kind
	name() Kind
	// ofTask are the agents of a task.
	ofTask(task int) span
	// initial is the initial strength of agent i of a block.
	initial(blk *block, i int) float64
	// initialFactors are the initial factors of agent i of a block.
	initialFactors(blk *block, i int) []float64
	// pace sets the gains of the kind's agents in a stretch of training.
	pace(now stretch, r *rates)
	// origin is ln of the strength of a block's agents where y is 0 in the flow.
	origin(blk *block) float64
	// alike reports whether two blocks may share a bundle.
	alike(a, b *block) bool
	// strengthen sets the strengths of a bundle's agents from y, and what else grow takes from y.
	strengthen(f *fields, u *bundle, y []float64)
	// grow sets d ln s/dt of a bundle's agents (docs/model.md, equation 3).
	grow(f *fields, u *bundle, derivative []float64)
	// linearize sets the Jacobian of a block's agents, and returns that of its
	// segment's fields.
	linearize(f *fields, blk *block, j *jacobian) direct
	// moves reports whether agent i of a block moves in explicit steps at these rates.
	moves(r *rates, blk *block, i int) bool
	// push sets what drives a block's agents in the next optimizer step: their gain times
	// what they earn (equation 2).
	push(s *factors, blk *block)
	// addPenalty adds the norm penalty of a task's circuits, without its weight, to sum.
	addPenalty(f *fields, kappa float64, task int, sum float64) float64
}

// stepper is a kind whose circuits are not agents and move by rules of their own,
// in optimizer steps only.
type stepper interface {
	kind
	// step moves the circuits to step t, and reports whether all strengths are finite.
	step(f *fields, t float64) (finite bool)
	// circuits is the number of circuits.
	circuits() int
}

// layKinds lays out the kinds of circuit of the scenario. Their order is that of
// the agents and of the table of circuits. Memorization comes first: its agents
// have the numbers of the cohorts.
func (n *network) layKinds(seed int64) {
	n.kinds = []kind{layMemorization(n), layGeneralization(n, seed)}
	if n.spec.HasHeads() {
		n.kinds = append(n.kinds, layHeads(n, seed))
	}
	for _, k := range n.kinds {
		switch k := k.(type) {
		case population:
			n.populations = append(n.populations, k)
		case stepper:
			n.steppers = append(n.steppers, k)
		}
	}
}
