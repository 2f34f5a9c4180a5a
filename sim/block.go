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
// otherwise like shared. A block ends after a multiple of eight agents, so that two workers write to one line of a cache as rarely as
// can be.
func (n *network) cut(agents int, shared block) {
	first := n.agents
	parts, eights := (agents+blockAgents-1)/blockAgents, (agents+7)/8
	bound := func(part int) int { return min(8*(part*eights/parts), agents) }
	for p := range parts {
		b := shared
		b.span = span{first + bound(p), first + bound(p+1)}
		n.blocks = append(n.blocks, b)
	}
	n.agents += agents
}
