package emergence

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// steps is a monotone function known at some points. Between two of them it is the mean of their values, whatever the
// distances, so that only the order of x matters.
type steps struct{ x, y, weight []float64 }

// fitSteps fits isotonic regression to points in ascending order of x.
func (c *cloud) fitSteps(x []float64, order []int, use func(i int) bool) *steps {
	s := &steps{}
	for _, i := range order {
		if !use(i) {
			continue
		}
		y := c.points[i].Score
		if n := len(s.x); n > 0 && s.x[n-1] == x[i] {
			s.weight[n-1]++
			s.y[n-1] += (y - s.y[n-1]) / s.weight[n-1]
			continue
		}
		s.x, s.y, s.weight = append(s.x, x[i]), append(s.y, y), append(s.weight, 1)
	}
	f := stat.NewIsotonic(len(s.y))
	f.Set(s.y, s.weight)
	s.y = f.Fit
	return s
}

// at is the value at x; NaN outside the known points.
func (s *steps) at(x float64) float64 {
	i, found := slices.BinarySearch(s.x, x)
	switch {
	case found:
		return s.y[i]
	case i == 0 || i == len(s.x):
		return math.NaN()
	}
	return (s.y[i-1] + s.y[i]) / 2
}

// leaveOut predicts the points of every fold from the other folds by isotonic regression on values. It clears compared
// for points outside the range of the others.
func (c *cloud) leaveOut(values []float64, compared []bool) []float64 {
	fold, order := c.folds(), ascending(values)
	predicted := make([]float64, len(values))
	for f := range fold[len(fold)-1] + 1 {
		s := c.fitSteps(values, order, func(i int) bool { return fold[i] != f })
		for i := range values {
			if fold[i] == f {
				predicted[i] = s.at(values[i])
				compared[i] = compared[i] && !math.IsNaN(predicted[i])
			}
		}
	}
	return predicted
}

// inSample predicts the compared points by isotonic regression on a predictor, fitted to these points.
func (c *cloud) inSample(of func(Checkpoint) float64, compared []bool) []float64 {
	values := c.values(of)
	s := c.fitSteps(values, ascending(values), func(i int) bool { return compared[i] })
	for i, x := range values {
		values[i] = s.at(x)
	}
	return values
}
