package designs

import (
	"cmp"
	"slices"
)

// Boundary chooses at most count new points near the boundary between labelled regions
// of the unit square. Each place is assumed to have the label of its nearest point, so
// that the boundary runs along edges of the Voronoi diagram of the points. The new
// points are vertices of these edges, including their ends on the sides of the square:
// a vertex is the place of an edge's neighbourhood that is farthest from all points, and
// so the least certain one. Vertices are taken farthest first. A vertex is left out if it
// is nearer to a vertex taken before than to the points that define it.
//
// points lie in the closed unit square, with one label each. The new points lie there
// too, at least 1e-9 from every old one. There are none if all labels are equal. The
// result does not depend on the order of the points, nor on repeated points.
func Boundary(points [][2]float64, labels []string, count int) [][2]float64 {
	vertices := borderVertices(newField(points, labels))
	slices.SortFunc(vertices, func(a, b vertex) int {
		return cmp.Or(cmp.Compare(b.squared, a.squared), comparePoints(a.at, b.at))
	})
	var chosen [][2]float64
	for _, v := range vertices {
		if len(chosen) >= count {
			break
		}
		near := func(p [2]float64) bool { return squaredDistance(p, v.at) < v.squared }
		if !slices.ContainsFunc(chosen, near) {
			chosen = append(chosen, v.at)
		}
	}
	return chosen
}
