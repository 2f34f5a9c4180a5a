package sim

import (
	"fmt"
	"slices"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/scenarios"
)

// network is one run's network: its tasks and items, and the kinds of circuit
// that compete in it. Its layout does not change; what phases change is in
// rates, what moves is in fields and in the kinds.
//
// Agents are numbered by kind, then by segment or group, so that every block of
// agents shares its fields.
type network struct {
	spec     *scenarios.Scenario
	tasks    []task
	segments []segment
	pools    []float64 // parameters of each pool
	cohorts  []cohort
	squared  bool // loss: mse

	kinds       []kind // of circuit; each is a population or a stepper
	populations []population
	steppers    []stepper
	agents      int     // how many there are
	blocks      []block // of agents
	itemBlocks  int     // the first so many blocks are those of the cohorts
}

// task is one task's place in the layout.
type task struct {
	*scenarios.Task
	pool      int
	covered   span      // the task's segments
	cohorts   span      // and its training items
	itemEdges []float64 // ranks at which phases cut the items, last the largest
	overlaps  []overlap
	chain     *chain // nil: no composite
	leak      float64
	memory    memory
}

// overlap is another task whose memorization leaks into this one's tests.
type overlap struct {
	task   int
	weight float64
}

// segment is a share of a task's items that the same generalization circuits cover.
type segment struct {
	task  int
	share float64
}

func newNetwork(spec *scenarios.Scenario, seed int64) (*network, error) {
	n := &network{spec: spec, squared: spec.Training.Loss == scenarios.MSE}
	pools := n.layPools()
	for i := range spec.Tasks {
		t := &spec.Tasks[i]
		pool, ok := pools[t.Pool]
		if len(spec.Model.Pools) > 0 && !ok {
			return nil, fmt.Errorf("task %s draws on pool %q, which the model does not have", t.Name, t.Pool)
		}
		n.layTask(t, pool)
		for _, o := range t.Overlap {
			j := n.taskNamed(o.Task)
			if j < 0 {
				return nil, fmt.Errorf("task %s overlaps with task %q, which does not exist", t.Name, o.Task)
			}
			n.tasks[i].overlaps = append(n.tasks[i].overlaps, overlap{task: j, weight: o.Weight})
		}
		if err := n.layChain(i); err != nil {
			return nil, err
		}
	}
	n.layKinds(seed)
	return n, nil
}

// taskNamed is the number of the task of a name; -1: there is none.
func (n *network) taskNamed(name string) int {
	return slices.IndexFunc(n.spec.Tasks, func(t scenarios.Task) bool { return t.Name == name })
}

// layPools splits the parameters, and gives each pool's number by its name;
// without pools the whole network is one.
func (n *network) layPools() map[string]int {
	params := float64(n.spec.Model.Params)
	if len(n.spec.Model.Pools) == 0 {
		n.pools = []float64{params}
		return nil
	}
	index := make(map[string]int, len(n.spec.Model.Pools))
	for i, p := range n.spec.Model.Pools {
		index[p.Name] = i
		n.pools = append(n.pools, params*p.Share)
	}
	return index
}

// layTask cuts a task's items at the coverage of its circuits and, in rank, at
// the sizes that phases give it.
func (n *network) layTask(t *scenarios.Task, pool int) {
	first := len(n.segments)
	below := 0.0
	for _, edge := range coverages(t) {
		n.segments = append(n.segments, segment{task: len(n.tasks), share: edge - below})
		below = edge
	}
	n.tasks = append(n.tasks, task{
		Task: t, pool: pool,
		covered:   span{first, len(n.segments)},
		itemEdges: itemSizes(n.spec, t),
		leak:      circuits.LeakAt(n.spec.Model.Leak, n.pools[pool], float64(n.spec.Model.LeakParams), n.spec.Model.LeakExponent),
		memory:    memoryOf(&t.Memorization),
	})
}

// coverages are the shares of a task's items at which segments end, ascending.
func coverages(t *scenarios.Task) []float64 {
	edges := []float64{1}
	for i := range t.Generalization {
		edges = append(edges, t.Generalization[i].Coverage)
	}
	slices.Sort(edges)
	return slices.Compact(edges)
}

// itemSizes are the numbers of items that a task has in its phases, ascending.
func itemSizes(spec *scenarios.Scenario, t *scenarios.Task) []float64 {
	sizes := []float64{float64(t.Items)}
	path := "tasks." + t.Name + ".items"
	for _, phase := range spec.Training.Phases {
		for _, a := range phase.Set {
			if a.Path == path {
				sizes = append(sizes, float64(a.Value.(int64)))
			}
		}
	}
	slices.Sort(sizes)
	sizes = slices.Compact(sizes)
	if sizes[0] == 0 {
		sizes = sizes[1:]
	}
	return sizes
}

// initialStrengths are those of all agents.
func (n *network) initialStrengths() []float64 {
	s := make([]float64, 0, n.agents)
	for b := range n.blocks {
		blk := &n.blocks[b]
		for i := blk.first; i < blk.end; i++ {
			s = append(s, blk.of.initial(blk, i))
		}
	}
	return s
}
