package transitions

import "math"

// dip is the greatest distance between the empirical distribution of ascending values and the nearest unimodal one, at
// least 1/(2n): J. A. Hartigan and P. M. Hartigan, Ann. Stat. 13 (1985), pp. 70-84, algorithm of section 5. A mode may be
// a single value that recurs.
func dip(sorted []float64) float64 {
	d := newDistribution(sorted)
	distance := 1 / float64(len(sorted))
	for first, last := 0, len(d.x)-1; first < last; {
		below, above := hull(first, last, d.x, d.before, 1), hull(first, last, d.x, d.after, -1)
		apart, left, right := d.widest(below, above)
		if apart <= distance {
			break
		}
		for i := first; i < left; i++ {
			distance = max(distance, d.after[i]-d.on(below, d.before, i))
		}
		for i := right + 1; i <= last; i++ {
			distance = max(distance, d.on(above, d.after, i)-d.before[i])
		}
		if left == first && right == last {
			break
		}
		first, last = left, right
	}
	return distance / 2
}

// distribution is an empirical distribution: its different values, and the share of all values before and up to each.
type distribution struct{ x, before, after []float64 }

func newDistribution(sorted []float64) *distribution {
	d := &distribution{}
	n := float64(len(sorted))
	for i, x := range sorted {
		if i == 0 || x != sorted[i-1] {
			d.x, d.before, d.after = append(d.x, x), append(d.before, float64(i)/n), append(d.after, 0)
		}
		d.after[len(d.after)-1] = float64(i+1) / n
	}
	return d
}

// hull returns the corners of the greatest convex minorant of points first to last (side 1), or of their least concave
// majorant (side -1).
func hull(first, last int, x, y []float64, side float64) []int {
	var corners []int
	for i := first; i <= last; i++ {
		for n := len(corners); n > 1; n = len(corners) {
			a, b := corners[n-2], corners[n-1]
			if side*((y[b]-y[a])*(x[i]-x[a])-(y[i]-y[a])*(x[b]-x[a])) < 0 {
				break
			}
			corners = corners[:n-1]
		}
		corners = append(corners, i)
	}
	return corners
}

// on is the height at value i of the line through corners.
func (d *distribution) on(corners []int, y []float64, i int) float64 {
	k := 1
	for k < len(corners)-1 && corners[k] < i {
		k++
	}
	a, b := corners[k-1], corners[k]
	return y[a] + (y[b]-y[a])*(d.x[i]-d.x[a])/(d.x[b]-d.x[a])
}

// widest is the greatest distance between the two hulls, at a corner of either: left is the corner of the minorant there
// or next to it, right that of the majorant. The mode lies between them.
func (d *distribution) widest(below, above []int) (apart float64, left, right int) {
	apart = math.Inf(-1)
	j := 0
	for _, i := range below {
		for above[j] < i {
			j++
		}
		if gap := d.on(above, d.after, i) - d.before[i]; gap > apart {
			apart, left, right = gap, i, above[j]
		}
	}
	j = len(below) - 1
	for k := len(above) - 1; k >= 0; k-- {
		i := above[k]
		for below[j] > i {
			j--
		}
		if gap := d.after[i] - d.on(below, d.before, i); gap >= apart {
			apart, left, right = gap, below[j], i
		}
	}
	return apart, left, right
}
