package sweep

import (
	"fmt"
	"slices"

	"github.com/circsim/circsim/scenarios"
)

// maxLevels is the largest number of levels that a scenario may have.
const maxLevels = 1000

// checkLevels refuses a Morris design whose levels do not suit an axis. Each listed value needs
// equally many levels, so their number must divide the number of levels. On every axis, each move must
// change the value, even if values are rounded.
func checkLevels(s *scenarios.Scenario) error {
	levels := s.Sweep.Levels
	for k := range s.Sweep.Axes {
		axis := &s.Sweep.Axes[k]
		at := fmt.Sprintf("sweep.axes.%d", k)
		switch n := int64(len(axis.Values)); {
		case axis.Range == nil && n == 1:
			return s.Fault(at, "%s has one value, expected at least 2 for design morris", axis.Path)
		case axis.Range == nil && levels%n != 0:
			return s.Fault(at, "%s has %d values, which %d levels cannot take equally often, expected %s", axis.Path, n, levels, suitable(s.Sweep.Axes))
		}
		value := func(level int64) any { return axis.At(float64(level) / float64(levels-1)) }
		for low := range levels / 2 {
			if high := low + levels/2; value(low) == value(high) {
				return s.Fault(at, "%s is %v at both level %d and level %d of %d, so that a move between them changes nothing, expected fewer levels (sweep.levels) or a wider range", axis.Path, value(low), low+1, high+1, levels)
			}
		}
	}
	return nil
}

// suitable names the smallest number of levels that suits all lists of values.
func suitable(axes []scenarios.Axis) string {
	for levels := 2; levels <= maxLevels; levels += 2 {
		indivisible := func(axis scenarios.Axis) bool { n := len(axis.Values); return n > 0 && levels%n != 0 }
		if !slices.ContainsFunc(axes, indivisible) {
			return fmt.Sprintf("sweep.levels to be %d", levels)
		}
	}
	return "fewer values"
}
