package sweep

import (
	"github.com/circsim/circsim/designs"
	"github.com/circsim/circsim/scenarios"
)

// points are those of a design whose number is fixed.
func points(s *scenarios.Sweep) (func(i int64) []any, error) {
	switch s.Design {
	case scenarios.Grid:
		return gridPoints(s.Axes), nil
	case scenarios.PointList:
		return listPoints(s.Axes), nil
	}
	return sampled(s)
}

// gridPoints are the product of the axes in file order, the last axis fastest.
func gridPoints(axes []scenarios.Axis) func(i int64) []any {
	return func(i int64) []any {
		values := make([]any, len(axes))
		for k := len(axes) - 1; k >= 0; k-- {
			n := int64(len(axes[k].Values))
			values[k] = axes[k].Values[i%n]
			i /= n
		}
		return values
	}
}

// listPoints take the values of all axes at one place.
func listPoints(axes []scenarios.Axis) func(i int64) []any {
	return func(i int64) []any {
		values := make([]any, len(axes))
		for k := range axes {
			values[k] = axes[k].Values[i]
		}
		return values
	}
}

// sampled are the points of a design in the unit cube, laid over the axes.
func sampled(s *scenarios.Sweep) (func(i int64) []any, error) {
	var sample interface{ Point(i int64) []float64 }
	var err error
	switch dims := len(s.Axes); s.Design {
	case scenarios.LatinHypercube:
		cube := designs.LatinHypercube(int(s.Points), dims, s.DesignSeed)
		return func(i int64) []any { return laid(s.Axes, cube[i]) }, nil
	case scenarios.Morris:
		sample, err = designs.NewMorris(dims, s.Levels, s.DesignSeed)
	case scenarios.Saltelli:
		sample, err = designs.NewSaltelli(dims, s.DesignSeed)
	default:
		sample, err = designs.NewSobol(dims, s.DesignSeed)
	}
	if err != nil {
		return nil, err
	}
	return func(i int64) []any { return laid(s.Axes, sample.Point(i)) }, nil
}

// laid gives the axes their values at a point of the unit cube. Listed values
// have equal shares of their side.
func laid(axes []scenarios.Axis, at []float64) []any {
	values := make([]any, len(axes))
	for k, axis := range axes {
		if axis.Range != nil {
			values[k] = axis.Range.At(at[k])
			continue
		}
		n := len(axis.Values)
		values[k] = axis.Values[min(int(at[k]*float64(n)), n-1)]
	}
	return values
}
