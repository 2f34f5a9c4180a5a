package designs

import (
	"cmp"
	"slices"
)

// vertex is a corner of a Voronoi cell.
type vertex struct {
	at      [2]float64
	squared float64 // squared distance to the nearest points
}

// finest is the distance below which two positions count as one.
const finest = 1e-9

// borderVertices lists the vertices, within the square, of the Voronoi edges between
// points of different labels. It leaves out vertices nearer to these points than finest.
// A vertex may be listed more than once.
func borderVertices(f *field) []vertex {
	var list []vertex
	var near []int
	var region, spare cell
	for i, p := range f.points {
		near, region, spare = f.cell(p, near[:0], region, spare)
		for _, at := range region {
			v := vertex{at, squaredDistance(at, p)}
			if v.squared < finest*finest {
				continue
			}
			touches := func(k int) bool {
				// The cells of four points on one circle meet in one vertex, despite rounding.
				const rounding = 1 + 1e-9
				return f.labels[k] != f.labels[i] && f.points[k] != p &&
					squaredDistance(at, f.points[k]) <= v.squared*rounding
			}
			if slices.ContainsFunc(near, touches) {
				list = append(list, v)
			}
		}
	}
	return list
}

// cell gives the part of p's Voronoi cell that lies in the square, and appends to near
// the points whose cells may touch it. It looks at buckets in growing rings around p,
// until no point farther out can touch the cell. It reuses the memory of region and
// spare, and returns both.
func (f *field) cell(p [2]float64, near []int, region, spare cell) ([]int, cell, cell) {
	region = append(region[:0], unitSquare...)
	for ring := 0; ring <= f.side; ring++ {
		// All points within ring-1 buckets were seen. Half a bucket allows for rounding.
		if seen := (float64(ring) - 1.5) / float64(f.side); seen > 0 && region.within(p, seen/2) {
			break
		}
		first := len(near)
		near = f.ring(near, p, ring)
		for _, k := range near[first:] {
			if q := f.points[k]; q != p && region.reaches(p, q) {
				region, spare = region.cut(spare[:0], p, q), region
			}
		}
	}
	return near, region, spare
}

// cell is a convex polygon, as its corners in order.
type cell [][2]float64

var unitSquare = cell{{0, 0}, {1, 0}, {1, 1}, {0, 1}}

// within reports whether no corner is farther from p than a distance.
func (c cell) within(p [2]float64, distance float64) bool {
	for _, corner := range c {
		if squaredDistance(corner, p) > distance*distance {
			return false
		}
	}
	return true
}

// reaches reports whether a part of c is nearer to q than to p.
func (c cell) reaches(p, q [2]float64) bool {
	for _, corner := range c {
		if squaredDistance(corner, q) < squaredDistance(corner, p) {
			return true
		}
	}
	return false
}

// cut appends to left, an empty cell, the part of c that is nearer to p than to q.
func (c cell) cut(left cell, p, q [2]float64) cell {
	for n, a := range c {
		b := c[(n+1)%len(c)]
		beyondA := squaredDistance(a, p) - squaredDistance(a, q)
		beyondB := squaredDistance(b, p) - squaredDistance(b, q)
		if beyondA <= 0 {
			left = append(left, a)
		}
		if beyondA < 0 && beyondB > 0 || beyondA > 0 && beyondB < 0 {
			t := beyondA / (beyondA - beyondB)
			left = append(left, [2]float64{a[0] + float64(t*(b[0]-a[0])), a[1] + float64(t*(b[1]-a[1]))})
		}
	}
	return left
}

// squaredDistance rounds each product, so that machines with fused multiply-add give
// the same bits.
func squaredDistance(p, q [2]float64) float64 {
	x, y := p[0]-q[0], p[1]-q[1]
	return float64(x*x) + float64(y*y)
}

func comparePoints(p, q [2]float64) int {
	return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1]))
}
