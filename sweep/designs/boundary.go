package designs

import (
	"cmp"
	"slices"
)

// Boundary gives the next points, at most count, that tell most about where the
// labelled regions of the unit square meet. As far as is known, a place belongs to
// the region of the nearest point; so the regions meet along edges of the Voronoi
// diagram, and what is known least are the vertices of these edges, each as far from
// all points as its neighbourhood on the boundary gets. Boundary takes them farthest
// first. One that is chosen counts as a point from then on: none is taken that is
// nearer to a chosen one than to the points it was made from. Where the boundary
// leaves the square, its end is a vertex too.
//
// There is one label for each point; points lie in the closed unit square, and so do
// the answers, at least 1e-9 from every point. There are none where all labels are
// equal. They depend on the set of labelled points alone, neither on its order nor on
// repetitions.
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
