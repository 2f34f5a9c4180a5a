package transitions

import (
	"cmp"
	"math"
	"slices"
)

// plane holds runs grouped by X, then by Y.
type plane struct {
	*replicates
	Y, y    []float64 // by point, and its log10
	columns []column
}

// column is the range of points at one X.
type column struct {
	X, x       float64 // and its log10
	first, end int
}

func newPlane(runs []Run) *plane {
	sorted := slices.Clone(runs)
	slices.SortFunc(sorted, func(a, b Run) int { return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y)) })
	var g plane
	list := make([]observed, len(sorted))
	for i, r := range sorted {
		if i == 0 || r.X != sorted[i-1].X {
			g.columns = append(g.columns, column{X: r.X, x: math.Log10(r.X), first: len(g.y)})
		}
		if i == 0 || r.X != sorted[i-1].X || r.Y != sorted[i-1].Y {
			g.Y, g.y = append(g.Y, r.Y), append(g.y, math.Log10(r.Y))
		}
		g.columns[len(g.columns)-1].end = len(g.y)
		list[i] = observed{len(g.y) - 1, r.Seed, r.Value}
	}
	g.replicates = newReplicates(len(g.y), list)
	return &g
}
