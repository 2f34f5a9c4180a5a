package emergence

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// steps is a monotone function known at some points. Between two of them it is the mean of their values, whatever the
// distances, so that only the order of x matters.
type steps struct {
	x, y           []float64
	scores, weight []float64 // means by x, and the number of points that they are of
	fit            *stat.Isotonic
}

// newSteps has room for n points.
func newSteps(n int) *steps {
	all := make([]float64, 3*n)
	return &steps{x: all[:0:n], scores: all[n : n : 2*n], weight: all[2*n : 2*n], fit: stat.NewIsotonic(n)}
}

// set fits isotonic regression to the points of a cloud that are used, in ascending order of x.
func (s *steps) set(c *cloud, x []float64, order []int, use func(i int) bool) {
	s.x, s.scores, s.weight = s.x[:0], s.scores[:0], s.weight[:0]
	for _, i := range order {
		if !use(i) {
			continue
		}
		y := c.points[i].Score
		if n := len(s.x); n > 0 && s.x[n-1] == x[i] {
			s.weight[n-1]++
			s.scores[n-1] += (y - s.scores[n-1]) / s.weight[n-1]
			continue
		}
		s.x, s.scores, s.weight = append(s.x, x[i]), append(s.scores, y), append(s.weight, 1)
	}
	s.fit.Set(s.scores, s.weight)
	s.y = s.fit.Fit[:len(s.x)]
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

// leaveOut predicts the points of every fold from the other folds by isotonic regression on values, whose ascending order is
// given. It clears compared for points outside the range of the others.
func (c *cloud) leaveOut(values []float64, order []int, compared []bool) []float64 {
	fold := c.folds()
	predicted, s := make([]float64, len(values)), newSteps(len(values))
	for f := range fold[len(fold)-1] + 1 {
		s.set(c, values, order, func(i int) bool { return fold[i] != f })
		for i := range values {
			if fold[i] == f {
				predicted[i] = s.at(values[i])
				compared[i] = compared[i] && !math.IsNaN(predicted[i])
			}
		}
	}
	return predicted
}

// inSample predicts the compared points by isotonic regression on values, whose ascending order is given, fitted to these
// points. The predictions take the place of the values.
func (c *cloud) inSample(values []float64, order []int, compared []bool) []float64 {
	s := newSteps(len(values))
	s.set(c, values, order, func(i int) bool { return compared[i] })
	for i, x := range values {
		values[i] = s.at(x)
	}
	return values
}
