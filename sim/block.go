package sim

// span is a range of agents, cohorts, blocks or segments: from first to end-1.
type span struct{ first, end int }

// block is a range of agents that share their fields: the unit of parallel work.
// Its bounds depend on the scenario alone, not on the number of workers.
type block struct {
	span
	of         population
	task, pool int
	place      int   // the segment of cohorts, the group of tickets
	law        int   // of the price
	mislabeled bool  // the labels of cohorts
	feels      []int // the fields that its agents depend on, beside the pool's free budget
	moves      []int // the fields that depend on its agents, beside the pool's free budget
}

// blockAgents is the maximum number of agents in a block.
const blockAgents = 512

// cut adds agents to the network, in blocks of nearly equal size that are
// otherwise like shared.
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
