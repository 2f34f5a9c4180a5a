package summary

import (
	"fmt"

	"github.com/circsim/circsim/analysis/sensitivity"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/designs"
)

// moves are those that the points of a Morris sweep have really made. They are not quite the design's
// where levels are rounded to whole numbers, and where values are listed.
type moves struct {
	design *designs.Morris
	axes   []scenarios.Axis
	before []any     // values of the point before
	deltas []float64 // by point, as parts of the axis that moved
}

// add takes the values of a point, after those of all points before it.
func (m *moves) add(point int64, values []any) {
	delta := 0.0
	if axis, _ := m.design.Move(point); axis >= 0 && m.before != nil {
		a := &m.axes[axis]
		delta = a.Position(values[axis]) - a.Position(m.before[axis])
	}
	m.before, m.deltas = values, append(m.deltas, delta)
}

// of says how a point was moved to.
func (m *moves) of(point int64) (axis int, delta float64) {
	axis, _ = m.design.Move(point)
	return axis, m.deltas[point]
}

// effects are the elementary effects of outputs, by axis.
func (m *moves) effects(y []float64, seed int64) (*sensitivity.Effects, error) {
	for point := range int64(len(m.deltas)) {
		if axis, delta := m.of(point); axis >= 0 && (delta == 0 || delta != delta) {
			return nil, fmt.Errorf("point %d has not moved along %s, as design morris would have it, expected a sweep of this circsim", point, m.axes[axis].Path)
		}
	}
	return sensitivity.Morris(y, len(m.axes), m.of, seed)
}
