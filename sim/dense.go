package sim

import "math"

// dense is a small linear system, of a handful of fields, solved many times per
// step. At this size the overhead of a library costs more than the arithmetic.
type dense struct {
	n      int
	lu     []float64 // the matrix by rows; after factor, its triangular factors
	pivots []int
}

func newDense(n int) *dense { return &dense{n: n, lu: make([]float64, n*n), pivots: make([]int, n)} }

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
		for i := k + 1; i < n; i++ {
			if a[i*n+k] == 0 {
				continue
			}
			f := a[i*n+k] / a[k*n+k]
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
		for j, f := range a[i*n : i*n+i] {
			v[i] -= f * v[j]
		}
	}
	for i := n - 1; i >= 0; i-- {
		for j := i + 1; j < n; j++ {
			v[i] -= a[i*n+j] * v[j]
		}
		v[i] /= a[i*n+i]
	}
}
