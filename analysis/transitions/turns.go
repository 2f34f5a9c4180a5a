package transitions

import "math"

// turn is an extremum by the index of its scale, with those of the opposite extrema, or ends, on either side.
type turn struct {
	sign            float64 // 1: peak, -1: valley
	at, left, right int
	p               float64
}

// turns follows the curve. It changes direction where a significant fall comes after a significant rise, or the other way
// round.
func (c *contrasts) turns(critical float64) []turn {
	var list []turn
	way, from := 0.0, 0
	for j := 1; j < len(c.x); j++ {
		for i := from; i < j; i++ {
			sign := math.Copysign(1, c.t[i][j])
			if math.Abs(c.t[i][j]) <= critical || sign == way {
				continue
			}
			// The new direction begins at the extremum in between: a valley if it goes up.
			from = extreme(c.mean, from, j, -sign)
			if way != 0 {
				list = append(list, turn{sign: -sign, at: from})
			}
			way = sign
			break
		}
	}
	for k := range list {
		t := &list[k]
		low, high := 0, len(c.x)-1
		if k > 0 {
			low = list[k-1].at
		}
		if k+1 < len(list) {
			high = list[k+1].at
		}
		t.at = extreme(c.mean, low, high, t.sign)
	}
	for k := range list {
		t := &list[k]
		t.left, t.right = extreme(c.mean, 0, t.at, -t.sign), extreme(c.mean, t.at, len(c.x)-1, -t.sign)
		if k > 0 {
			t.left = list[k-1].at
		}
		if k+1 < len(list) {
			t.right = list[k+1].at
		}
		t.p = c.null.p(c.sides(*t))
	}
	return list
}

// extreme is the index from first to last with the greatest sign * mean.
func extreme(mean []float64, first, last int, sign float64) int {
	best := first
	for i := first; i <= last; i++ {
		if sign*mean[i] > sign*mean[best] {
			best = i
		}
	}
	return best
}

// sides is the largest t of the rise to a peak, or that of the fall from it, whichever is smaller.
func (c *contrasts) sides(t turn) float64 {
	up, down := 0.0, 0.0
	for i := t.left; i <= t.right; i++ {
		for j := i + 1; j <= t.right; j++ {
			rise := t.sign * c.t[i][j]
			if i < t.at {
				up = max(up, rise)
			}
			if j > t.at {
				down = max(down, -rise)
			}
		}
	}
	return min(up, down)
}
