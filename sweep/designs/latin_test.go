package designs

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestLatinHypercubeHasOnePointInEveryInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.IntRange(1, 200).Draw(t, "points")
		dims := rapid.IntRange(1, 8).Draw(t, "dims")
		seed := rapid.Int64().Draw(t, "seed")
		design := LatinHypercube(points, dims, seed)
		if len(design) != points {
			t.Fatalf("%d points, want %d", len(design), points)
		}
		for k := range dims {
			intervals := make([]int, points)
			for _, x := range design {
				intervals[int(x[k]*float64(points))]++
			}
			if slices.Min(intervals) != 1 {
				t.Fatalf("dimension %d: points per interval %v", k, intervals)
			}
		}
		again, other := LatinHypercube(points, dims, seed), LatinHypercube(points, dims, seed+1)
		for i, x := range design {
			if !slices.Equal(x, again[i]) {
				t.Fatal("the same seed gives another design")
			}
			if slices.Equal(x, other[i]) {
				t.Fatal("another seed gives the same point")
			}
		}
	})
}

// A study must get the same design from every later version, although the
// permutations come from the standard library.
func TestLatinHypercubeDoesNotChangeBetweenVersions(t *testing.T) {
	want := [][]float64{
		{0.41963283562586684, 0.7562832547946615},
		{0.3276347872349412, 0.4488090148141437},
		{0.8948534342320851, 0.12536345673483315},
	}
	for i, x := range LatinHypercube(3, 2, 7) {
		if !slices.Equal(x, want[i]) {
			t.Errorf("point %d is %v, was %v", i, x, want[i])
		}
	}
}
