package scalinglaws

import "math"

// solve finds the step s with (m + damping diag(above)) s = -gradient over the free parameters, by a
// Cholesky decomposition. It is not ok where the matrix is not positive definite.
func solve(m *matrix, damping float64, q *quadratic, free *[maxSize]bool, n int) (step vector, ok bool) {
	var c matrix
	for j := range n {
		if !free[j] {
			continue
		}
		for k := range j {
			if !free[k] {
				continue
			}
			s := m[k][j]
			for i := range k {
				s -= c[j][i] * c[k][i]
			}
			c[j][k] = s / c[k][k]
		}
		s := m[j][j] + damping*q.above[j][j]
		for i := range j {
			s -= c[j][i] * c[j][i]
		}
		if !(s > singular*q.above[j][j]) {
			return step, false
		}
		c[j][j] = math.Sqrt(s)
	}
	for j := range n {
		if !free[j] {
			continue
		}
		s := -q.gradient[j]
		for i := range j {
			s -= c[j][i] * step[i]
		}
		step[j] = s / c[j][j]
	}
	for j := n - 1; j >= 0; j-- {
		if !free[j] {
			continue
		}
		s := step[j]
		for i := j + 1; i < n; i++ {
			s -= c[i][j] * step[i]
		}
		step[j] = s / c[j][j]
	}
	return step, true
}

// singular is the share of a parameter's curvature up to which the rest, after elimination of the other
// parameters, is rounding error.
const singular = 1e-13
