package transitions

import "math"

// turn is an extremum by the index of its scale, with those of the opposite extrema, or ends, on either side.
type turn struct {
	peak            bool
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
			from = c.extreme(from, j, -sign)
			if way != 0 {
				list = append(list, turn{peak: sign < 0, at: from})
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
		t.at = c.extreme(low, high, t.sign())
	}
	for k := range list {
		t := &list[k]
		t.left, t.right = c.extreme(0, t.at, -t.sign()), c.extreme(t.at, len(c.x)-1, -t.sign())
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

func (t turn) sign() float64 {
	if t.peak {
		return 1
	}
	return -1
}

// extreme is the index of the scale from first to last with the greatest sign * mean.
func (c *contrasts) extreme(first, last int, sign float64) int {
	best := first
	for i := first; i <= last; i++ {
		if sign*c.mean[i] > sign*c.mean[best] {
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
			rise := t.sign() * c.t[i][j]
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

// best is the peak or valley whose less significant side is the most significant; not ok if the curve has none.
func (c *contrasts) best() (best turn, ok bool) {
	most := 0.0
	for at := 1; at < len(c.x)-1; at++ {
		for _, peak := range []bool{true, false} {
			t := turn{peak: peak, at: at}
			up, down := 0.0, 0.0
			for i := range at {
				up = max(up, t.sign()*c.t[i][at])
			}
			for j := at + 1; j < len(c.x); j++ {
				down = max(down, -t.sign()*c.t[at][j])
			}
			if side := min(up, down); side > most {
				most, best, ok = side, t, true
			}
		}
	}
	if !ok {
		return turn{}, false
	}
	best.left, best.right = c.extreme(0, best.at, -best.sign()), c.extreme(best.at, len(c.x)-1, -best.sign())
	best.at = c.extreme(best.left, best.right, best.sign())
	best.p = math.NaN()
	if c.null != nil {
		best.p = c.null.p(most)
	}
	return best, true
}
