package scalinglaws

import (
	"math"
	"slices"
)

// solve finds the step s with (m + damping diag(above)) s = -gradient over the free parameters, by a
// Cholesky decomposition. It is not ok where the matrix is not positive definite.
func solve(m *matrix, damping float64, q *quadratic, free []int) (step vector, ok bool) {
	var c matrix
	for nj, j := range free {
		for nk, k := range free[:nj] {
			s := m[k][j]
			for _, i := range free[:nk] {
				s -= c[j][i] * c[k][i]
			}
			c[j][k] = s / c[k][k]
		}
		s := m[j][j] + damping*q.above[j][j]
		for _, i := range free[:nj] {
			s -= c[j][i] * c[j][i]
		}
		if !(s > singular*q.above[j][j]) {
			return step, false
		}
		c[j][j] = math.Sqrt(s)
	}
	for nj, j := range free {
		s := -q.gradient[j]
		for _, i := range free[:nj] {
			s -= c[j][i] * step[i]
		}
		step[j] = s / c[j][j]
	}
	for nj, j := range slices.Backward(free) {
		s := step[j]
		for _, i := range free[nj+1:] {
			s -= c[i][j] * step[i]
		}
		step[j] = s / c[j][j]
	}
	return step, true
}

// singular is the share of a parameter's curvature up to which the rest, after elimination of the other
// parameters, is rounding error.
const singular = 1e-13
