package sweep

import (
	"fmt"
	"testing"
)

// Designs that are uniform in the cube take every integer of a range equally often, up to rounding and
// one point.
func TestWholeNumbersAreTakenEquallyOften(t *testing.T) {
	for _, c := range []struct {
		name          string
		points, block int64 // runs of a base point
	}{{"latin-hypercube", 96, 1}, {"sobol", 64, 1}, {"saltelli", 64, 4}} {
		plan, err := NewPlan(design(t, fmt.Sprintf(`  design: %s
  points: %d
  axes:
    - {path: tasks.first.generalization.depth, linear: {from: 2, to: 4}}
    - {path: training.weight_decay, linear: {from: 0, to: 1}}
`, c.name, c.points)))
		if err != nil {
			t.Fatal(err)
		}
		times := map[any]int64{}
		for base := range c.points {
			times[plan.Point(base * c.block).Values[0]]++
		}
		for depth := int64(2); depth <= 4; depth++ {
			if n := times[depth]; n < c.points/3-1 || n > c.points/3+2 {
				t.Errorf("%s: depth %d in %d of %d points", c.name, depth, n, c.points)
			}
		}
	}
}
