package designs

import (
	"slices"
	"testing"

	"github.com/circsim/circsim/internal/random"
	"pgregory.net/rapid"
)

// verticesByDefinition finds the same vertices by brute force: the places at equal
// distance from three points, or from two on a side of the square, that have no nearer
// point and two labels at this distance.
func verticesByDefinition(f *field) []vertex {
	var list []vertex
	add := func(at [2]float64, i int) {
		r := squaredDistance(at, f.points[i])
		if at[0] < 0 || at[0] > 1 || at[1] < 0 || at[1] > 1 {
			return
		}
		labels := map[string]bool{}
		for k, p := range f.points {
			d := squaredDistance(at, p)
			if d < r*(1-1e-9) {
				return
			}
			if d <= r*(1+1e-9) {
				labels[f.labels[k]] = true
			}
		}
		if len(labels) > 1 {
			list = append(list, vertex{at, r})
		}
	}
	// The places at equal distance from p and q satisfy a*x + b*y = c.
	line := func(p, q [2]float64) (a, b, c float64) {
		return q[0] - p[0], q[1] - p[1], (q[0]*q[0] + q[1]*q[1] - p[0]*p[0] - p[1]*p[1]) / 2
	}
	for i, p := range f.points {
		for j, q := range f.points[:i] {
			a, b, c := line(p, q)
			for _, side := range []float64{0, 1} {
				if b != 0 {
					add([2]float64{side, (c - a*side) / b}, i)
				}
				if a != 0 {
					add([2]float64{(c - b*side) / a, side}, i)
				}
			}
			for _, r := range f.points[:j] {
				d, e, g := line(p, r)
				if det := a*e - b*d; det != 0 {
					add([2]float64{(c*e - b*g) / det, (a*g - c*d) / det}, i)
				}
			}
		}
	}
	return list
}

func TestBorderVerticesAgreeWithTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// The points keep their distance: the brute-force test has rounding errors too.
		const raster = 64
		cells := rapid.SliceOfNDistinct(rapid.IntRange(0, (raster+1)*(raster+1)-1), 0, 14, rapid.ID).Draw(t, "points")
		var points [][2]float64
		var labels []string
		for _, c := range cells {
			points = append(points, [2]float64{float64(c%(raster+1)) / raster, float64(c/(raster+1)) / raster})
			labels = append(labels, rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "label"))
		}
		f := newField(points, labels)
		got, want := borderVertices(f), verticesByDefinition(f)
		in := func(list []vertex, v vertex) bool {
			return slices.ContainsFunc(list, func(w vertex) bool { return squaredDistance(v.at, w.at) < 1e-16 })
		}
		for _, v := range got {
			if !in(want, v) {
				t.Fatalf("%v is not a vertex", v)
			}
		}
		for _, v := range want {
			if !in(got, v) {
				t.Fatalf("%v is missing", v)
			}
		}
	})
}

// Cells are the same with many buckets and with a single one, in which no point can be
// missed.
func TestCellsDoNotDependOnBuckets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stream := random.NewStream(rapid.Int64().Draw(t, "seed"))
		var points [][2]float64
		var labels []string
		for i := range uint64(rapid.IntRange(1, 150).Draw(t, "points")) {
			p := [2]float64{stream.Uniform(2 * i), stream.Uniform(2*i + 1)}
			if i%10 > 0 { // most points are close to a line, and their cells extend far from it
				p[1] = 0.3 + 0.4*p[0] + 0.01*p[1]
			}
			points = append(points, p)
			labels = append(labels, []string{"a", "b"}[i%2])
		}
		f := newField(points, labels)
		all := &field{f.points, f.labels, 1, [][]int{slices.Collect(indices(len(f.points)))}}
		for _, p := range f.points {
			_, quick, _ := f.cell(p, nil, nil, nil)
			_, slow, _ := all.cell(p, nil, nil, nil)
			for _, c := range []struct{ one, other cell }{{quick, slow}, {slow, quick}} {
				for _, corner := range c.one {
					if !slices.ContainsFunc(c.other, func(q [2]float64) bool { return squaredDistance(q, corner) < 1e-16 }) {
						t.Fatalf("cell of %v is %v and %v", p, quick, slow)
					}
				}
			}
		}
	})
}
