package transitions

import (
	"math"
	"slices"

	"github.com/circsim/circsim/analysis/stat"
)

// Crossing is the point where two boundaries meet.
type Crossing struct {
	X, Y         stat.Estimate
	Extrapolated bool // whether only the power laws fitted to them meet, outside the runs
}

// Cross finds where two boundaries of the same plane meet, by linear interpolation in logs between the X at which both are
// known. Where one of them has left the runs before they meet, the crossing is only known to lie between two X.
// Otherwise it is where their power laws meet. Intervals come from the resamples of both boundaries, which are paired if
// both were found with the same Bootstrap in runs with the same seeds.
func Cross(a, b Boundary) Crossing {
	g := finite(apart(a, b, found))
	c := Crossing{Extrapolated: len(g) < 2 || (g[0].g > 0) == (g[len(g)-1].g > 0)}
	if c.Extrapolated {
		if c, ok := bracketed(a, b); ok {
			return c
		}
	}
	meet := func(n int) (x, y float64) {
		if c.Extrapolated {
			return lawsMeet(a, b, n)
		}
		return linesMeet(a, b, n, g[0].g > 0)
	}
	x, y := meet(found)
	if math.IsNaN(x) || math.IsInf(x, 0) {
		none := stat.Undefined("the boundaries do not meet")
		return Crossing{X: none, Y: none}
	}
	var xs, ys []float64
	for n := range min(a.resamples, b.resamples) {
		x, y := meet(n)
		xs, ys = append(xs, x), append(ys, y)
	}
	free := min(a.freedom(), b.freedom())
	c.X, c.Y = stat.WithSpread(x, xs, free).Pow10(), stat.WithSpread(y, ys, free).Pow10()
	return c
}

// bracketed is the crossing between two neighbouring X; ok if the boundaries change sides between these alone.
func bracketed(a, b Boundary) (c Crossing, ok bool) {
	walk := apart(a, b, found)
	at := -1
	for k := 1; k < len(walk); k++ {
		if (walk[k-1].g > 0) != (walk[k].g > 0) {
			if at >= 0 {
				return Crossing{}, false
			}
			at = k
		}
	}
	if at < 0 {
		return Crossing{}, false
	}
	const reason = "a boundary leaves the runs there"
	low, high := walk[at-1].t, walk[at].t
	c.X = stat.Estimate{Value: (low + high) / 2, Low: low, High: high, Reason: reason}.Pow10()
	for _, line := range []Boundary{a, b} {
		left, right := line.Y[line.index(low)], line.Y[line.index(high)]
		if !math.IsNaN(left.Value) && !math.IsNaN(right.Value) {
			c.Y = stat.Estimate{Value: math.Sqrt(left.Value * right.Value), Reason: reason}
			c.Y.Low, c.Y.High = min(left.Low, right.Low), max(left.High, right.High)
			return c, true
		}
	}
	c.Y = stat.Undefined("no boundary is known on both sides of the crossing")
	return c, true
}

// apart is the height of a above b by X, in log10 Y of resample n; infinite where one of them is beyond the runs.
func apart(a, b Boundary, n int) []step {
	var walk []step
	for i, j := 0, 0; i < len(a.line) && j < len(b.line); {
		s, t := a.line[i], b.line[j]
		switch {
		case s.x < t.x:
			i++
		case s.x > t.x:
			j++
		default:
			if d := s.in(n) - t.in(n); !math.IsNaN(d) {
				walk = append(walk, step{s.x, d})
			}
			i, j = i+1, j+1
		}
	}
	return walk
}

// finite leaves the steps at which both boundaries are known.
func finite(walk []step) []step {
	return slices.DeleteFunc(walk, func(s step) bool { return math.IsInf(s.g, 0) })
}

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
