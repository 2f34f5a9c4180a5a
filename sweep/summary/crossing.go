package summary

import "math"

// half is the test accuracy whose crossing marks a critical size.
const half = 0.5

// swing is the smallest reversal of mean test accuracy that counts as a turn.
const swing = 0.1

// Crossed is a line of the grid, with its crossings of one half and its turns.
type Crossed struct {
	At        []any // values of the other axes
	Crossings []Crossing
	// Turns are the first point, every local maximum or minimum from which accuracy reverses by a tenth
	// or more, such as the valley of double descent, and the last point.
	Turns []Turn
}

// Turn is a point of a line: a value of the axis and the mean test accuracy there.
type Turn struct{ X, Y float64 }

// Crossing is a pair of neighbouring points of a line on different sides of one half.
type Crossing struct {
	Low, High    float64 // values of the axis
	Before, Then float64 // mean test accuracy at Low and at High
}

// Up is whether accuracy rises along the axis.
func (c Crossing) Up() bool { return c.Then > c.Before }

// crossings brackets every crossing of one half.
func crossings(l line) Crossed {
	c := Crossed{At: l.at, Turns: turns(l)}
	for i := 1; i < len(l.y); i++ {
		if (l.y[i-1] < half) != (l.y[i] < half) {
			c.Crossings = append(c.Crossings, Crossing{l.x[i-1], l.x[i], l.y[i-1], l.y[i]})
		}
	}
	return c
}

// turns follows a line up and down. The furthest point in one direction is a turn once the line has come
// back from it by a swing.
func turns(l line) []Turn {
	list := []Turn{{l.x[0], l.y[0]}}
	furthest := list[0]
	way := 0.0 // 1 up, -1 down, 0 before the first swing
	for i := range l.x {
		p := Turn{l.x[i], l.y[i]}
		switch moved := p.Y - furthest.Y; {
		case way == 0 && math.Abs(moved) >= swing:
			way, furthest = math.Copysign(1, moved), p
		case way*moved > 0:
			furthest = p
		case way*moved <= -swing:
			list = append(list, furthest)
			way, furthest = -way, p
		}
	}
	return append(list, Turn{l.x[len(l.x)-1], l.y[len(l.y)-1]})
}

func (task *Task) addThreshold(t *tally, axis int) {
	threshold := Threshold{Axis: t.axes[axis].Path, Others: others(t.paths(), axis)}
	for l := range t.lines(axis, t.accuracy) {
		if len(l.x) > 1 {
			threshold.Lines = append(threshold.Lines, crossings(l))
		}
	}
	if len(threshold.Lines) > 0 {
		task.Thresholds = append(task.Thresholds, threshold)
	}
}
