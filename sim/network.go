package sim

import (
	"fmt"
	"slices"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/scenarios"
)

// network is the immutable layout of one run: which agents there are, in which
// order, and which fields couple them. What phases change is in rates, what
// moves is in fields.
//
// Agents are numbered cohorts first, then tickets; within each, by segment and
// group, so that every block of agents shares its fields.
type network struct {
	spec     *scenarios.Scenario
	tasks    []task
	segments []segment
	groups   []group
	pools    []float64 // parameters of each pool

	squared bool // loss: mse

	heads *heads // nil: none

	cohorts []cohort
	tickets []ticket
	blocks  []block // of cohorts, then of tickets
	// firstTicketBlock is where the blocks of tickets begin.
	firstTicketBlock int
}

// task is one task's place in the layout.
type task struct {
	*scenarios.Task
	pool                    int
	firstSegment, segments  int // segments of the task
	firstGroup, groups      int
	firstCohort, cohorts    int
	firstTicket, tickets    int
	itemEdges               []float64 // ranks at which phases cut the items, last the largest
	overlaps                []overlap
	chain                   *chain // nil: no composite
	leak                    float64
	memoryDepth             int
	initialMemory           float64
	initialFactors          []float64
	penaltyNorm, memoryGain float64
}

// overlap is another task whose memorization leaks into this one's tests.
type overlap struct {
	task   int
	weight float64
}

// segment is a share of a task's items that the same generalization circuits cover.
type segment struct {
	task, pool int
	share      float64
}

// group is one kind of generalization circuit; its tickets compete.
type group struct {
	task, pool    int
	lastSegment   int // covers the task's segments up to this one
	rules         *scenarios.Generalization
	first, number int // tickets
}

// cohort is a super-individual: items of the same rank range, segment and label quality.
type cohort struct {
	segment    int
	bin        int     // of its task
	mislabeled bool    // stands for the items with a wrong label
	part       float64 // of its bin's items: segment share times label share
}

// ticket is one generalization circuit that may form.
type ticket struct {
	group         int
	gain, initial float64
}

// block is a run of agents with the same fields, the unit of parallel work. Its
// bounds depend on the scenario alone, never on the workers.
type block struct {
	first, end int // agents
	place      int // segment of cohorts, group of tickets
}

// blockAgents is the most agents of a block.
const blockAgents = 512

func newNetwork(spec *scenarios.Scenario, seed int64) (*network, error) {
	n := &network{spec: spec, squared: spec.Training.Loss == scenarios.MSE}
	poolIndex, err := n.layPools()
	if err != nil {
		return nil, err
	}
	index := make(map[string]int, len(spec.Tasks))
	for i := range spec.Tasks {
		index[spec.Tasks[i].Name] = i
	}
	for i := range spec.Tasks {
		t := &spec.Tasks[i]
		pool := 0
		if len(spec.Model.Pools) > 0 {
			p, ok := poolIndex[t.Pool]
			if !ok {
				return nil, fmt.Errorf("task %s draws on pool %q, which the model does not have", t.Name, t.Pool)
			}
			pool = p
		}
		n.layTask(t, pool)
		for _, o := range t.Overlap {
			j, ok := index[o.Task]
			if !ok {
				return nil, fmt.Errorf("task %s overlaps with task %q, which does not exist", t.Name, o.Task)
			}
			n.tasks[i].overlaps = append(n.tasks[i].overlaps, overlap{task: j, weight: o.Weight})
		}
		if err := n.layChain(i, index); err != nil {
			return nil, err
		}
	}
	for i := range n.tasks {
		n.layCohorts(i)
	}
	n.firstTicketBlock = len(n.blocks)
	for i := range n.groups {
		n.layTickets(i, seed)
	}
	n.layHeads(index, seed)
	return n, nil
}

// agents is how many there are.
func (n *network) agents() int { return len(n.cohorts) + len(n.tickets) }

// layPools splits the parameters; without pools the whole network is one.
func (n *network) layPools() (map[string]int, error) {
	params := float64(n.spec.Model.Params)
	if len(n.spec.Model.Pools) == 0 {
		n.pools = []float64{params}
		return nil, nil
	}
	index := make(map[string]int, len(n.spec.Model.Pools))
	for i, p := range n.spec.Model.Pools {
		index[p.Name] = i
		n.pools = append(n.pools, params*p.Share)
	}
	return index, nil
}

// layTask cuts a task's items at the coverage of its circuits and, in rank, at
// the sizes that phases give it.
func (n *network) layTask(t *scenarios.Task, pool int) {
	i := len(n.tasks)
	m := t.Memorization
	laid := task{
		Task: t, pool: pool,
		firstSegment: len(n.segments), firstGroup: len(n.groups), groups: len(t.Generalization),
		itemEdges:      itemSizes(n.spec, t),
		leak:           circuits.LeakAt(n.spec.Model.Leak, n.pools[pool], float64(n.spec.Model.LeakParams), n.spec.Model.LeakExponent),
		memoryDepth:    circuits.MemorizationDepth,
		initialMemory:  m.Initial,
		initialFactors: m.Factors,
		penaltyNorm:    m.Norm,
		memoryGain:     m.Gain,
	}
	if m.Factors != nil {
		laid.memoryDepth = len(m.Factors)
		laid.initialMemory = product(m.Factors)
	}
	edges := []float64{1}
	for _, g := range t.Generalization {
		edges = append(edges, g.Coverage)
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	laid.segments = len(edges)
	below := 0.0
	for _, edge := range edges {
		n.segments = append(n.segments, segment{task: i, pool: pool, share: edge - below})
		below = edge
	}
	for k := range t.Generalization {
		rules := &t.Generalization[k]
		n.groups = append(n.groups, group{
			task: i, pool: pool, rules: rules,
			lastSegment: laid.firstSegment + slices.Index(edges, rules.Coverage),
		})
	}
	n.tasks = append(n.tasks, laid)
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

// layCohorts lays a task's cohorts, by segment, then by rank, then clean before mislabelled.
func (n *network) layCohorts(i int) {
	t := &n.tasks[i]
	t.firstCohort = len(n.cohorts)
	bins := len(t.bins())
	for s := t.firstSegment; s < t.firstSegment+t.segments; s++ {
		first := len(n.cohorts)
		for bin := range bins {
			c := cohort{segment: s, bin: bin, part: n.segments[s].share}
			if t.LabelNoise > 0 {
				wrong := c
				wrong.mislabeled, wrong.part = true, c.part*t.LabelNoise
				c.part *= 1 - t.LabelNoise
				n.cohorts = append(n.cohorts, c, wrong)
				continue
			}
			n.cohorts = append(n.cohorts, c)
		}
		n.cut(first, len(n.cohorts), s)
	}
	t.cohorts = len(n.cohorts) - t.firstCohort
}

// bins are the rank ranges of the task's cohorts. They are laid out for the
// largest number of items of any phase and cut at the others, so that cohorts
// keep their items when items come and go.
func (t *task) bins() []circuits.Bin {
	if len(t.itemEdges) == 0 {
		return nil
	}
	largest := t.itemEdges[len(t.itemEdges)-1]
	return circuits.Bins(largest, t.Frequency.Zipf, int(t.Memorization.Cohorts), t.itemEdges)
}

// memorizes says whether the task has memorization circuits; without them its
// cohorts only stand for the items that generalization is felt by.
func (t *task) memorizes() bool {
	return t.memoryGain > 0 || t.initialMemory > 0 || t.initialFactors != nil
}

// layTickets draws a group's tickets from streams of the task's and circuit's own.
func (n *network) layTickets(i int, seed int64) {
	g := &n.groups[i]
	t := &n.tasks[g.task]
	r := g.rules
	start := circuits.Bias(n.spec.Model.Bias, r.Structure)
	places := float64(r.Tickets)
	if r.Tickets == scenarios.TicketsAuto {
		places = circuits.Places(n.pools[g.pool], r.Footprint)
	}
	initial := r.Initial
	if r.Factors != nil {
		initial = product(r.Factors)
	}
	kind := fmt.Sprint(i - t.firstGroup)
	g.first = len(n.cohorts) + len(n.tickets)
	for _, drawn := range circuits.BestTickets(int(r.Best), places,
		r.Gain*start.Gain, r.GainSpread, initial*start.Initial, r.InitialSpread,
		random.NewStream(seed, "ticket gain", t.Name, kind),
		random.NewStream(seed, "ticket initial", t.Name, kind)) {
		n.tickets = append(n.tickets, ticket{group: i, gain: drawn.Gain, initial: drawn.Initial})
		g.number++
	}
	t.tickets += g.number
	if i == t.firstGroup {
		t.firstTicket = g.first
	}
	n.cut(g.first, g.first+g.number, i)
}

// cut divides agents of one place into blocks of nearly equal size.
func (n *network) cut(first, end, place int) {
	total := end - first
	parts := (total + blockAgents - 1) / blockAgents
	for p := range parts {
		n.blocks = append(n.blocks, block{first: first + p*total/parts, end: first + (p+1)*total/parts, place: place})
	}
}

func product(factors []float64) float64 {
	p := 1.0
	for _, f := range factors {
		p *= f
	}
	return p
}
