package sim

// Kind is the name of a kind of circuit, as the table of circuits has it.
type Kind string

// kind is one kind of circuit, laid out in one network. The network, the
// solvers and the recorder go through kinds by these duties and know none of
// them: a kind is a file, and a line in layKinds.
type kind interface {
	// give adds what the kind's circuits answer to the logits of the segments
	// that they cover, and the parameters that they occupy to those of the pools.
	give(f *fields)
	// feel takes what the circuits feel from the items that were answered, and
	// the price of crowding from the free budget.
	feel(f *fields)
	// addNorm2 adds the sum of squares of all factors, in raw weights, to sum.
	addNorm2(f *fields, sum float64) float64
	// record keeps every circuit of the kind as it is at step t.
	record(r *recorder, t float64)
	// ablate looks at the tasks without the kind's circuits, and leaves strengths
	// as it found them.
	ablate(o *observer, result *Result)
}

// population is a kind whose circuits are agents, each a product of factors of
// its own. Every solver moves them, block by block.
type population interface {
	kind
	name() Kind
	// ofTask are the agents that belong to a task, numbered by the network.
	ofTask(task int) span
	// initial is the strength at initialization of agent i of a block.
	initial(blk *block, i int) float64
	// initialFactors are the factors at initialization of agent i of a block.
	initialFactors(blk *block, i int) []float64
	// pace puts the gains of a phase, by agent, into the rates.
	pace(now stretch, r *rates)
	// grow is d ln s/dt of a block's agents (docs/model.md, equation 3).
	grow(f *fields, blk *block, derivative []float64)
	// linearize is how a block's agents and its fields move each other.
	linearize(f *fields, blk *block, j *jacobian) direct
	// push moves the factors of a block's agents one explicit step (equation 2).
	push(s *factors, blk *block)
	// addPenalty adds the norm penalty of a task's circuits, before its weight, to sum.
	addPenalty(f *fields, kappa float64, task int, sum float64) float64
}

// stepper is a kind whose circuits are no agents and move by rules of their
// own, in explicit steps only.
type stepper interface {
	kind
	// step moves the circuits to step t, and says whether all strengths are finite.
	step(f *fields, t float64) (finite bool)
	// circuits is how many there are.
	circuits() int
}

// layKinds lays out the kinds of circuit that the scenario has. Their order is
// that of the agents and of the table of circuits; agents of memorization are
// first, one for each cohort.
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
