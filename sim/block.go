package sim

// span is a run of agents, blocks or segments, from first up to but without end.
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
