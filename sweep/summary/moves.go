package summary

import (
	"fmt"

	"github.com/circsim/circsim/analysis/sensitivity"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/designs"
)

// moves are the actual moves between the points of a Morris sweep. They differ from the design's where
// levels are rounded to whole numbers and where values are listed.
type moves struct {
	design *designs.Morris
	axes   []scenarios.Axis
	before []any     // values of the previous point
	deltas []float64 // by point, as shares of the range of the axis
}

// add takes the values of a point, in the order of the points.
func (m *moves) add(point int64, values []any) {
	delta := 0.0
	if axis, _ := m.design.Move(point); axis >= 0 && m.before != nil {
		a := &m.axes[axis]
		delta = a.Position(values[axis]) - a.Position(m.before[axis])
	}
	m.before, m.deltas = values, append(m.deltas, delta)
}

// of is the move to a point.
func (m *moves) of(point int64) (axis int, delta float64) {
	axis, _ = m.design.Move(point)
	return axis, m.deltas[point]
}

// effects are the elementary effects of outputs, by axis.
func (m *moves) effects(y []float64, seed int64) (*sensitivity.Effects, error) {
	for point := range int64(len(m.deltas)) {
		if axis, delta := m.of(point); axis >= 0 && (delta == 0 || delta != delta) {
			return nil, fmt.Errorf("point %d has not moved along %s as design morris requires, expected a sweep of this circsim",
				point, m.axes[axis].Path)
		}
	}
	return sensitivity.Morris(y, len(m.axes), m.of, seed)
}
