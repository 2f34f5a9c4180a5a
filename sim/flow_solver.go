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
	w      *flow
	moment []float64 // y at a time within the last step
	born   []float64 // y at strength 1
}

func newFlowSolver(n *network, f *fields, tolerance float64) *flowSolver {
	y, born := n.initialStrengths(), make([]float64, n.agents)
	for b := range n.blocks {
		blk := &n.blocks[b]
		origin := blk.of.origin(blk)
		for i := blk.first; i < blk.end; i++ {
			y[i], born[i] = logStrength(y[i])-origin, -origin
		}
	}
	w := newFlow(n, f)
	return &flowSolver{integrator: newIntegrator(w, f.team, y, tolerance), w: w, moment: make([]float64, n.agents), born: born}
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
			m.w.at(m.y)
			m.w.current = true
		}
		return
	}
	m.interpolate(t, m.moment)
	m.w.at(m.moment)
}

func (m *flowSolver) whole() bool     { return false }
func (m *flowSolver) crossings() bool { return true }

func (m *flowSolver) crossing(i int) (t float64, up, crossed bool) {
	born := m.born[i]
	up = m.lastY[i] < born
	if up == (m.y[i] < born) {
		return 0, false, false
	}
	low, high := 0.0, 1.0
	for high-low > 1e-6 {
		mid := (low + high) / 2
		if (m.component(i, mid) < born) == up {
			low = mid
		} else {
			high = mid
		}
	}
	return m.lastT + high*m.lastH, up, true
}

func (m *flowSolver) cost() Cost {
	return Cost{AcceptedSteps: m.accepted, RejectedSteps: m.rejected, AgentUpdates: m.evaluations * int64(len(m.y))}
}
