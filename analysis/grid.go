package analysis

import (
	"slices"

	"github.com/circsim/circsim/output"
)

// grid numbers the points of a plan: the product of the axes, the last one fastest.
type grid struct {
	axes    []output.Axis
	strides []int // between neighbours along each axis
	points  int
	seeds   int64
}

func newGrid(m *output.Manifest) *grid {
	g := &grid{axes: m.Axes, strides: make([]int, len(m.Axes)), points: 1, seeds: max(1, m.Seeds)}
	for i := len(m.Axes) - 1; i >= 0; i-- {
		g.strides[i] = g.points
		g.points *= len(m.Axes[i].Values)
	}
	return g
}

// pointOf is the point of a run.
func (g *grid) pointOf(run int64) int { return int(run/g.seeds) % g.points }

// values are the axes' values at a point.
func (g *grid) values(point int) []any {
	values := make([]any, len(g.axes))
	for i, a := range g.axes {
		values[i] = a.Values[point/g.strides[i]%len(a.Values)]
	}
	return values
}

// others are the paths of all axes but one.
func (g *grid) others(axis int) []string {
	var paths []string
	for i, a := range g.axes {
		if i != axis {
			paths = append(paths, a.Path)
		}
	}
	return paths
}

// scale is an axis's values as numbers; nil if they are none, or too few to compare.
func (g *grid) scale(axis int) []float64 {
	values := g.axes[axis].Values
	numbers := make([]float64, 0, len(values))
	for _, v := range values {
		switch x := v.(type) {
		case int64:
			numbers = append(numbers, float64(x))
		case float64:
			numbers = append(numbers, x)
		default:
			return nil
		}
	}
	if len(numbers) < 2 {
		return nil
	}
	return numbers
}

// ascending orders the indices of an axis's values.
func ascending(scale []float64) []int {
	order := make([]int, len(scale))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if scale[a] < scale[b] {
			return -1
		}
		return 1
	})
	return order
}
