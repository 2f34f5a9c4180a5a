package sensitivity

import (
	"fmt"
	"math"

	"github.com/circsim/circsim/analysis/stat"
)

// Effects summarize Morris's elementary effects by axis, in units of the output per whole range of the
// axis.
type Effects struct {
	Mu     []stat.Estimate // mean effect
	MuStar []stat.Estimate // mean absolute effect
	Sigma  []stat.Estimate // standard deviation of the effect: nonlinearity, or interaction with other axes
}

// Morris takes the elementary effects (y_i - y_{i-1}) / delta of trajectories of dims+1 outputs each,
// where move(i) is the axis along which point i of the design has moved, and the signed share of its
// range: M. D. Morris, Technometrics 33 (1991), pp. 161-174; MuStar after F. Campolongo,
// J. Cariboni and A. Saltelli, Environ. Model. Softw. 22 (2007), pp. 1509-1518. It fails where y is
// not made of two or more whole trajectories or has a value that is not finite, and where a trajectory
// does not move along every axis once.
func Morris(y []float64, dims int, move func(point int64) (axis int, delta float64), seed int64) (*Effects, error) {
	block := dims + 1
	if err := check(y, dims, block, "trajectories"); err != nil {
		return nil, err
	}
	effects, mean, err := elementary(y, dims, move)
	if err != nil {
		return nil, err
	}
	n := len(y) / block
	e := &estimator{
		units: n, terms: 3 * dims,
		of: func(t int, terms []float64) {
			for k, effect := range effects[t*dims : (t+1)*dims] {
				off := effect - mean[k]
				terms[3*k], terms[3*k+1], terms[3*k+2] = off, off*off, math.Abs(effect)
			}
		},
		estimate: func(m []float64) []float64 {
			list := make([]float64, 3*dims)
			for k := range dims {
				variance := (m[3*k+1] - float64(m[3*k]*m[3*k])) * float64(n) / float64(n-1)
				list[k], list[dims+k], list[2*dims+k] = mean[k]+m[3*k], m[3*k+2], math.Sqrt(max(0, variance))
			}
			return list
		},
	}
	list := e.indices(seed)
	return &Effects{list[:dims], list[dims : 2*dims], list[2*dims:]}, nil
}

// elementary are the effects by trajectory, then axis, and their means by axis. They are centered with
// the means before they are squared.
func elementary(y []float64, dims int, move func(point int64) (int, float64)) (effects, mean []float64, err error) {
	block := dims + 1
	n := len(y) / block
	effects, mean = make([]float64, n*dims), make([]float64, dims)
	for t := range n {
		for moved := map[int]bool{}; len(moved) < dims; {
			i := t*block + len(moved) + 1
			axis, delta := move(int64(i))
			if axis < 0 || axis >= dims || moved[axis] || delta == 0 {
				return nil, nil, fmt.Errorf("point %d moves by %g along axis %d, expected a move along another axis", i, delta, axis)
			}
			moved[axis] = true
			effects[t*dims+axis] = (y[i] - y[i-1]) / delta
			mean[axis] += effects[t*dims+axis] / float64(n)
		}
	}
	return effects, mean, nil
}
