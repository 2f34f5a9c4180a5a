package sim

import (
	"slices"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/circuits/lanes"
	"github.com/circsim/circsim/scenarios"
)

// network is the layout of one run: its tasks and items, and the kinds of circuit
// that compete. It does not change. What phases change is in rates; what moves is
// in fields and in the kinds.
//
// Agents are numbered by kind, then by segment or group, so that all agents of a
// block share their fields.
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
	agents      int     // number of them
	blocks      []block // of agents
	itemBlocks  int     // number of blocks of cohorts, which come first
	laws        []law
	bundles     []bundle
	itemBundles int // number of bundles of cohorts
	together    int // number of cohorts in bundles that are answered together
}

// task is the layout of one task.
type task struct {
	*scenarios.Task
	pool     int
	covered  span // its segments
	cohorts  span // of its training items
	blocks   span // of its cohorts
	bins     []circuits.Bin
	overlaps []int // tasks whose memorization leaks into its tests, in the order of Overlap
	chain    chain
	leak     float64
	memory   memory
}

// segment is a share of a task's items that the same generalization circuits cover.
type segment struct {
	task  int
	share float64
}

// newNetwork lays out a scenario, whose names of tasks and pools were checked when
// it was read.
func newNetwork(spec *scenarios.Scenario, seed int64) *network {
	n := &network{spec: spec, squared: spec.Training.Loss == scenarios.MSE}
	params := float64(spec.Model.Params)
	for _, p := range spec.Model.Pools {
		n.pools = append(n.pools, params*p.Share)
	}
	if len(n.pools) == 0 {
		n.pools = []float64{params}
	}
	for i := range spec.Tasks {
		n.layTask(&spec.Tasks[i])
	}
	n.layKinds(seed)
	n.bundleBlocks()
	return n
}

// taskNamed is the index of a task.
func (n *network) taskNamed(name string) int {
	return slices.IndexFunc(n.spec.Tasks, func(t scenarios.Task) bool { return t.Name == name })
}

// layTask cuts a task's items into segments, at the coverages of its circuits.
func (n *network) layTask(t *scenarios.Task) {
	pool := max(slices.IndexFunc(n.spec.Model.Pools, func(p scenarios.Pool) bool { return p.Name == t.Pool }), 0)
	first := len(n.segments)
	below := 0.0
	for _, edge := range coverages(t) {
		n.segments = append(n.segments, segment{task: len(n.tasks), share: edge - below})
		below = edge
	}
	var overlaps []int
	for _, o := range t.Overlap {
		overlaps = append(overlaps, n.taskNamed(o.Task))
	}
	n.tasks = append(n.tasks, task{
		Task: t, pool: pool,
		covered:  span{first, len(n.segments)},
		bins:     binned(t, itemSizes(n.spec, t)),
		overlaps: overlaps,
		chain:    n.chainOf(t),
		leak:     circuits.LeakAt(n.spec.Model.Leak, n.pools[pool], float64(n.spec.Model.LeakParams), n.spec.Model.LeakExponent),
		memory:   memoryOf(&t.Memorization, n.gainAt(pool)),
	})
}

// gainAt is the gain in a pool relative to that at model.gain_params.
func (n *network) gainAt(pool int) float64 {
	return circuits.SizePower(n.pools[pool], float64(n.spec.Model.GainParams), n.spec.Model.GainExponent)
}

// coverages are the shares of a task's items at which its segments end, ascending.
func coverages(t *scenarios.Task) []float64 {
	edges := []float64{1}
	for i := range t.Generalization {
		edges = append(edges, t.Generalization[i].Coverage)
	}
	slices.Sort(edges)
	return slices.Compact(edges)
}

// itemSizes are the numbers of items, above 0, that a task has in any phase,
// ascending.
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

// initialStrengths are the strengths of all agents at initialization.
func (n *network) initialStrengths() []float64 {
	s := lanes.Make(n.agents)[:0]
	for b := range n.blocks {
		blk := &n.blocks[b]
		for i := blk.first; i < blk.end; i++ {
			s = append(s, blk.of.initial(blk, i))
		}
	}
	return s
}
