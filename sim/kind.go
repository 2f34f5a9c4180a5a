package sim

import "github.com/circsim/circsim/circuits"

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

// population is a kind whose circuits are agents: products of factors of their
// own, whose strengths the solvers move. Every solver can.
type population interface {
	kind
	name() Kind
	// ofTask are the agents that belong to a task, numbered by the network.
	ofTask(task int) span
	// initial is agent i's strength at initialization.
	initial(i int) float64
	// initialFactors are agent i's factors at initialization.
	initialFactors(i int) []float64
	// pace takes the numbers of a phase into the rates.
	pace(now stretch, r *rates)
	// grow is d ln s/dt of a block's agents (docs/model.md, equation 3).
	grow(f *fields, blk *block, derivative []float64)
	// linearize is how a block's agents and its fields move each other.
	linearize(f *fields, blk *block, j *jacobian) direct
	// push moves the factors of a block's agents one explicit step (equation 2).
	push(m *factors, blk *block)
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

// span is a run of agents.
type span struct{ first, end int }

// block is a run of agents with the same fields, the unit of parallel work. Its
// bounds depend on the scenario alone, never on the workers.
type block struct {
	span
	of         population
	task, pool int
	place      int   // the population's own: segment of cohorts, group of tickets
	feels      []int // the fields that move its agents, beside the pool's free budget
	moves      []int // the fields that its agents move, beside the pool's free budget
}

// blockAgents is the most agents of a block.
const blockAgents = 512

// cut lays out agents that share a block's fields, in blocks of nearly equal size.
func (n *network) cut(agents int, shared block) {
	first := n.agents
	parts := (agents + blockAgents - 1) / blockAgents
	for p := range parts {
		b := shared
		b.span = span{first + p*agents/parts, first + (p+1)*agents/parts}
		n.blocks = append(n.blocks, b)
	}
	n.agents += agents
}

// jacobian is that of the flow by agent, in the parts D, A and B (flow.go).
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

// costSlope is how training.cost grows with a strength; norm is that of the
// circuit at strength 1.
func (n *network) costSlope(strength, norm float64) float64 {
	cost := n.spec.Training.Cost
	if cost.Weight == 0 {
		return 0
	}
	return cost.Weight * circuits.PenaltySlope(strength, cost.Kappa, norm)
}
