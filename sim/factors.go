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
	n *network
	f *fields

	u      []float64 // factors of agent i are u[first[i]:first[i+1]]
	first  []int
	before []float64 // strengths before the last step
	now    float64
	steps  int64

	batch       float64   // of sgd; 0: no sampling noise
	drawn       []float64 // by cohort: occurrences of its items in the batch, relative to the mean
	kick        float64   // standard deviation of the Langevin noise per factor and step, at the rate that gains refer to
	sampling    []random.Stream
	temperature []random.Stream // by agent
	ahead       int64           // number of steps whose noise is drawn at once
	counts      []float64       // by cohort: drawn in ahead steps from steps - steps%ahead on
	countsWith  *rates          // the rates that counts hold for
	noise       []float64       // by agent: the Langevin noise of its factors in as many steps, by step
	noiseFrom   []int64         // by agent: the first step of its noise; -1: none yet

	moveBlock pass
}

func newFactors(n *network, f *fields, seed int64) *factors {
	m := &factors{
		n: n, f: f, first: make([]int, n.agents+1), before: make([]float64, n.agents),
		drawn: slices.Repeat([]float64{1}, len(n.cohorts)),
	}
	noisy := n.spec.Training.Dynamics == scenarios.SGD
	if noisy {
		m.kick = math.Sqrt(2 * n.spec.Training.Temperature)
		m.batch = float64(n.spec.Training.Batch)
	}
	for b := range n.blocks {
		blk := &n.blocks[b]
		for i := blk.first; i < blk.end; i++ {
			m.u = append(m.u, blk.of.initialFactors(blk, i)...)
			m.first[i+1] = len(m.u)
			if noisy {
				// Kind, task and number name an agent's streams, whatever other tasks there are.
				kind, task, number := string(blk.of.name()), n.tasks[blk.task].Name, strconv.Itoa(i-blk.of.ofTask(blk.task).first)
				m.sampling = append(m.sampling, random.NewStream(seed, "item sampling", kind, task, number))
				m.temperature = append(m.temperature, random.NewStream(seed, "temperature", kind, task, number))
			}
		}
	}
	m.moveBlock = func(_ *fields, b int) {
		blk := &n.blocks[b]
		blk.of.push(m, blk)
	}
	if noisy {
		m.ahead = min(max(noiseDrawn/int64(len(m.u)+1), 1), 64, n.spec.Training.Steps)
		m.counts = make([]float64, m.ahead*int64(len(n.cohorts)))
		m.noise = make([]float64, m.ahead*int64(len(m.u)))
		m.noiseFrom = slices.Repeat([]int64{-1}, n.agents)
	}
	m.multiply()
	return m
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
	copy(m.before, m.f.strength)
	if m.batch > 0 {
		m.sampleItems()
	}
	m.f.each(span{0, len(m.n.blocks)}, m.moveBlock)
	finite := true
	for _, k := range m.n.steppers {
		finite = k.step(m.f, m.now+1) && finite
	}
	m.now++
	m.steps++
	if !m.multiply() || !finite {
		return fmt.Errorf("training diverged at step %.0f: gains or temperature are too high for steps of this size", m.now)
	}
	m.n.feel(m.f)
	return nil
}

// multiply computes every agent's strength from its factors, and reports whether
// all of them are finite.
func (m *factors) multiply() (finite bool) {
	sum := 0.0
	for i := range m.f.strength {
		s := circuits.Strength(m.u[m.first[i]:m.first[i+1]])
		m.f.strength[i] = s
		sum += s - s
	}
	m.n.regrow(m.f)
	return sum == 0
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
		f.pull[s] += f.rates.weight[i] * m.drawn[i] * f.labels[s].of(n.cohorts[i].mislabeled).Push * f.residual[i]
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

// push moves agent i's factors by one optimizer step, with Langevin noise.
func (m *factors) push(i int, drive, decay float64) {
	u := m.u[m.first[i]:m.first[i+1]]
	circuits.Step(u, drive, decay)
	if m.kick > 0 {
		kick := m.kick * m.f.rates.speed
		for j, x := range m.noiseOf(i) {
			u[j] += kick * x
		}
	}
}

// noiseOf is the standard normal noise of agent i's factors in the present step.
func (m *factors) noiseOf(i int) []float64 {
	number := int64(m.first[i+1] - m.first[i])
	noise := m.noise[int64(m.first[i])*m.ahead : int64(m.first[i+1])*m.ahead]
	now := m.steps % m.ahead
	if from := m.steps - now; m.noiseFrom[i] != from {
		m.noiseFrom[i] = from
		m.temperature[i].Normals(uint64(from*number), noise)
	}
	return noise[now*number : (now+1)*number]
}

// costSlope is the derivative of training.cost with respect to a circuit's
// strength. norm is the circuit's norm at strength 1.
func (m *factors) costSlope(strength, norm float64) float64 {
	cost := m.n.spec.Training.Cost
	if cost.Weight == 0 {
		return 0
	}
	return cost.Weight * circuits.PenaltySlope(strength, cost.Kappa, norm)
}

func (m *factors) span() (from, to float64) { return m.now - 1, m.now }
func (m *factors) at(float64)               {}
func (m *factors) whole() bool              { return true }

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
