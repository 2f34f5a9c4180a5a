package designs

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestMorrisTrajectoryMovesEveryAxisOnceByDelta(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dims := rapid.IntRange(1, 20).Draw(t, "dims")
		levels := 2 * rapid.Int64Range(1, 50).Draw(t, "half the levels")
		m, err := NewMorris(dims, levels, rapid.Int64().Draw(t, "seed"))
		if err != nil {
			t.Fatal(err)
		}
		delta := float64(levels) / float64(2*(levels-1))
		first := rapid.Int64Range(0, 1<<40).Draw(t, "trajectory") * int64(dims+1)
		if axis, d := m.Move(first); axis != -1 || d != 0 {
			t.Fatalf("move %d, %g to the first point of a trajectory", axis, d)
		}
		moved := make([]int, dims)
		was := m.Point(first)
		for i := first + 1; i <= first+int64(dims); i++ {
			is := m.Point(i)
			axis, d := m.Move(i)
			moved[axis]++
			if math.Abs(d) != delta {
				t.Fatalf("move by %g, want +-%g", d, delta)
			}
			for k, x := range is {
				level := math.Round(x * float64(levels-1))
				if x != level/float64(levels-1) || x < 0 || x > 1 {
					t.Fatalf("coordinate %g is not on the grid of %d levels", x, levels)
				}
				if k != axis && x != was[k] {
					t.Fatalf("axis %d moved too", k)
				}
			}
			if math.Abs(is[axis]-was[axis]-d) > 1e-15 {
				t.Fatalf("from %g to %g is not a move by %g", was[axis], is[axis], d)
			}
			was = is
		}
		if slices.Min(moved) != 1 || slices.Max(moved) != 1 {
			t.Fatalf("moves along the axes: %v", moved)
		}
	})
}

// With 4 levels in 2 dimensions there are 16 first points and 2 orders. Each of the 32
// combinations is equally likely.
func TestMorrisTrajectoriesAreEquallyLikely(t *testing.T) {
	m, err := NewMorris(2, 4, 3)
	if err != nil {
		t.Fatal(err)
	}
	const n = 32_000
	counts := map[string]float64{}
	for i := int64(0); i < 3*n; i += 3 {
		axis, _ := m.Move(i + 1)
		counts[fmt.Sprint(m.Point(i), axis)]++
	}
	if len(counts) != 32 {
		t.Errorf("%d different trajectories, expected 32", len(counts))
	}
	chi := 0.0
	for _, c := range counts {
		chi += (c - n/32) * (c - n/32) / (n / 32)
	}
	// With 31 degrees of freedom chi-squared exceeds 71 with probability 6e-5.
	if chi > 71 {
		t.Errorf("chi-squared %g", chi)
	}
}

func TestMorrisRefusesGrids(t *testing.T) {
	for _, c := range []struct {
		dims   int
		levels int64
	}{{0, 4}, {-1, 4}, {2, 0}, {2, 3}, {2, -2}, {2, 1<<32 + 2}} {
		if _, err := NewMorris(c.dims, c.levels, 1); err == nil {
			t.Errorf("%+v accepted", c)
		}
	}
}
