package sim

import "math"

// vanishing is the log strength of an agent of initial strength 0: finite, but too
// low to have an effect.
const vanishing = -700

func logStrength(s float64) float64 { return max(math.Log(s), vanishing) }

// flowSolver integrates the gradient flow of log strengths. An agent's y is ln s less its origin: that of a cohort is at its
// initial strength, as a last bit of ln s would show in the budget where it stands for billions of items.
type flowSolver struct {
	*integrator
	w *flow
}

func newFlowSolver(n *network, f *fields, tolerance float64) *flowSolver {
	y := n.initialStrengths()
	strength, log := 0.0, logStrength(0)
	for b := range n.blocks {
		blk := &n.blocks[b]
		origin := blk.of.origin(blk)
		for i := blk.first; i < blk.end; i++ {
			if y[i] != strength { // all cohorts of a task have the same
				strength, log = y[i], logStrength(y[i])
			}
			y[i] = log - origin
		}
	}
	w := newFlow(n, f)
	return &flowSolver{integrator: newIntegrator(w, f.team, y, tolerance), w: w}
}

func (m *flowSolver) begin(from, end float64) {
	m.w.current = false // the rates are others
	m.restart(from, end)
	m.w.current = true
}

func (m *flowSolver) advance(end float64) error {
	err := m.integrator.advance(end)
	m.w.current = m.ends()
	return err
}

func (m *flowSolver) span() (from, to float64) { return m.lastT, m.t }

func (m *flowSolver) at(t float64) {
	if t == m.t {
		if !m.w.current {
			m.w.next(nil, m.y, nil)
			m.w.current = true
		}
		return
	}
	m.w.next(nil, m.scratch, m.interpolate(t, m.scratch))
}

func (m *flowSolver) strengthsAt(t float64) {
	m.w.strengthsAt(m.scratch, m.interpolate(t, m.scratch))
}

func (m *flowSolver) whole() bool     { return false }
func (m *flowSolver) crossings() bool { return true }

func (m *flowSolver) cross(blk *block, lives []life) {
	born := -blk.of.origin(blk)
	before, after := m.lastY[blk.first:blk.end], m.y[blk.first:blk.end]
	for k, y := range after {
		if up := before[k] < born; up != (y < born) {
			i := blk.first + k
			lives[i].cross(m.crossing(i, born, up), up)
		}
	}
}

// crossing is the time in the last step at which y of agent i reached a value.
func (m *flowSolver) crossing(i int, born float64, up bool) float64 {
	above := func(y float64) float64 {
		if up {
			return y - born
		}
		return born - y
	}
	passed := bracket{0, 1, above(m.lastY[i]), above(m.y[i])}
	passed.narrow(1e-6, func(s float64) (float64, bool) {
		y := m.component(i, s)
		return above(y), (y < born) != up
	})
	return m.lastT + passed.high*m.lastH
}

func (m *flowSolver) cost() Cost {
	return Cost{AcceptedSteps: m.accepted, RejectedSteps: m.rejected, AgentUpdates: m.evaluations * int64(len(m.y))}
}
