package transitions

import (
	"math"
	"slices"
)

// linesMeet is log10 of the point where a meets b, coming from above or from below.
func linesMeet(a, b Boundary, n int, above bool) (x, y float64) {
	walk := finite(apart(a, b, n))
	if !above {
		negate(walk)
	}
	x = zero(walk)
	return x, a.height(n, x)
}

// zero is where a walk that begins on the positive side leaves it; -Inf or +Inf beyond its ends.
func zero(walk []step) float64 {
	switch k := leave(walk, math.Inf(1)); k {
	case 0:
		return math.Inf(-1)
	case len(walk):
		return math.Inf(1)
	default:
		return between(walk, k).at
	}
}

// height interpolates log10 Y of the boundary at a log10 X; NaN outside the points where Y is known.
func (b Boundary) height(n int, x float64) float64 {
	var before *trace
	for i := range b.line {
		t := &b.line[i]
		if math.IsInf(t.in(n), 0) {
			continue
		}
		if before != nil && before.x <= x && x <= t.x {
			return before.in(n) + (t.in(n)-before.in(n))*(x-before.x)/(t.x-before.x)
		}
		before = t
	}
	return math.NaN()
}

// afar is the distance from the runs, in decades, beyond which power laws count as not meeting.
const afar = 3

// lawsMeet is log10 of the point where the power laws of a and b meet.
func lawsMeet(a, b Boundary, n int) (x, y float64) {
	slopeA, offsetA := a.law(n)
	slopeB, offsetB := b.law(n)
	x = (offsetB - offsetA) / (slopeA - slopeB)
	low, high := math.Inf(1), math.Inf(-1)
	for _, t := range slices.Concat(a.line, b.line) {
		low, high = min(low, t.x), max(high, t.x)
	}
	switch {
	case x < low-afar:
		return math.Inf(-1), math.NaN()
	case x > high+afar:
		return math.Inf(1), math.NaN()
	}
	return x, offsetA + slopeA*x
}
