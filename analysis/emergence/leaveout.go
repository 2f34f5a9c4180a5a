package emergence

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// steps is a monotone function known at some points; between two it is taken
// half-way, whatever their distance, so that only order matters.
type steps struct{ x, y, weight []float64 }

// add takes points in ascending order of x.
func (s *steps) add(x, y float64) {
	if n := len(s.x); n > 0 && s.x[n-1] == x {
		s.weight[n-1]++
		s.y[n-1] += (y - s.y[n-1]) / s.weight[n-1]
		return
	}
	s.x, s.y, s.weight = append(s.x, x), append(s.y, y), append(s.weight, 1)
}

func (s *steps) fit() {
	f := stat.NewIsotonic(len(s.y))
	f.Set(s.y, s.weight)
	s.y = f.Fit
}

func (s *steps) at(x float64) float64 {
	i, _ := slices.BinarySearch(s.x, x)
	return s.near(x, i)
}

// near is the value at x, the first point not below which is number i.
func (s *steps) near(x float64, i int) float64 {
	switch {
	case i < len(s.x) && s.x[i] == x:
		return s.y[i]
	case i == 0 || i == len(s.x):
		return math.NaN()
	}
	return (s.y[i-1] + s.y[i]) / 2
}

// ascending is the order of the points by a value of theirs.
func (c *cloud) ascending(values []float64) []int {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		switch a, b := values[i], values[j]; {
		case a < b:
			return -1
		case a > b:
			return 1
		}
		return i - j
	})
	return order
}

// leaveOut predicts the points of every fold from the others by isotonic
// regression on values. Points beyond the values of the others cannot be
// compared any more.
func (c *cloud) leaveOut(values []float64, fold []int, compared []bool) []float64 {
	order := c.ascending(values)
	predicted := make([]float64, len(values))
	for f := range fold[len(fold)-1] + 1 {
		s := &steps{}
		for _, i := range order {
			if fold[i] != f {
				s.add(values[i], c.points[i].Score)
			}
		}
		s.fit()
		next := 0
		for _, i := range order {
			if fold[i] == f {
				for next < len(s.x) && s.x[next] < values[i] {
					next++
				}
				predicted[i] = s.near(values[i], next)
				compared[i] = compared[i] && !math.IsNaN(predicted[i])
			}
		}
	}
	return predicted
}

// bySize fits the compared points by size.
func (c *cloud) bySize(compared []bool) []float64 {
	s := &steps{}
	for i, p := range c.points { // by size already
		if compared[i] {
			s.add(p.Size, p.Score)
		}
	}
	s.fit()
	predicted := make([]float64, len(c.points))
	for i, p := range c.points {
		predicted[i] = s.at(p.Size)
	}
	return predicted
}

// inSample is the share that loss explains of the compared points it is fitted to.
func (c *cloud) inSample(compared []bool) float64 {
	gains := c.gains()
	s := &steps{}
	for _, i := range c.ascending(gains) {
		if compared[i] {
			s.add(gains[i], c.points[i].Score)
		}
	}
	s.fit()
	predicted := make([]float64, len(c.points))
	for i := range predicted {
		predicted[i] = s.at(gains[i])
	}
	return c.residuals([][]float64{predicted}, compared).shares(nil)[0]
}
