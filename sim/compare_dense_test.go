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
	block             []*block // by agent
	jacobian, shifted *mat.Dense
	lu                mat.LU
	moved             []float64 // by field, for one column
}

func newDenseFlow(w *flow) *denseFlow {
	n := w.n.agents
	d := &denseFlow{
		flow: w, block: make([]*block, n),
		jacobian: mat.NewDense(n, n, nil), shifted: mat.NewDense(n, n, nil),
		moved: make([]float64, len(w.solution)),
	}
	for b := range w.n.blocks {
		for i := w.n.blocks[b].first; i < w.n.blocks[b].end; i++ {
			d.block[i] = &w.n.blocks[b]
		}
	}
	return d
}

func (d *denseFlow) differentiate() {
	d.flow.differentiate()
	for j := range d.block {
		d.moveFields(j)
		for i := range d.block {
			d.jacobian.Set(i, j, d.response(i))
		}
		d.jacobian.Set(j, j, d.jacobian.At(j, j)+d.local[j])
	}
}

// moveFields is how agent j moves every field.
func (d *denseFlow) moveFields(j int) {
	clear(d.moved)
	for _, k := range d.block[j].moves {
		d.moved[k] = d.toField[j]
	}
	d.moved[d.n.freeField(d.block[j].pool)] = d.toFree[j]
	d.spreadGeneral(d.moved)
}

// response is how agent i answers the moved fields.
func (d *denseFlow) response(i int) float64 {
	field := 0.0
	for _, k := range d.block[i].feels {
		field += d.moved[k]
	}
	return d.byField[i]*field + d.byFree[i]*d.moved[d.n.freeField(d.block[i].pool)]
}

func (d *denseFlow) factor(shift float64) {
	d.shifted.Scale(-1, d.jacobian)
	for i := range d.block {
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
	rateAt(w, y, derivative)
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
