package sim

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/circuits"
	"github.com/circsim/circsim/scenarios"
)

// factors trains by optimizer steps on the factors of every agent, which need not
// be equal: gd and, with noise, sgd (docs/model.md, equation 2).
type factors struct {
	n *network
	f *fields

	rows    []row
	moving  []row                // what moves of them in the present phase
	drive   []float64            // by agent: gain times what it earns
	slopes  []circuits.NearPower // by agent: for costSlope
	before  []float64            // strengths before the last step
	crossed bool                 // a strength has crossed 1 in the last step
	now     float64
	steps   int64

	noise // of sgd

	large    bool      // parallelAgents or more: a row is looked over as it moves, and items regrow as they answer
	arrivals []arrival // of a large network, by moving row

	driveBlock, moveRow, drawRow, countBlock, sampleBlock pass
}

// arrival is what is seen of agents after a step.
type arrival struct {
	finite, crossed bool    // all strengths; one of them crossed 1
	travelled       float64 // sum of the moves of strengths
}

// row is a range of agents of one depth that move together. It may reach over blocks.
type row struct {
	span
	u     circuits.Factors
	noise []float64 // of the steps ahead; by agent, then step, then factor
}

// part is a part of a row. It shares its memory.
func (r *row) part(first, end, ahead int) row {
	p := row{span: span{first, end}, u: make(circuits.Factors, len(r.u))}
	for j := range r.u {
		p.u[j] = r.u[j][first-r.first : end-r.first]
	}
	if each := ahead * len(r.u); r.noise != nil {
		p.noise = r.noise[(first-r.first)*each : (end-r.first)*each]
	}
	return p
}

func newFactors(n *network, f *fields, seed int64) *factors {
	m := &factors{
		n: n, f: f, drive: make([]float64, n.agents), before: make([]float64, n.agents), large: n.agents >= parallelAgents,
	}
	if m.costs() {
		m.slopes = make([]circuits.NearPower, n.agents)
	}
	f.few = newFew(n)
	m.layRows()
	m.layNoise(seed)
	for k := range m.rows {
		m.rows[k].u.Strengths(f.strength[m.rows[k].first:m.rows[k].end])
	}
	n.regrow(f)
	// Watchers ask only here. Strengths of steppers are not counted.
	if n.spec.Model.UnseenOutputs == scenarios.UnseenWrongClass && len(n.steppers) == 0 {
		f.travelled = 0
	}
	m.driveBlock = func(_ *fields, b int) { n.blocks[b].of.push(m, &n.blocks[b]) }
	m.moveRow = func(_ *fields, k int) { m.move(&m.moving[k]) }
	if m.large {
		m.moveRow = func(_ *fields, k int) {
			m.move(&m.moving[k])
			m.arrivals[k] = m.see(m.moving[k].span)
		}
		f.answer = func(f *fields, k int) {
			for b := n.bundles[k].blocks.first; b < n.bundles[k].blocks.end; b++ {
				n.regrowBlock(f, b)
			}
			n.answer(f, k)
		}
	}
	m.drawRow = func(_ *fields, k int) { m.draw(&m.rows[k]) }
	m.countBlock, m.sampleBlock = m.count, m.sample
	return m
}

// layRows sets the initial factors of all agents.
func (m *factors) layRows() {
	var r *row
	for b := range m.n.blocks {
		blk := &m.n.blocks[b]
		for i := blk.first; i < blk.end; i++ {
			factors := blk.of.initialFactors(blk, i)
			if r == nil || len(r.u) != len(factors) || i-r.first == blockAgents {
				m.rows = append(m.rows, row{span: span{i, i}, u: make(circuits.Factors, len(factors))})
				r = &m.rows[len(m.rows)-1]
			}
			for j, x := range factors {
				r.u[j] = append(r.u[j], x)
			}
			r.end++
		}
	}
}

// begin finds out which agents move in the phase.
func (m *factors) begin(from, _ float64) {
	m.now = from
	moves := make([]bool, m.n.agents)
	for b := range m.n.blocks {
		blk := &m.n.blocks[b]
		for i := blk.first; i < blk.end; i++ {
			moves[i] = blk.of.moves(m.f.rates, blk, i)
		}
	}
	m.moving = nil
	for k := range m.rows {
		r := &m.rows[k]
		for first := r.first; first < r.end; {
			end := first
			for end < r.end && moves[end] == moves[first] {
				end++
			}
			if moves[first] {
				m.moving = append(m.moving, r.part(first, end, int(m.ahead)))
			}
			first = end
		}
	}
	if m.large {
		m.arrivals = make([]arrival, len(m.moving))
	}
	copy(m.before, m.f.strength)
	m.n.feel(m.f)
}

// advance takes one optimizer step and computes the fields after it.
func (m *factors) advance(float64) error {
	if m.batch > 0 {
		m.sampleItems()
	}
	m.each(len(m.n.blocks), m.driveBlock)
	if m.kick > 0 && m.steps%m.ahead == 0 {
		m.each(len(m.rows), m.drawRow)
	}
	m.each(len(m.moving), m.moveRow)
	finite := true
	for _, k := range m.n.steppers {
		finite = k.step(m.f, m.now+1) && finite
	}
	m.now++
	m.steps++
	if !m.arrive() || !finite {
		return fmt.Errorf("training diverged at step %.0f: gains or temperature are too high for steps of this size", m.now)
	}
	m.n.feel(m.f)
	return nil
}

// each works on blocks or rows, by the network's team if it has one.
func (m *factors) each(number int, do pass) {
	if m.f.few == nil {
		m.f.each(span{0, number}, do)
		return
	}
	for k := range number {
		do(m.f, k)
	}
}

// move moves the factors of a row by one optimizer step along drive, with Langevin noise, and computes
// their strengths.
func (m *factors) move(r *row) {
	strength := m.f.strength[r.first:r.end]
	copy(m.before[r.first:r.end], strength)
	r.u.Step(m.drive[r.first:r.end], m.f.rates.decay)
	if m.kick > 0 {
		m.shake(r, m.steps, m.f.rates.speed)
	}
	r.u.Strengths(strength)
}

// arrive looks over the strengths after a step, and reports whether all of them are finite.
func (m *factors) arrive() (finite bool) {
	all := arrival{finite: true}
	if !m.large {
		all = m.see(span{0, m.n.agents})
		m.n.regrow(m.f)
	}
	for _, a := range m.arrivals {
		all.finite, all.crossed, all.travelled = all.finite && a.finite, all.crossed || a.crossed, all.travelled+a.travelled
	}
	m.crossed = all.crossed
	m.f.travelled += all.travelled
	return all.finite
}

// see looks over a range of agents after a step.
func (m *factors) see(agents span) arrival {
	a := arrival{finite: true}
	before, after := m.before[agents.first:agents.end], m.f.strength[agents.first:agents.end]
	for i, s := range after {
		if s-s != 0 {
			a.finite = false
		}
		if (s < 1) != (before[i] < 1) {
			a.crossed = true
		}
	}
	if m.f.travelled >= 0 { // not if it is NaN
		for i, s := range after {
			a.travelled += math.Abs(s - before[i])
		}
	}
	return a
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
func (m *factors) strengthsAt(float64)      {}
func (m *factors) ends() bool               { return true }
func (m *factors) whole() bool              { return true }
func (m *factors) crossings() bool          { return m.crossed }

func (m *factors) cross(blk *block, lives []life) {
	for i := blk.first; i < blk.end; i++ {
		if before, after := m.before[i] < 1, m.f.strength[i] < 1; before != after {
			lives[i].cross(m.now, before)
		}
	}
}

func (m *factors) cost() Cost {
	circuits := m.n.agents
	for _, k := range m.n.steppers {
		circuits += k.circuits()
	}
	return Cost{AcceptedSteps: m.steps, AgentUpdates: m.steps * int64(circuits)}
}
