package sim

import (
	"math"
	"slices"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/circuits/lanes"
	"github.com/circsim/circsim/scenarios"
)

// MemorizationKind is the Kind of memorization circuits.
const MemorizationKind Kind = "memorization"

// memorization is the kind of circuit that stores training items, one circuit per
// item. Agent i simulates the circuits of cohort i. The gradient that items cause
// is in items.go.
type memorization struct{ n *network }

var _ population = (*memorization)(nil)

// memory holds the rules of a task's memorization circuits.
type memory struct {
	growth        circuits.Growth
	gain, initial float64
	initialLog    float64       // ln of the initial strength, as flow has it,
	initialExp    float64       // and e to that
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
	m.initialLog = logStrength(m.initial)
	m.initialExp = circuits.Exp(m.initialLog)
	m.start = circuits.OddsAt(m.initial)
	return m
}

// exists reports whether the task has memorization circuits. Without them its
// cohorts are just the training items of the other kinds.
func (m *memory) exists() bool { return m.gain > 0 || m.initial > 0 || m.factors != nil }

// layMemorization adds cohorts by segment, then clean before mislabelled, then by bin.
func layMemorization(n *network) *memorization {
	m := &memorization{n}
	for i := range n.tasks {
		t := &n.tasks[i]
		first, firstBlock, law := n.agents, len(n.blocks), n.lawOf(t.pool, t.memory.growth.Congestion)
		for s := t.covered.first; s < t.covered.end; s++ {
			for _, mislabeled := range []bool{false, true}[:qualities(t)] {
				n.cut(n.layCohorts(t, s, mislabeled), block{
					of: m, task: i, pool: t.pool, place: s, law: law, mislabeled: mislabeled,
					feels: []int{generalField(s)}, moves: []int{pullField(s)},
				})
			}
		}
		t.cohorts, t.blocks = span{first, n.agents}, span{firstBlock, len(n.blocks)}
	}
	n.itemBlocks = len(n.blocks)
	return m
}

// qualities is the number of label qualities among a task's items: clean, and mislabelled.
func qualities(t *task) int {
	if t.LabelNoise > 0 {
		return 2
	}
	return 1
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

// feel does nothing: circuits feel the residuals of network.answer.
func (m *memorization) feel(*fields) {}

func (m *memorization) origin(blk *block) float64 { return m.n.tasks[blk.task].memory.initialLog }

// alike demands one price and one initial strength, and does not put what is idle beside what is not.
func (m *memorization) alike(a, b *block) bool {
	of, other := &m.n.tasks[a.task].memory, &m.n.tasks[b.task].memory
	return a.law == b.law && of.initial == other.initial && of.exists() == other.exists()
}

func (m *memorization) strengthen(f *fields, u *bundle, y []float64) {
	if u.idle {
		return // strengths are 0
	}
	lanes.Regrow(f.strength[u.first:u.end], f.grown[u.first:u.end], y[u.first:u.end], 0, m.n.tasks[m.n.blocks[u.blocks.first].task].memory.initialExp)
}

func (m *memorization) grow(f *fields, u *bundle, derivative []float64) {
	r := f.rates
	lanes.Rates(derivative[u.first:u.end], r.gain[u.first:u.end], f.residual[u.first:u.end], r.forget[u.first:u.end],
		f.price[m.n.blocks[u.blocks.first].law], circuits.MemorizationDepth)
}

// linearize has no term of elasticity: under the flow memorization has depth 2.
func (m *memorization) linearize(f *fields, blk *block, j *jacobian) (d direct) {
	if m.n.squared {
		return m.linearizeSquared(f, blk, j)
	}
	r, label, first, end := f.rates, f.labels.of(blk.place, blk.mislabeled), blk.first, blk.end
	strength, residual := f.strength[first:end], f.residual[first:end]
	lanes.RateSlopes(j.local[first:end], j.byField[first:end], j.byFree[first:end], j.byPace[first:end],
		r.gain[first:end], strength, residual, f.price[blk.law], f.priceSlope[blk.law], label.Push, circuits.MemorizationDepth)
	perNat := -1 / (math.Ln2 * m.n.spec.Model.BitsPerParam * m.n.pools[blk.pool])
	d.pullByG, d.freeByG = lanes.FieldSlopes(j.toField[first:end], j.toFree[first:end], strength, residual, f.grown[first:end],
		r.weight[first:end], r.items[first:end], label.Push, label.Slope, perNat, label.start.Residual)
	if nu := m.n.spec.Training.Normalization; nu > 0 {
		d.paceByG = lanes.PaceSlopes(j.toPace[first:end], strength, residual, r.squares[first:end], label.Push, 2*circuits.PaceSlope(f.power, nu))
	}
	return d
}

// linearizeSquared is linearize under squared error, whose curvature is 1 and where nothing is stored.
func (m *memorization) linearizeSquared(f *fields, blk *block, j *jacobian) (d direct) {
	price, slope := f.price[blk.law], f.priceSlope[blk.law]
	for i := blk.first; i < blk.end; i++ {
		strength, rate := f.strength[i], circuits.MemorizationDepth*f.rates.gain[i]
		j.local[i] = -rate * price * strength
		j.byField[i] = -rate * price
		j.byFree[i] = rate * slope * f.residual[i]
		j.byPace[i] = rate * price * f.residual[i]
		j.toField[i] = -f.rates.weight[i] * strength
		j.toFree[i] = 0
		d.pullByG -= f.rates.weight[i]
	}
	return d
}

// moves is false for circuits of items that come later.
func (m *memorization) moves(r *rates, blk *block, i int) bool {
	return m.n.tasks[blk.task].memory.exists() && !r.absent[i]
}

// push weights an item's gradient by how often it is drawn, but not its circuit's cost.
func (m *memorization) push(s *factors, blk *block) {
	f, r, price := s.f, s.f.rates, s.f.price[blk.law]
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
		if law := t.memory.growth; law.Depth == 2 {
			items, strength := f.rates.items[t.cohorts.first:t.cohorts.end], f.strength[t.cohorts.first:t.cohorts.end]
			sum += law.Norm2(1, t.memory.gain, f.rates.learningRate) * f.team.norms(items, strength)
			continue
		}
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
