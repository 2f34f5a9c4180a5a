package sim

import (
	"fmt"
	"math"
	"strconv"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/scenarios"
)

// factors is training by explicit optimizer steps on every agent's own
// factors, which need not be balanced: gd, and with noise sgd. docs/model.md,
// equation 2.
type factors struct {
	n *network
	f *fields

	u      []float64 // factors of agent i are u[first[i]:first[i+1]]
	first  []int
	before []float64 // strengths before the last step
	now    float64
	steps  int64

	batch       float64   // of sgd; 0: no sampling noise
	drawn       []float64 // by cohort: how often its items are in the batch, relative to the mean
	kick        float64   // standard deviation of the Langevin noise of one factor and step
	sampling    []random.Stream
	temperature []random.Stream // by agent

	moveBlock func(block int)
}

func newFactors(n *network, f *fields, seed int64) *factors {
	m := &factors{n: n, f: f, first: make([]int, n.agents()+1), before: make([]float64, n.agents()), drawn: make([]float64, len(n.cohorts))}
	for i := range m.drawn {
		m.drawn[i] = 1
	}
	for i := range n.agents() {
		m.u = append(m.u, n.initialFactors(i)...)
		m.first[i+1] = len(m.u)
	}
	if n.spec.Training.Dynamics == scenarios.SGD {
		m.kick = math.Sqrt(2 * n.spec.Training.Temperature)
		m.batch = float64(n.spec.Training.Batch)
		for i := range n.agents() {
			kind, task, number := n.identity(i)
			m.sampling = append(m.sampling, random.NewStream(seed, "item sampling", kind, task, number))
			m.temperature = append(m.temperature, random.NewStream(seed, "temperature", kind, task, number))
		}
	}
	m.moveBlock = m.move
	m.multiply()
	return m
}

// identity names agent i by what it is, whatever other tasks there are.
func (n *network) identity(i int) (kind, task, number string) {
	if i < len(n.cohorts) {
		t := &n.tasks[n.segments[n.cohorts[i].segment].task]
		return string(MemorizationKind), t.Name, strconv.Itoa(i - t.firstCohort)
	}
	t := &n.tasks[n.groups[n.tickets[i-len(n.cohorts)].group].task]
	return string(GeneralizationKind), t.Name, strconv.Itoa(i - t.firstTicket)
}

// initialFactors are those the scenario states, or balanced ones.
func (n *network) initialFactors(i int) []float64 {
	depth := circuits.MemorizationDepth
	if i < len(n.cohorts) {
		t := &n.tasks[n.segments[n.cohorts[i].segment].task]
		if t.initialFactors != nil {
			return t.initialFactors
		}
	} else {
		rules := n.groups[n.tickets[i-len(n.cohorts)].group].rules
		if rules.Factors != nil {
			return rules.Factors
		}
		depth = int(rules.Depth)
	}
	balanced := make([]float64, depth)
	for j := range balanced {
		balanced[j] = math.Pow(n.initialStrength(i), 1/float64(depth))
	}
	return balanced
}

func (m *factors) begin(from, _ float64) {
	m.now = from
	m.n.feel(m.f)
}

// advance takes one optimizer step and computes the fields after it.
func (m *factors) advance(float64) error {
	copy(m.before, m.f.strength)
	if m.batch > 0 {
		m.sampleItems()
	}
	m.f.team.each(0, len(m.n.blocks), m.moveBlock)
	whole := m.n.moveHeads(m.f)
	m.now++
	m.steps++
	if !m.multiply() || !whole {
		return fmt.Errorf("training diverged at step %.0f: gains or temperature are too high for steps of this size", m.now)
	}
	m.n.feel(m.f)
	return nil
}

// multiply makes every agent's strength the product of its factors, and says
// whether all of them are numbers.
func (m *factors) multiply() (finite bool) {
	sum := 0.0
	for i := range m.f.strength {
		s := product(m.u[m.first[i]:m.first[i+1]])
		m.f.strength[i] = s
		sum += s - s
	}
	for i := range m.f.grown {
		c := &m.n.cohorts[i]
		m.f.grown[i] = m.f.strength[i] - m.n.tasks[m.n.segments[c.segment].task].initialMemory
	}
	return sum == 0
}

// sampleItems replaces what the whole training set makes circuits feel by what
// one batch does: how often each cohort's items are in it is a Poisson draw
// from the cohort's own stream.
func (m *factors) sampleItems() {
	n, f := m.n, m.f
	clear(f.pull)
	for i := range n.cohorts {
		expected := m.batch * f.rates.weight[i]
		if expected == 0 {
			continue
		}
		m.drawn[i] = poissonQuantile(m.sampling[i].Uniform(uint64(m.steps)), expected) / expected
		s := n.cohorts[i].segment
		f.pull[s] += f.rates.weight[i] * m.drawn[i] * f.labels[s].of(&n.cohorts[i]).Push * f.residual[i]
	}
	n.feelGroups(f)
}

func (m *factors) move(b int) {
	if b < m.n.firstTicketBlock {
		m.moveCohorts(m.n.blocks[b])
	} else {
		m.moveTickets(m.n.blocks[b])
	}
}

// moveCohorts pushes memorization circuits: an item's loss counts as often as it
// is sampled, its circuit's cost once.
func (m *factors) moveCohorts(blk block) {
	n, f, r := m.n, m.f, m.f.rates
	seg := &n.segments[blk.place]
	t := &n.tasks[seg.task]
	if !t.memorizes() {
		return
	}
	price, _ := circuits.Price(f.free[seg.pool], circuits.MemorizationCongestion)
	for i := blk.first; i < blk.end; i++ {
		if r.absent[i] {
			continue
		}
		drive := r.gain[i]*m.drawn[i]*f.residual[i]*price - t.memoryGain*r.speed*m.costSlope(i, t.penaltyNorm)
		m.push(i, drive, r.decay)
	}
}

func (m *factors) moveTickets(blk block) {
	f, r := m.f, m.f.rates
	norm := m.n.groups[blk.place].rules.Norm
	earned := f.felt[blk.place] * f.price[blk.place]
	for i := blk.first; i < blk.end; i++ {
		m.push(i, r.gain[i]*(earned-m.costSlope(i, norm)), r.decay)
	}
}

// costSlope is how training.cost grows with agent i's strength.
func (m *factors) costSlope(i int, norm float64) float64 {
	cost := m.n.spec.Training.Cost
	if cost.Weight == 0 {
		return 0
	}
	return cost.Weight * circuits.PenaltySlope(m.f.strength[i], cost.Kappa, norm)
}

// push moves agent i's factors one step down its own loss.
func (m *factors) push(i int, drive, decay float64) {
	u := m.u[m.first[i]:m.first[i+1]]
	var moved [16]float64 // the greatest depth that a scenario may state
	for j := range u {
		others := 1.0
		for k := range u {
			if k != j {
				others *= u[k]
			}
		}
		moved[j] = u[j] + drive*others - decay*u[j]
	}
	copy(u, moved[:])
	if m.kick > 0 {
		for j := range u {
			u[j] += m.kick * m.temperature[i].Normal(uint64(m.steps)*uint64(len(u))+uint64(j))
		}
	}
}

func (m *factors) span() (from, to float64) { return m.now - 1, m.now }
func (m *factors) at(float64)               {}
func (m *factors) looks() int               { return 1 }

func (m *factors) crossing(i int) (t float64, up, crossed bool) {
	before, after := m.before[i] < 1, m.f.strength[i] < 1
	return m.now, before, before != after
}

func (m *factors) cost() Cost {
	return Cost{AcceptedSteps: m.steps, AgentUpdates: m.steps * int64(m.n.agents()+len(m.f.heads.factors))}
}

// poissonQuantile is the least k with P(X <= k) >= u, X Poisson of the given
// mean; above a mean of 50 the normal approximation, rounded, serves.
func poissonQuantile(u, mean float64) float64 {
	if mean > 50 {
		z := -math.Sqrt2 * math.Erfcinv(2*u)
		return max(math.Round(mean+math.Sqrt(mean)*z), 0)
	}
	k, mass := 0.0, math.Exp(-mean)
	for below := mass; below < u && k < 1000; below += mass {
		k++
		mass *= mean / k
	}
	return k
}
