package sim

import (
	"math"
	"slices"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/scenarios"
)

// MemorizationKind is the Kind of memorization circuits.
const MemorizationKind Kind = "memorization"

// memorization is the kind of circuit that stores training items, one circuit per
// item. Agent i simulates the circuits of cohort i. The gradient that items cause
// is in items.go.
type memorization struct {
	n            *network
	price, slope []float64 // by task: pace * free^q, and its derivative with respect to free
}

var _ population = (*memorization)(nil)

// memory holds the rules of a task's memorization circuits.
type memory struct {
	growth        circuits.Growth
	gain, initial float64
	start         circuits.Odds // at the initial strength
	factors       []float64     // initial; nil: equal ones
	norm          float64       // at strength 1, for training.cost
}

// memoryOf reads the rules, with gains multiplied by scale.
func memoryOf(r *scenarios.Memorization, scale float64) memory {
	m := memory{
		growth: circuits.Growth{Depth: circuits.MemorizationDepth, Congestion: r.Congestion},
		gain:   r.Gain * scale, initial: r.Initial, factors: r.Factors, norm: r.Norm,
	}
	if r.Factors != nil {
		m.growth.Depth, m.initial = len(r.Factors), circuits.Strength(r.Factors)
	}
	m.start = circuits.OddsAt(m.initial)
	return m
}

// exists reports whether the task has memorization circuits. Without them its
// cohorts are just the training items of the other kinds.
func (m *memory) exists() bool { return m.gain > 0 || m.initial > 0 || m.factors != nil }

// layMemorization adds cohorts by segment, then by bin, clean before mislabelled.
func layMemorization(n *network) *memorization {
	m := &memorization{n: n, price: make([]float64, len(n.tasks)), slope: make([]float64, len(n.tasks))}
	for i := range n.tasks {
		t := &n.tasks[i]
		first := n.agents
		for s := t.covered.first; s < t.covered.end; s++ {
			n.cut(n.layCohorts(t, s), block{
				of: m, task: i, pool: t.pool, place: s,
				feels: []int{generalField(s)}, moves: []int{pullField(s)},
			})
		}
		t.cohorts = span{first, n.agents}
	}
	n.itemBlocks = len(n.blocks)
	return m
}

func (m *memorization) name() Kind           { return MemorizationKind }
func (m *memorization) ofTask(task int) span { return m.n.tasks[task].cohorts }

func (m *memorization) initial(blk *block, _ int) float64 { return m.n.tasks[blk.task].memory.initial }

func (m *memorization) initialFactors(blk *block, _ int) []float64 {
	r := &m.n.tasks[blk.task].memory
	if r.factors != nil {
		return r.factors
	}
	return r.growth.Balanced(r.initial)
}

// pace also sets the items and sampling weights of cohorts.
func (m *memorization) pace(now stretch, r *rates) {
	for i := range m.n.tasks {
		m.n.tasks[i].sampleCohorts(m.n.cohorts, float64(now.spec.Tasks[i].Items), now.seen[i], r.shares[i], r)
	}
}

// give does nothing: a circuit answers its own item only, in network.answer.
func (m *memorization) give(*fields) {}

// feel computes the prices. Circuits feel the residuals of network.answer.
func (m *memorization) feel(f *fields) {
	for i := range m.n.tasks {
		t := &m.n.tasks[i]
		m.price[i], m.slope[i] = f.price(t.memory.growth, t.pool)
	}
}

func (m *memorization) grow(f *fields, blk *block, derivative []float64) {
	r, price, law := f.rates, m.price[blk.task], m.n.tasks[blk.task].memory.growth
	for i := blk.first; i < blk.end; i++ {
		derivative[i] = law.Rate(r.gain[i], f.residual[i]*price, f.strength[i], r.forget[i])
	}
}

// linearize has no term of elasticity: under the flow memorization has depth 2.
func (m *memorization) linearize(f *fields, blk *block, j *jacobian) (d direct) {
	n, r := m.n, f.rates
	price, slope, law := m.price[blk.task], m.slope[blk.task], n.tasks[blk.task].memory.growth
	perNat := -1 / (math.Ln2 * n.spec.Model.BitsPerParam * n.pools[blk.pool])
	if n.squared {
		perNat = 0
	}
	perPower := 2 * circuits.PaceSlope(f.power, n.spec.Training.Normalization)
	for i := blk.first; i < blk.end; i++ {
		strength, residual := f.strength[i], f.residual[i]
		curvature, label := circuits.Curvature(residual), f.labels[blk.place].of(&n.cohorts[i])
		if n.squared {
			curvature, label = 1, &unopposed
		}
		rate := law.Sensitivity(r.gain[i], strength)
		j.local[i] = -rate * price * curvature * strength
		j.byField[i] = -rate * price * label.Push * curvature
		j.byFree[i] = rate * slope * residual
		j.byPace[i] = rate * price * residual
		j.toField[i] = -r.weight[i] * label.Push * curvature * strength
		d.pullByG += r.weight[i] * (label.Slope*residual - label.Push*label.Push*curvature)
		if perPower != 0 {
			perResidual := perPower * r.power(i) * residual
			j.toPace[i] = -perResidual * curvature * strength
			d.paceByG -= perResidual * label.Push * curvature
		}
		j.toFree[i] = 0
		if f.grown[i] > 0 {
			j.toFree[i] = perNat * r.items[i] * residual * strength
			d.freeByG += perNat * r.items[i] * label.Push * (residual - label.start.Residual)
		}
	}
	return d
}

// moves is false for circuits of items that come later.
func (m *memorization) moves(r *rates, blk *block, i int) bool {
	return m.n.tasks[blk.task].memory.exists() && !r.absent[i]
}

// push weights an item's gradient by how often it is drawn, but not its circuit's cost.
func (m *memorization) push(s *factors, blk *block) {
	f, r, price := s.f, s.f.rates, m.price[blk.task]
	for i := blk.first; i < blk.end; i++ {
		s.drive[i] = r.gain[i] * s.drawn[i] * f.residual[i] * price
	}
	if s.costs() {
		rules := &m.n.tasks[blk.task].memory
		for i := blk.first; i < blk.end; i++ {
			s.drive[i] -= float64(rules.gain * r.speed * s.costSlope(i, rules.norm))
		}
	}
}

func (m *memorization) addNorm2(f *fields, sum float64) float64 {
	for k := range m.n.tasks {
		t := &m.n.tasks[k]
		for i := t.cohorts.first; i < t.cohorts.end; i++ {
			sum += f.rates.items[i] * t.memory.growth.Norm2(f.strength[i], t.memory.gain, f.rates.learningRate)
		}
	}
	return sum
}

func (m *memorization) addPenalty(f *fields, kappa float64, task int, sum float64) float64 {
	t := &m.n.tasks[task]
	for i := t.cohorts.first; i < t.cohorts.end; i++ {
		sum += f.rates.items[i] * circuits.PenaltyCost(f.strength[i], kappa, t.memory.norm)
	}
	return sum
}

func (m *memorization) record(r *recorder, t float64) {
	for k := range m.n.tasks {
		task := &m.n.tasks[k]
		if !task.memory.exists() {
			continue
		}
		for i := task.cohorts.first; i < task.cohorts.end; i++ {
			state := r.agent(m, k, i, t)
			state.Depth, state.Multiplicity = int64(task.memory.growth.Depth), r.f.rates.items[i]
			r.result.Circuits = append(r.result.Circuits, state)
		}
	}
}

func (m *memorization) ablate(o *observer, result *Result) {
	for i := range m.n.tasks {
		t := &m.n.tasks[i]
		grown := o.f.grown[t.cohorts.first:t.cohorts.end]
		kept := slices.Clone(grown)
		for c := range grown {
			grown[c] = -t.memory.initial
		}
		result.Tasks[i].WithoutMemorization = o.without(i, t.cohorts)
		copy(grown, kept)
	}
}
