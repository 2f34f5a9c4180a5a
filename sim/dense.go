package sim

import "math"

// dense is a small linear system, of a handful of fields, solved many times per
// step. At this size the overhead of a library costs more than the arithmetic.
type dense struct {
	n      int
	lu     []float64 // the matrix by rows; after factor, its triangular factors
	unit   []float64 // 1 divided by the diagonal of the upper one
	pivots []int
}

func newDense(n int) *dense {
	return &dense{n: n, lu: make([]float64, n*n), unit: make([]float64, n), pivots: make([]int, n)}
}

// reset makes the matrix the identity.
func (d *dense) reset() {
	clear(d.lu)
	for i := range d.n {
		d.lu[i*d.n+i] = 1
	}
}

func (d *dense) subtract(row, column int, x float64) { d.lu[row*d.n+column] -= x }

// factor replaces the matrix by its LU factors, with partial pivoting.
func (d *dense) factor() {
	n, a := d.n, d.lu
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i*n+k]) > math.Abs(a[p*n+k]) {
				p = i
			}
		}
		d.pivots[k] = p
		if p != k {
			for j := range n {
				a[k*n+j], a[p*n+j] = a[p*n+j], a[k*n+j]
			}
		}
		d.unit[k] = 1 / a[k*n+k]
		for i := k + 1; i < n; i++ {
			if a[i*n+k] == 0 {
				continue
			}
			f := a[i*n+k] * d.unit[k]
			a[i*n+k] = f
			for j := k + 1; j < n; j++ {
				a[i*n+j] -= f * a[k*n+j]
			}
		}
	}
}

// solve replaces the right-hand side v by the solution.
func (d *dense) solve(v []float64) {
	n, a := d.n, d.lu
	for k, p := range d.pivots {
		v[k], v[p] = v[p], v[k]
	}
	for i := 1; i < n; i++ {
		x := v[i]
		for j, f := range a[i*n : i*n+i] {
			x -= f * v[j]
		}
		v[i] = x
	}
	for i := n - 1; i >= 0; i-- {
		x := v[i]
		for j, f := range a[i*n+i+1 : i*n+n] {
			x -= f * v[i+1+j]
		}
		v[i] = x * d.unit[i]
	}
}
