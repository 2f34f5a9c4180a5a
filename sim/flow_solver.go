package sim

import "math"

// vanishing is the log strength of an agent of initial strength 0: finite, but too
// low to have an effect.
const vanishing = -700

func logStrength(s float64) float64 { return max(math.Log(s), vanishing) }

// flowSolver integrates the gradient flow of log strengths.
type flowSolver struct {
	*rosenbrock
	w      *flow
	moment []float64 // log strengths at a time within the last step
}

func newFlowSolver(n *network, f *fields, tolerance float64) *flowSolver {
	y := n.initialStrengths()
	for i := range y {
		y[i] = logStrength(y[i])
	}
	w := newFlow(n, f)
	return &flowSolver{rosenbrock: newRosenbrock(w, y, tolerance), w: w, moment: make([]float64, len(y))}
}

func (m *flowSolver) begin(from, end float64) {
	m.w.current = false // the rates are others
	m.restart(from, end)
	m.lastT, m.lastH = from, 0
	m.w.current = true
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

func (m *flowSolver) looks() int      { return 2 }
func (m *flowSolver) crossings() bool { return true }

func (m *flowSolver) crossing(i int) (t float64, up, crossed bool) {
	before, after := m.lastY[i], m.y[i]
	if (before < 0) == (after < 0) {
		return 0, false, false
	}
	low, high := 0.0, 1.0
	for high-low > 1e-6 {
		mid := (low + high) / 2
		if (m.component(i, mid) < 0) == (before < 0) {
			low = mid
		} else {
			high = mid
		}
	}
	return m.lastT + high*m.lastH, before < 0, true
}

func (m *flowSolver) cost() Cost {
	return Cost{AcceptedSteps: m.accepted, RejectedSteps: m.rejected, AgentUpdates: m.evaluations * int64(len(m.y))}
}
