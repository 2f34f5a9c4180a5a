package sim

import (
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sim/metrics"
)

// chain lists the tasks that answer a composite task step by step: the format,
// then every step. It is nil for a task that is not composite.
type chain []int

func (n *network) chainOf(t *scenarios.Task) (c chain) {
	if len(t.Requires) > 0 {
		for _, name := range append([]string{t.Format}, t.Requires...) {
			c = append(c, n.taskNamed(name))
		}
	}
	return c
}

// answer is the share of unseen items that the chain answers right. now holds
// every task at one moment, in scenario order.
func (c chain) answer(now []CurvePoint) *float64 {
	if c == nil {
		return nil
	}
	skills := make([]float64, len(c))
	for k, j := range c {
		skills[k] = now[j].ExactMatch
	}
	right := metrics.ChainOfThought(skills[0], skills[1:])
	return &right
}
