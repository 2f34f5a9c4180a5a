package summary

import (
	"iter"
	"math"
)

// line is a measure along one axis in ascending order, with the other axes fixed.
type line struct {
	at   []any // values of the other axes
	x, y []float64
}

// lines are the lines of a measure along an axis, one for every combination of the other axes that has
// values. They leave out points without a value.
func (g *grid) lines(axis int, measure []mean) iter.Seq[line] {
	return func(yield func(line) bool) {
		scale := g.scale(axis)
		if scale == nil {
			return
		}
		order := ascending(scale)
		n, stride := len(scale), g.strides[axis]
		for base := range g.points {
			if base/stride%n != 0 {
				continue // not the first point of its line
			}
			var l line
			for _, i := range order {
				if y := measure[base+i*stride].value(); !math.IsNaN(y) {
					l.x, l.y = append(l.x, scale[i]), append(l.y, y)
				}
			}
			if len(l.x) == 0 {
				continue
			}
			for i, v := range g.values(base) {
				if i != axis {
					l.at = append(l.at, v)
				}
			}
			if !yield(l) {
				return
			}
		}
	}
}
