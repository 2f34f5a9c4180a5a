package scenarios

import (
	"math"
	"slices"
)

// At is the value at a position of the axis, from 0 to 1, as designs on levels take it. Listed values
// have equal shares of the axis: n of them equally many of any multiple of n levels, both ends included.
func (a *Axis) At(position float64) any {
	if a.Range != nil {
		return a.Range.at(position)
	}
	return a.listed(position)
}

// Draw is the value at a uniform draw from 0 to 1, exclusive. Listed values are equally likely, and so
// are the whole numbers of an integer key; see Range.draw.
func (a *Axis) Draw(u float64) any {
	if a.Range != nil {
		return a.Range.draw(u)
	}
	return a.listed(u)
}

func (a *Axis) listed(part float64) any {
	n := len(a.Values)
	return a.Values[min(int(part*float64(n)), n-1)]
}

// Position is where a value stands on the axis: from 0 at the first to 1 at the last, listed values at
// equal distances. At gives the value back. It is NaN for a value that the axis does not have.
func (a *Axis) Position(value any) float64 {
	if a.Range != nil {
		return a.Range.Part(Number(value))
	}
	i := slices.Index(a.Values, value)
	if i < 0 {
		return math.NaN()
	}
	return float64(i) / float64(max(1, len(a.Values)-1))
}
