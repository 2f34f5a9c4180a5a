package sim

import (
	"fmt"

	"github.com/circsim/circsim/sim/metrics"
)

// chain is what a composite task is answered with step by step: other tasks,
// each answered directly.
type chain struct {
	steps  []int // tasks, in order
	format int
}

// layChain finds the tasks that task i is composed of; nil where it is no composite.
func (n *network) layChain(i int) error {
	t := &n.tasks[i]
	if len(t.Requires) == 0 {
		return nil
	}
	t.chain = &chain{steps: make([]int, len(t.Requires))}
	for k, name := range append([]string{t.Format}, t.Requires...) {
		j := n.taskNamed(name)
		if j < 0 {
			return fmt.Errorf("task %s requires task %q, which does not exist", t.Name, name)
		}
		if k == 0 {
			t.chain.format = j
		} else {
			t.chain.steps[k-1] = j
		}
	}
	return nil
}

// answer is the share of unseen items that the chain answers right; now holds
// every task at one moment, in order.
func (c *chain) answer(now []CurvePoint) *float64 {
	if c == nil {
		return nil
	}
	steps := make([]float64, len(c.steps))
	for k, j := range c.steps {
		steps[k] = now[j].ExactMatch
	}
	right := metrics.ChainOfThought(now[c.format].ExactMatch, steps)
	return &right
}
