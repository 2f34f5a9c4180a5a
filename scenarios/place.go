package scenarios

import (
	"math"
	"slices"
)

// At is the value at a position on the axis, from 0 to 1, both included. Listed values have equal shares of the axis.
// It serves designs on levels: if these are a multiple of n, each of n values takes equally many.
func (a *Axis) At(position float64) any {
	if a.Range != nil {
		return a.Range.at(position)
	}
	return a.listed(position)
}

// Draw is the value at a uniform random number from 0 to 1, exclusive. Listed values are equally likely. So are the
// integers of a linear range; those of a log range have weight ln((n+1)/n).
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

// Position is where a value stands on the axis, from 0 at the first to 1 at the last, listed values at equal distances.
// It is the inverse of At, and NaN for a value that is not listed.
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
