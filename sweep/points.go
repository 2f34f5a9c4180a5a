package sweep

import (
	"fmt"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/designs"
)

// plannedPoints gives the points of a design that is not adaptive.
func plannedPoints(s *scenarios.Scenario) (func(i int64) []any, error) {
	switch s.Sweep.Design {
	case scenarios.Grid:
		return gridPoints(s.Sweep.Axes), nil
	case scenarios.PointList:
		return listPoints(s.Sweep.Axes), nil
	case scenarios.Morris:
		return morrisPoints(s)
	}
	return sampledPoints(&s.Sweep)
}

// gridPoints is the Cartesian product of the axes in file order. The last axis varies fastest.
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

// listPoints combines the i-th values of all axes.
func listPoints(axes []scenarios.Axis) func(i int64) []any {
	return func(i int64) []any {
		values := make([]any, len(axes))
		for k := range axes {
			values[k] = axes[k].Values[i]
		}
		return values
	}
}

func morrisPoints(s *scenarios.Scenario) (func(i int64) []any, error) {
	if err := checkLevels(s); err != nil {
		return nil, err
	}
	axes := s.Sweep.Axes
	sample, err := designs.NewMorris(len(axes), s.Sweep.Levels, s.Sweep.DesignSeed)
	if err != nil {
		return nil, err
	}
	return func(i int64) []any { return valuesAt(axes, sample.Point(i)) }, nil
}

// sampledPoints gives the points of a design whose points are uniform in the unit cube.
func sampledPoints(s *scenarios.Sweep) (func(i int64) []any, error) {
	var sample interface{ Point(i int64) []float64 }
	var err error
	switch dims := len(s.Axes); s.Design {
	case scenarios.LatinHypercube:
		cube := designs.LatinHypercube(int(s.Points), dims, s.DesignSeed)
		return func(i int64) []any { return valuesOfDraws(s.Axes, cube[i]) }, nil
	case scenarios.Saltelli:
		sample, err = designs.NewSaltelli(dims, s.DesignSeed)
	case scenarios.Sobol:
		sample, err = designs.NewSobol(dims, s.DesignSeed)
	default:
		err = fmt.Errorf("design %s has no points", s.Design)
	}
	if err != nil {
		return nil, err
	}
	return func(i int64) []any { return valuesOfDraws(s.Axes, sample.Point(i)) }, nil
}

// valuesAt gives the axis values at a place of the closed unit cube, whose sides are the ends of the
// axes.
func valuesAt(axes []scenarios.Axis, at []float64) []any {
	values := make([]any, len(axes))
	for k := range axes {
		values[k] = axes[k].At(at[k])
	}
	return values
}

// valuesOfDraws gives the axis values of uniform draws from the open unit cube.
func valuesOfDraws(axes []scenarios.Axis, draws []float64) []any {
	values := make([]any, len(axes))
	for k := range axes {
		values[k] = axes[k].Draw(draws[k])
	}
	return values
}
