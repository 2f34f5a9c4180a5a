package designs

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// field is a set of labelled points in the unit square, sorted and without repetitions,
// with an index by square buckets.
type field struct {
	points  [][2]float64
	labels  []string
	side    int     // buckets along a side of the square
	buckets [][]int // indices of the points of each bucket, row by row
}

func newField(points [][2]float64, labels []string) *field {
	order := make([]int, len(points))
	for i := range order {
		order[i] = i
	}
	compare := func(i, j int) int {
		return cmp.Or(comparePoints(points[i], points[j]), strings.Compare(labels[i], labels[j]))
	}
	slices.SortFunc(order, compare)
	order = slices.CompactFunc(order, func(i, j int) bool { return compare(i, j) == 0 })

	f := &field{side: int(math.Sqrt(float64(len(order)))) + 1}
	f.buckets = make([][]int, f.side*f.side)
	for n, i := range order {
		f.points, f.labels = append(f.points, points[i]), append(f.labels, labels[i])
		column, row := f.bucket(points[i])
		f.buckets[row*f.side+column] = append(f.buckets[row*f.side+column], n)
	}
	return f
}

func (f *field) bucket(p [2]float64) (column, row int) {
	last := f.side - 1
	return min(int(p[0]*float64(f.side)), last), min(int(p[1]*float64(f.side)), last)
}

// ring appends to list the points whose buckets are distance buckets away from the
// bucket of p, by the larger of the two coordinate differences.
func (f *field) ring(list []int, p [2]float64, distance int) []int {
	column, row := f.bucket(p)
	for r := max(row-distance, 0); r <= min(row+distance, f.side-1); r++ {
		step := 2 * distance
		if r == row-distance || r == row+distance || distance == 0 {
			step = 1
		}
		for c := column - distance; c <= column+distance; c += step {
			if c >= 0 && c < f.side {
				list = append(list, f.buckets[r*f.side+c]...)
			}
		}
	}
	return list
}
