package transitions

import "math"

// dip is the greatest distance between the distribution of ascending values and the nearest one that has a single hump,
// half of 1/n at least: J. A. Hartigan and P. M. Hartigan, Ann. Stat. 13 (1985), pp. 70-84, their algorithm of section 5. A
// hump may be a single value that recurs.
func dip(sorted []float64) float64 {
	d := newDistribution(sorted)
	distance := 1 / float64(len(sorted))
	for first, last := 0, len(d.x)-1; first < last; {
		below, above := d.minorant(first, last), d.majorant(first, last)
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

// distribution is an empirical one: different values, and the share of all before each and up to it.
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

// minorant is the corners of the greatest convex function below the distribution, from value first to last.
func (d *distribution) minorant(first, last int) []int {
	return hull(first, last, d.x, d.before, 1)
}

// majorant is the corners of the least concave function above it.
func (d *distribution) majorant(first, last int) []int {
	return hull(first, last, d.x, d.after, -1)
}

// hull is the corners of the points' lower hull, of the upper one where side is -1.
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

// widest is where the two hulls are furthest apart: the corner of either there and the one of the other that stands next to it,
// which is on its left for the minorant and on its right for the majorant. The hump lies between.
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
