package sim

import (
	"math"

	"github.com/circsim/circsim/scenarios"
)

// mover moves the agents of a network through time.
type mover interface {
	// begin starts a stretch with the rates now in the fields, to last until end.
	begin(from, end float64)
	// advance takes one step, not beyond end.
	advance(end float64) error
	// span is the last step, from and to.
	span() (from, to float64)
	// at computes the fields at time t of the last step.
	at(t float64)
	// looks is the number of moments of a step that events are looked for at; 1
	// means that nothing happens between steps.
	looks() int
	// crossing is the first time in the last step when agent i's strength
	// passes 1, upward or downward.
	crossing(i int) (t float64, up, crossed bool)
	cost() Cost
}

func newMover(n *network, f *fields, seed int64, tolerance float64) mover {
	if n.spec.Training.Dynamics == scenarios.Flow {
		return newFlowMover(n, f, tolerance)
	}
	return newFactors(n, f, seed)
}

// vanishing is the log strength of an agent that starts at zero: too weak to
// be felt, yet a number.
const vanishing = -700

func logStrength(s float64) float64 { return max(math.Log(s), vanishing) }

// flowMover integrates the gradient flow of log strengths.
type flowMover struct {
	*rosenbrock
	w      *flow
	moment []float64
}

func newFlowMover(n *network, f *fields, tolerance float64) *flowMover {
	y := n.initialStrengths()
	for i := range y {
		y[i] = logStrength(y[i])
	}
	w := newFlow(n, f)
	return &flowMover{rosenbrock: newRosenbrock(w, y, tolerance), w: w, moment: make([]float64, len(y))}
}

func (m *flowMover) begin(from, end float64) {
	m.restart(from, end)
	m.lastT, m.lastH = from, 0
	m.w.at(m.y)
}

func (m *flowMover) span() (from, to float64) { return m.lastT, m.t }

func (m *flowMover) at(t float64) {
	if t == m.t {
		m.w.at(m.y)
		return
	}
	m.interpolate(t, m.moment)
	m.w.at(m.moment)
}

func (m *flowMover) looks() int { return 2 }

func (m *flowMover) crossing(i int) (t float64, up, crossed bool) {
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

func (m *flowMover) cost() Cost {
	return Cost{AcceptedSteps: m.accepted, RejectedSteps: m.rejected, AgentUpdates: m.evaluations * int64(len(m.y))}
}
