package designs

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Every place of the boundary has points of both labels within 6 L/n, with L the length
// of the boundary and n the number of points. Of evenly spread points this distance falls
// like n^(-1/2) only.
func TestBoundaryIsFollowedEverywhere(t *testing.T) {
	for name, m := range map[string]territory{"circle": circle(), "cross": cross()} {
		t.Run(name, func(t *testing.T) {
			checked := 0
			survey(t, m, 50, 3200, func(points [][2]float64) {
				n := len(points)
				if n < 4*checked && n < 3200 || n < 150 {
					return
				}
				checked = n
				d := doubt(m, points)
				t.Logf("%4d points: both labels within %.4f, %.1f L/n", n, d, d*float64(n)/m.length)
				if d > 6*m.length/float64(n) {
					t.Errorf("%d points: a place of the boundary is %g from the nearest point of its other label", n, d)
				}
			})
		})
	}
}

func TestPointsGatherAtTheBoundary(t *testing.T) {
	const width, n = 0.01, 2000
	for name, m := range map[string]territory{"circle": circle(), "cross": cross()} {
		t.Run(name, func(t *testing.T) {
			share := func(points [][2]float64) float64 {
				near := 0
				for _, p := range points {
					if m.distance(p) < width {
						near++
					}
				}
				return float64(near) / float64(len(points))
			}
			var even [][2]float64
			sobol := newSobol(t, 2, 1)
			for i := range int64(n) {
				even = append(even, [2]float64(sobol.Point(i)))
			}
			survey(t, m, 50, n, func(points [][2]float64) {
				if len(points) == n {
					t.Logf("within %g of the boundary: %.3f of the points, %.3f of Sobol points", width, share(points), share(even))
					if share(points) < 15*share(even) {
						t.Error("the points are not dense at the boundary")
					}
				}
			})
		})
	}
}

// mosaic draws labelled points. Some lie on a coarse grid, where four or more share a
// circle, and some are repeated.
func mosaic(t *rapid.T, largest int) (points [][2]float64, labels []string) {
	unit := rapid.OneOf(rapid.Float64Range(0, 1), rapid.Map(rapid.IntRange(0, 4), func(n int) float64 { return float64(n) / 4 }))
	points = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [2]float64 {
		return [2]float64{unit.Draw(t, "x"), unit.Draw(t, "y")}
	}), 0, largest).Draw(t, "points")
	for range points {
		labels = append(labels, rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "label"))
	}
	return points, labels
}

func TestBoundaryPointsAreNewAndApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points, labels := mosaic(t, 40)
		count := rapid.IntRange(0, 60).Draw(t, "count")
		next := Boundary(points, labels, count)
		if len(next) > count {
			t.Fatalf("%d points, asked for %d", len(next), count)
		}
		last := math.Inf(1)
		for n, p := range next {
			if !(p[0] >= 0 && p[0] <= 1 && p[1] >= 0 && p[1] <= 1) {
				t.Fatalf("%v is outside", p)
			}
			radius := math.Inf(1)
			for _, q := range points {
				radius = min(radius, squaredDistance(p, q))
			}
			if radius < 0.99*finest*finest || radius > last*(1+1e-9) {
				t.Fatalf("point %d is %g from known ones, the one before %g", n, math.Sqrt(radius), math.Sqrt(last))
			}
			last = radius
			for _, q := range next[:n] {
				if squaredDistance(p, q) < radius*(1-1e-9) {
					t.Fatalf("%v is nearer to %v than to known points", p, q)
				}
			}
		}

		order := rapid.Permutation(slices.Collect(indices(len(points)))).Draw(t, "order")
		var shuffled [][2]float64
		var names []string
		for _, i := range append(order, order...) {
			shuffled, names = append(shuffled, points[i]), append(names, labels[i])
		}
		if !slices.Equal(next, Boundary(shuffled, names, count)) {
			t.Fatal("the result depends on order or repetition")
		}
		one := slices.Repeat([]string{"a"}, len(points))
		if got := Boundary(points, one, count); len(got) > 0 {
			t.Fatalf("%v although all labels are equal", got)
		}
	})
}

func indices(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestBoundaryOfOnePlace(t *testing.T) {
	p := [2]float64{0.25, 0.5}
	if got := Boundary([][2]float64{p, p, p}, []string{"a", "a", "b"}, 9); len(got) > 0 {
		t.Errorf("one place with two labels has a boundary at %v", got)
	}
	if got := Boundary(nil, nil, 9); len(got) > 0 {
		t.Errorf("an empty set of points has a boundary at %v", got)
	}
}

func BenchmarkBoundary(b *testing.B) {
	m := circle()
	for b.Loop() {
		survey(b, m, 50, 5000, func([][2]float64) {})
	}
}
