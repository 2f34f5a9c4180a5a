package sim

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/internal/random"
	"github.com/circsim/circsim/scenarios"
)

// factors trains by optimizer steps on the factors of every agent, which need not
// be equal: gd and, with noise, sgd (docs/model.md, equation 2).
type factors struct {
	n   *network
	f   *fields
	few *few // nil: there are more agents

	u       []circuits.Factors   // by block
	drive   []float64            // by agent: gain times what it earns
	slopes  []circuits.NearPower // by agent: for costSlope
	before  []float64            // strengths before the last step
	crossed bool                 // a strength has crossed 1 in the last step
	now     float64
	steps   int64

	batch       float64   // of sgd; 0: no sampling noise
	drawn       []float64 // by cohort: occurrences of its items in the batch, relative to the mean
	kick        float64   // standard deviation of the Langevin noise per factor and step, at the rate that gains refer to
	sampling    []random.Stream
	temperature []random.Stream // by agent
	ahead       int64           // number of steps whose noise is drawn at once
	counts      []float64       // by cohort: drawn in ahead steps from steps - steps%ahead on
	countsWith  *rates          // the rates that counts hold for
	noise       [][]float64     // by block: the Langevin noise of as many steps; by agent, then step, then factor

	moveBlock, drawBlock pass
}

func newFactors(n *network, f *fields, seed int64) *factors {
	m := &factors{
		n: n, f: f, few: newFew(n), u: make([]circuits.Factors, len(n.blocks)), drive: make([]float64, n.agents), slopes: make([]circuits.NearPower, n.agents), before: make([]float64, n.agents),
		drawn: slices.Repeat([]float64{1}, len(n.cohorts)),
	}
	number := m.layFactors()
	m.moveBlock = func(_ *fields, b int) { n.blocks[b].of.push(m, b) }
	if n.spec.Training.Dynamics == scenarios.SGD {
		m.layNoise(seed, number)
	}
	m.multiply()
	if len(n.steppers) == 0 { // whose strengths are not counted
		f.travelled = 0
	}
	return m
}

// layFactors sets the initial factors of all agents, and returns their number.
func (m *factors) layFactors() (number int) {
	for b := range m.n.blocks {
		blk := &m.n.blocks[b]
		for i := blk.first; i < blk.end; i++ {
			for j, x := range blk.of.initialFactors(blk, i) {
				if i == blk.first {
					m.u[b] = append(m.u[b], make([]float64, blk.end-blk.first))
				}
				m.u[b][j][i-blk.first] = x
				number++
			}
		}
	}
	return number
}

// layNoise prepares the noise of sgd for a number of factors.
func (m *factors) layNoise(seed int64, number int) {
	n := m.n
	m.kick = math.Sqrt(2 * n.spec.Training.Temperature)
	m.batch = float64(n.spec.Training.Batch)
	m.ahead = min(max(noiseDrawn/int64(number+1), 1), 64, n.spec.Training.Steps)
	m.counts = make([]float64, m.ahead*int64(len(n.cohorts)))
	m.noise = make([][]float64, len(n.blocks))
	for b := range n.blocks {
		blk := &n.blocks[b]
		for i := blk.first; i < blk.end; i++ {
			// Kind, task and number name an agent's streams, whatever other tasks there are.
			kind, task, number := string(blk.of.name()), n.tasks[blk.task].Name, strconv.Itoa(i-blk.of.ofTask(blk.task).first)
			m.sampling = append(m.sampling, random.NewStream(seed, "item sampling", kind, task, number))
			m.temperature = append(m.temperature, random.NewStream(seed, "temperature", kind, task, number))
		}
		m.noise[b] = make([]float64, int(m.ahead)*len(m.u[b])*(blk.end-blk.first))
	}
	m.drawBlock = func(_ *fields, b int) { m.draw(b) }
}

// noiseDrawn is about the number of draws of noise that are kept: they fit in the
// processor's cache.
const noiseDrawn = 1 << 14

func (m *factors) begin(from, _ float64) {
	m.now = from
	m.n.feel(m.f)
}

// advance takes one optimizer step and computes the fields after it.
func (m *factors) advance(float64) error {
	if m.batch > 0 {
		m.sampleItems()
	}
	if m.kick > 0 && m.steps%m.ahead == 0 {
		m.f.each(span{0, len(m.n.blocks)}, m.drawBlock)
	}
	if m.few != nil {
		for b := range m.n.blocks {
			m.n.blocks[b].of.push(m, b)
		}
	} else {
		m.f.each(span{0, len(m.n.blocks)}, m.moveBlock)
	}
	finite := true
	for _, k := range m.n.steppers {
		finite = k.step(m.f, m.now+1) && finite
	}
	m.now++
	m.steps++
	if !m.multiply() || !finite {
		return fmt.Errorf("training diverged at step %.0f: gains or temperature are too high for steps of this size", m.now)
	}
	m.feel()
	return nil
}

// feel computes the fields at the present strengths.
func (m *factors) feel() {
	if m.few != nil {
		m.few.feel(m.f)
	} else {
		m.n.feel(m.f)
	}
}

// multiply computes every agent's strength from its factors, and reports whether
// all of them are finite.
func (m *factors) multiply() (finite bool) {
	strength := m.f.strength
	copy(m.before, strength)
	for b := range m.u {
		m.u[b].Strengths(strength[m.n.blocks[b].first:m.n.blocks[b].end])
	}
	rest, travelled, crossed := 0.0, 0.0, false
	for i, before := range m.before {
		s := strength[i]
		rest += s - s
		travelled += math.Abs(s - before)
		if (s < 1) != (before < 1) {
			crossed = true
		}
	}
	m.crossed = crossed
	m.f.travelled += travelled
	m.n.regrow(m.f)
	return rest == 0
}

// sampleItems replaces the gradient of the whole training set by that of one
// batch. The number of each cohort's items in it is a Poisson draw from the
// cohort's own stream.
func (m *factors) sampleItems() {
	n, f := m.n, m.f
	clear(f.pull)
	now := m.steps % m.ahead
	if now == 0 || m.countsWith != f.rates {
		m.count()
	}
	for i := range n.cohorts {
		if m.batch*f.rates.weight[i] == 0 {
			continue
		}
		m.drawn[i] = m.counts[int64(i)*m.ahead+now]
		s := n.cohorts[i].segment
		f.pull[s] += f.rates.weight[i] * m.drawn[i] * f.labels[s].of(&n.cohorts[i]).Push * f.residual[i]
	}
	for _, k := range n.kinds {
		k.feel(f)
	}
}

// count draws the occurrences of every cohort's items in the batches of the steps
// ahead.
func (m *factors) count() {
	m.countsWith = m.f.rates
	first := m.steps - m.steps%m.ahead
	for i := range m.n.cohorts {
		expected := m.batch * m.f.rates.weight[i]
		if expected == 0 {
			continue
		}
		counts := m.counts[int64(i)*m.ahead : int64(i+1)*m.ahead]
		for k := range counts {
			counts[k] = poissonQuantile(m.sampling[i].Uniform(uint64(first+int64(k))), expected) / expected
		}
	}
}

// move moves the factors of a block's agents from first to end-1 by one optimizer step
// along drive, with Langevin noise.
func (m *factors) move(b, first, end int, decay float64) {
	blk := &m.n.blocks[b]
	u, drive := m.u[b], m.drive[first:end]
	first, end = first-blk.first, end-blk.first
	if len(drive) < len(u[0]) {
		var part [circuits.MaxDepth][]float64
		for j := range u {
			part[j] = u[j][first:end]
		}
		u = part[:len(u)]
	}
	u.Step(drive, decay)
	if m.kick > 0 {
		m.kickFactors(u, m.noise[b][first*len(u)*int(m.ahead):])
	}
}

// kickFactors adds noise to the factors of agents whose noise of all steps ahead is
// given.
func (m *factors) kickFactors(u circuits.Factors, noise []float64) {
	depth := len(u)
	kick, stride := m.kick*m.f.rates.speed, depth*int(m.ahead)
	noise = noise[int(m.steps%m.ahead)*depth:]
	for j := range u {
		at := j
		for i, x := range u[j] {
			u[j][i] = x + float64(kick*noise[at])
			at += stride
		}
	}
}

// draw draws the noise of a block's agents for the steps ahead.
func (m *factors) draw(b int) {
	blk := &m.n.blocks[b]
	depth := len(m.u[b])
	for i := blk.first; i < blk.end; i++ {
		noise := m.noise[b][(i-blk.first)*depth*int(m.ahead):][:depth*int(m.ahead)]
		m.temperature[i].Normals(uint64(m.steps)*uint64(depth), noise)
	}
}

// costs reports whether there is a training.cost.
func (m *factors) costs() bool { return m.n.spec.Training.Cost.Weight != 0 }

// costSlope is the derivative of training.cost with respect to agent i's strength. norm
// is the circuit's norm at strength 1.
func (m *factors) costSlope(i int, norm float64) float64 {
	cost := &m.n.spec.Training.Cost
	return cost.Weight * circuits.PenaltySlope(m.f.strength[i], cost.Kappa, norm, &m.slopes[i])
}

func (m *factors) span() (from, to float64) { return m.now - 1, m.now }
func (m *factors) at(float64)               {}
func (m *factors) looks() int               { return 1 }
func (m *factors) crossings() bool          { return m.crossed }

func (m *factors) crossing(i int) (t float64, up, crossed bool) {
	before, after := m.before[i] < 1, m.f.strength[i] < 1
	return m.now, before, before != after
}

func (m *factors) cost() Cost {
	circuits := m.n.agents
	for _, k := range m.n.steppers {
		circuits += k.circuits()
	}
	return Cost{AcceptedSteps: m.steps, AgentUpdates: m.steps * int64(circuits)}
}

// poissonQuantile is the smallest k with P(X <= k) >= u for a Poisson variable X.
// Above a mean of 50 it is the normal approximation, rounded.
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
