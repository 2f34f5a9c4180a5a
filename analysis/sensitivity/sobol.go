package sensitivity

import (
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Indices are the Sobol sensitivity indices of an output.
type Indices struct {
	Mean     float64         // of the output
	Variance float64         // of the output; 0: it is constant and all indices are NaN
	First    []stat.Estimate // by axis: share of the variance that the axis explains alone
	Total    []stat.Estimate // by axis: share of the variance that involves the axis, alone or with others
}

// Sobol estimates the indices from a Saltelli design in dims dimensions: y holds blocks of dims+2
// outputs, A, B, and A with column k from B. With means over base points, after A. Saltelli et al.,
// Comput. Phys. Commun. 181 (2010), pp. 259-270, table 2 (b) and (f):
//
//	first order  S_k = mean of y_B (y_ABk - y_A) / V    (Saltelli et al.)
//	total        T_k = mean of (y_A - y_ABk)^2 / 2V     (Jansen 1999)
//
// Outputs are centered with the mean of A and B first, in every resample anew. This removes a term of
// S_k whose expectation is 0 and whose noise, mean(y) times that of mean(y_ABk - y_A), can exceed
// all other noise (after A. B. Owen, "Better estimation of small Sobol' sensitivity indices", ACM TOMACS
// 23 (2013), 11). V is the variance of A and B together.
//
// The intervals assume independent base points. Estimates from a scrambled Sobol sequence are mostly
// much more accurate, so that their intervals are too wide rather than too narrow.
//
// It fails where y is not made of two or more whole blocks or has a value that is not finite.
func Sobol(y []float64, dims int, seed int64) (*Indices, error) {
	block := dims + 2
	if err := check(y, dims, block, "base points"); err != nil {
		return nil, err
	}
	all := moments(y, block)
	e := &estimator{
		units: len(y) / block, terms: 2 + 3*dims,
		of: func(base int, t []float64) {
			at := y[base*block : (base+1)*block]
			a, b := at[0]-all.Mean, at[1]-all.Mean
			t[0], t[1] = (a+b)/2, (float64(a*a)+float64(b*b))/2
			for k := range dims {
				moved := at[2+k] - at[0]
				t[2+3*k], t[3+3*k], t[4+3*k] = b*moved, moved, moved*moved
			}
		},
		estimate: func(m []float64) []float64 {
			variance := m[1] - float64(m[0]*m[0])
			if variance <= flat*all.Variance {
				variance = math.NaN()
			}
			list := make([]float64, 2*dims)
			for k := range dims {
				list[k] = (m[2+3*k] - float64(m[0]*m[3+3*k])) / variance
				list[dims+k] = m[4+3*k] / (2 * variance)
			}
			return list
		},
	}
	list := e.indices(seed)
	all.First, all.Total = list[:dims], list[dims:]
	return all, nil
}

// flat is the share of the variance up to which that of a resample is rounding error.
const flat = 1e-12

// moments are mean and variance of the outputs A and B, in two passes. The variance of a constant
// output is exactly 0.
func moments(y []float64, block int) *Indices {
	n, m := float64(2*(len(y)/block)), &Indices{}
	same := true
	for i := 0; i < len(y); i += block {
		m.Mean += (y[i] + y[i+1]) / n
		same = same && y[i] == y[0] && y[i+1] == y[0]
	}
	if same {
		m.Mean = y[0]
		return m
	}
	for i := 0; i < len(y); i += block {
		a, b := y[i]-m.Mean, y[i+1]-m.Mean
		m.Variance += (float64(a*a) + float64(b*b)) / n
	}
	return m
}
