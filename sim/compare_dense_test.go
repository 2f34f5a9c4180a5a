package sim

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// denseFlow is the flow with its Jacobian as a full matrix and its linear
// systems solved by LU: what a general stiff solver would do.
type denseFlow struct {
	*flow
	place             []int // by agent: segment of cohorts, group of tickets
	jacobian, shifted *mat.Dense
	lu                mat.LU
	general, residual []float64 // by segment, for one column
	free              []float64 // by pool
}

func newDenseFlow(w *flow) *denseFlow {
	n := w.n.agents()
	d := &denseFlow{
		flow: w, place: make([]int, n),
		jacobian: mat.NewDense(n, n, nil), shifted: mat.NewDense(n, n, nil),
		general: make([]float64, len(w.n.segments)), residual: make([]float64, len(w.n.segments)),
		free: make([]float64, len(w.n.pools)),
	}
	for _, b := range w.n.blocks {
		for i := b.first; i < b.end; i++ {
			d.place[i] = b.place
		}
	}
	return d
}

func (d *denseFlow) differentiate() {
	d.flow.differentiate()
	for j := range d.place {
		d.moveFields(j)
		for i := range d.place {
			d.jacobian.Set(i, j, d.response(i))
		}
		d.jacobian.Set(j, j, d.jacobian.At(j, j)+d.local[j])
	}
}

// moveFields is how agent j moves every field.
func (d *denseFlow) moveFields(j int) {
	n := d.n
	clear(d.general)
	clear(d.residual)
	clear(d.free)
	if j < len(n.cohorts) {
		s := d.place[j]
		d.residual[s] = d.toField[j]
		d.free[n.segments[s].pool] = d.toFree[j]
		return
	}
	g := &n.groups[d.place[j]]
	d.free[g.pool] = d.toFree[j]
	for s := n.tasks[g.task].firstSegment; s <= g.lastSegment; s++ {
		d.general[s] = d.toField[j]
		d.residual[s] = d.pullByG[s] * d.toField[j]
		d.free[n.segments[s].pool] += d.freeByG[s] * d.toField[j]
	}
}

// response is how agent i answers the moved fields.
func (d *denseFlow) response(i int) float64 {
	n := d.n
	if i < len(n.cohorts) {
		s := d.place[i]
		return d.byField[i]*d.general[s] + d.byFree[i]*d.free[n.segments[s].pool]
	}
	g := &n.groups[d.place[i]]
	felt := 0.0
	for s := n.tasks[g.task].firstSegment; s <= g.lastSegment; s++ {
		felt += d.residual[s]
	}
	return d.byField[i]*felt + d.byFree[i]*d.free[g.pool]
}

func (d *denseFlow) factor(shift float64) {
	d.shifted.Scale(-1, d.jacobian)
	for i := range d.place {
		d.shifted.Set(i, i, d.shifted.At(i, i)+shift)
	}
	d.lu.Factorize(d.shifted)
}

func (d *denseFlow) solve(b []float64) {
	x := mat.NewVecDense(len(b), b)
	if err := d.lu.SolveVecTo(x, false, x); err != nil {
		b[0] = math.NaN() // a singular matrix: the step is refused
	}
}

// Eliminating the agents onto the fields is exact, not an approximation.
func TestWoodburyAgreesWithDenseElimination(t *testing.T) {
	w, y := flowOf(t, rich)
	for i := range y {
		y[i] += 2 + math.Sin(float64(i))
	}
	dense := newDenseFlow(w)
	derivative, fast, slow := make([]float64, len(y)), make([]float64, len(y)), make([]float64, len(y))
	for i := range fast {
		fast[i] = math.Cos(float64(3 * i))
		slow[i] = fast[i]
	}
	w.rate(y, derivative)
	dense.differentiate()
	dense.factor(0.03)
	w.factor(0.03)
	dense.solve(slow)
	w.solve(fast)
	for i := range fast {
		if math.Abs(fast[i]-slow[i]) > 1e-9*(1+math.Abs(slow[i])) {
			t.Errorf("agent %d: %g, by dense elimination %g", i, fast[i], slow[i])
		}
	}
}
