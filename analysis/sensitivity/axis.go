package sensitivity

import (
	"cmp"
	"slices"
)

// Axis is what one axis was at each point of a table.
type Axis struct {
	X      []float64 // positions on an ordered axis, or numbers of words from 0 on
	Listed bool      // X numbers words, whose order means nothing
}

// order sorts the points along the axis. Points at one place keep their order.
func (a Axis) order() []int {
	order := make([]int, len(a.X))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(a.X[i], a.X[j]) })
	return order
}

// slices divides the points into at most count slices of about equal size, by their place on the axis. Points at
// one place are in one slice. Every word is a slice of its own.
func (a Axis) slices(order []int, count int) (of []int, n int) {
	of = make([]int, len(order))
	for rank, i := range order {
		if rank > 0 {
			before := order[rank-1]
			apart := a.X[i] != a.X[before]
			if apart && (a.Listed || rank*count/len(order) > of[before] && rank*count/len(order) >= n) {
				n++
			}
		}
		of[i] = n
	}
	return of, n + 1
}
