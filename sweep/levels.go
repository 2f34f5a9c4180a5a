package sweep

import (
	"fmt"

	"github.com/circsim/circsim/scenarios"
)

// maxLevels is the largest number of levels that a scenario may ask for.
const maxLevels = 1000

// checkLevels refuses a Morris design whose levels do not suit an axis: listed values need equally many
// levels each, which they have where their number divides that of the levels, and every move must
// change the value, also where it is rounded.
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
		place := func(level int64) any { return axis.At(float64(level) / float64(levels-1)) }
		for low := range levels / 2 {
			if high := low + levels/2; place(low) == place(high) {
				return s.Fault(at, "%s is %v at level %d and at level %d of %d, so that a move between them is none, expected fewer levels (sweep.levels) or a wider range", axis.Path, place(low), low+1, high+1, levels)
			}
		}
	}
	return nil
}

// suitable names the least number of levels that suits all lists.
func suitable(axes []scenarios.Axis) string {
	levels := 2
	for _, axis := range axes {
		if n := len(axis.Values); n > 0 {
			levels *= n / divisor(levels, n)
		}
		if levels > maxLevels {
			return "fewer values"
		}
	}
	return fmt.Sprintf("sweep.levels to be %d", levels)
}

// divisor is the greatest common one.
func divisor(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
