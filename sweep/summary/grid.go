package summary

import (
	"cmp"
	"slices"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// maxTallied is the largest number of points that are tallied one by one.
const maxTallied = 10_000

// grid numbers the points of a design that states them: the product of the axes, the last one fastest, or
// a list. It has no points for other designs and for large ones.
type grid struct {
	design  scenarios.Design
	axes    []output.Axis
	strides []int // between neighbours along each axis of a product
	points  int   // to tally, 0: none
	seeds   int64
}

func newGrid(m *output.Manifest) *grid {
	g := &grid{design: m.Design, axes: m.Axes, seeds: max(1, m.Seeds)}
	if !g.stated() {
		return g
	}
	g.strides, g.points = make([]int, len(m.Axes)), 1
	for i := len(m.Axes) - 1; i >= 0; i-- {
		g.strides[i] = g.points
		if g.points *= len(m.Axes[i].Values); g.design == scenarios.PointList {
			g.points = len(m.Axes[i].Values)
		}
		if g.points > maxTallied {
			g.points = 0
			break
		}
	}
	return g
}

// stated is whether the design states its points instead of drawing or searching them.
func (g *grid) stated() bool { return g.design == scenarios.Grid || g.design == scenarios.PointList }

// pointOf is the point of a run.
func (g *grid) pointOf(run int64) int { return int(run/g.seeds) % g.points }

// values are the axes' values at a point, as people read them.
func (g *grid) values(point int) []any {
	values := make([]any, len(g.axes))
	for i, a := range g.axes {
		if g.design == scenarios.PointList {
			values[i] = a.Shown(a.Values[point])
		} else {
			values[i] = a.Shown(a.Values[point/g.strides[i]%len(a.Values)])
		}
	}
	return values
}

func (g *grid) paths() []string {
	paths := make([]string, len(g.axes))
	for i, a := range g.axes {
		paths[i] = a.Path
	}
	return paths
}

// others are all but one of the axes.
func others[T any](axes []T, but int) []T { return slices.Concat(axes[:but], axes[but+1:]) }

// scale is the values of an axis as numbers, NaN for the word of an integer key; nil if one is not a number or there are fewer than two.
func (g *grid) scale(axis int) []float64 {
	a := &g.axes[axis]
	numbers, found := make([]float64, len(a.Values)), 0
	for i, v := range a.Values {
		x := scenarios.Number(a.Shown(v))
		if x == x {
			found++
		} else if a.Shown(v) != a.Word {
			return nil
		}
		numbers[i] = x
	}
	if found < 2 {
		return nil
	}
	return numbers
}

// ascending is the indices of a scale in the order of its values. It leaves out NaN.
func ascending(scale []float64) []int {
	var order []int
	for i, x := range scale {
		if x == x {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(scale[a], scale[b]) })
	return order
}
