package sim

import (
	"math"
	"testing"
)

// logistic is y1' = y1 (1 - y2), y2' = y2 (y1 - 1): a small nonlinear system
// with a dense Jacobian, and an invariant y1 + y2 - ln y1 y2.
type logistic struct{ y, jacobian, lu [4]float64 }

func (l *logistic) rate(y, d []float64) {
	copy(l.y[:], y)
	d[0], d[1] = y[0]*(1-y[1]), y[1]*(y[0]-1)
}

func (l *logistic) differentiate() {
	l.jacobian = [4]float64{1 - l.y[1], -l.y[0], l.y[1], l.y[0] - 1}
}

func (l *logistic) factor(shift float64) {
	j := l.jacobian
	l.lu = [4]float64{shift - j[0], -j[1], -j[2], shift - j[3]}
}

func (l *logistic) solve(b []float64) {
	m := l.lu
	det := m[0]*m[3] - m[1]*m[2]
	b[0], b[1] = (m[3]*b[0]-m[1]*b[1])/det, (m[0]*b[1]-m[2]*b[0])/det
}

// integrate takes n equal steps over one time unit and returns the end and the
// interpolant's worst deviation from the reference inside a step.
func integrate(n int) (end []float64, r *rosenbrock) {
	r = newRosenbrock(&logistic{}, []float64{0.6, 1.7}, 1)
	for k := range n {
		r.system.rate(r.y, r.initialDerivative)
		r.system.differentiate()
		h := 1 / float64(n)
		r.try(h)
		r.t = float64(k) * h
		r.accept(h, 1, 2)
	}
	return r.y, r
}

// Halving the step must divide the error by 2^4 at the ends of steps, and by
// at least 2^3 in between (a third-order interpolant, hence local order 4).
func TestRosenbrockConvergesAtItsOrder(t *testing.T) {
	exact, _ := integrate(4096)
	var ends, middles []float64
	for n := 8; n <= 64; n *= 2 {
		y, r := integrate(n)
		ends = append(ends, math.Hypot(y[0]-exact[0], y[1]-exact[1]))
		mid := make([]float64, 2)
		r.interpolate(1-0.5/float64(n), mid)
		ref := referenceAt(1 - 0.5/float64(n))
		middles = append(middles, math.Hypot(mid[0]-ref[0], mid[1]-ref[1]))
	}
	for i := 1; i < len(ends); i++ {
		if order := math.Log2(ends[i-1] / ends[i]); order < 3.7 || order > 4.6 {
			t.Errorf("order %.2f at the ends of steps (errors %.3g, %.3g)", order, ends[i-1], ends[i])
		}
		if order := math.Log2(middles[i-1] / middles[i]); order < 3.5 {
			t.Errorf("order %.2f inside steps (errors %.3g, %.3g)", order, middles[i-1], middles[i])
		}
	}
}

// referenceAt integrates to t by many small classical Runge-Kutta steps.
func referenceAt(t float64) []float64 {
	l := &logistic{}
	y := []float64{0.6, 1.7}
	const n = 20_000
	h := t / n
	k := [4][2]float64{}
	for range n {
		for s, c := range [4]float64{0, 0.5, 0.5, 1} {
			p := []float64{y[0], y[1]}
			if s > 0 {
				p[0] += c * h * k[s-1][0]
				p[1] += c * h * k[s-1][1]
			}
			l.rate(p, k[s][:])
		}
		for i := range y {
			y[i] += h / 6 * (k[0][i] + 2*k[1][i] + 2*k[2][i] + k[3][i])
		}
	}
	return y
}
