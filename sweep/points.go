package sweep

import (
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/designs"
)

// points are those of a design whose number is fixed.
func points(s *scenarios.Scenario) (func(i int64) []any, error) {
	switch s.Sweep.Design {
	case scenarios.Grid:
		return gridPoints(s.Sweep.Axes), nil
	case scenarios.PointList:
		return listPoints(s.Sweep.Axes), nil
	case scenarios.Morris:
		return levelled(s)
	}
	return sampled(&s.Sweep)
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

// levelled are the points of a Morris design.
func levelled(s *scenarios.Scenario) (func(i int64) []any, error) {
	if err := checkLevels(s); err != nil {
		return nil, err
	}
	axes := s.Sweep.Axes
	sample, err := designs.NewMorris(len(axes), s.Sweep.Levels, s.Sweep.DesignSeed)
	if err != nil {
		return nil, err
	}
	return func(i int64) []any { return laid(axes, sample.Point(i)) }, nil
}

// sampled are the points of a design that is uniform in the unit cube.
func sampled(s *scenarios.Sweep) (func(i int64) []any, error) {
	var sample interface{ Point(i int64) []float64 }
	var err error
	switch dims := len(s.Axes); s.Design {
	case scenarios.LatinHypercube:
		cube := designs.LatinHypercube(int(s.Points), dims, s.DesignSeed)
		return func(i int64) []any { return drawn(s.Axes, cube[i]) }, nil
	case scenarios.Saltelli:
		sample, err = designs.NewSaltelli(dims, s.DesignSeed)
	default:
		sample, err = designs.NewSobol(dims, s.DesignSeed)
	}
	if err != nil {
		return nil, err
	}
	return func(i int64) []any { return drawn(s.Axes, sample.Point(i)) }, nil
}

// laid gives the axes their values at a place of the closed unit cube.
func laid(axes []scenarios.Axis, at []float64) []any {
	values := make([]any, len(axes))
	for k := range axes {
		values[k] = axes[k].At(at[k])
	}
	return values
}

// drawn gives the axes their values at uniform draws.
func drawn(axes []scenarios.Axis, draws []float64) []any {
	values := make([]any, len(axes))
	for k := range axes {
		values[k] = axes[k].Draw(draws[k])
	}
	return values
}
