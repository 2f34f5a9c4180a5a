package designs

import (
	"math"
	"math/bits"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSideOf(t *testing.T) {
	for quantity, want := range map[float64]Side{
		math.Inf(-1): Below, 0.4999999999999999: Below, 0.5: Above, math.Inf(1): Above, math.NaN(): Unknown,
	} {
		if got := SideOf(quantity, 0.5); got != want {
			t.Errorf("%g is on side %d of 0.5, want %d", quantity, got, want)
		}
	}
}

// halve bisects on a linear scale down to a resolution.
func halve(resolution float64) func(low, high float64) (float64, bool) {
	return func(low, high float64) (float64, bool) { return low + (high-low)/2, high-low > resolution }
}

// search refines until there are no positions left to try, and counts the rounds.
func search(x []float64, at func(x float64) Side, split func(low, high float64) (float64, bool)) ([]float64, []Side, int) {
	var sides []Side
	for _, v := range x {
		sides = append(sides, at(v))
	}
	for rounds := 0; ; rounds++ {
		next := Refine(x, sides, split)
		if len(next) == 0 {
			return x, sides, rounds
		}
		for _, v := range next {
			x, sides = append(x, v), append(sides, at(v))
		}
	}
}

// step is on side first at the left end, and changes the side at each place.
func step(first Side, places ...float64) func(x float64) Side {
	return func(x float64) Side {
		side := first
		for _, p := range places {
			if x >= p {
				side = Below + Above - side
			}
		}
		return side
	}
}

func TestStepIsBracketedToTheResolution(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coarse := rapid.IntRange(1, 20).Draw(t, "intervals")
		resolution := math.Ldexp(1, -rapid.IntRange(0, 30).Draw(t, "bits")) * rapid.Float64Range(0.5, 1).Draw(t, "fraction")
		place := rapid.Float64Range(0, 1).Draw(t, "place")
		first := rapid.SampledFrom([]Side{Below, Above}).Draw(t, "first")
		var x []float64
		for i := range coarse + 1 {
			x = append(x, float64(i)/float64(coarse))
		}
		if place == 0 {
			t.Skip("no step between positions")
		}
		x, sides, rounds := search(rapid.Permutation(x).Draw(t, "order"), step(first, place), halve(resolution))
		got := Brackets(x, sides)
		if len(got) != 1 {
			t.Fatalf("brackets %v of one step", got)
		}
		b := got[0]
		// Low is on the first side and High on the other, which begins at the step itself.
		if !(b.Low < place && place <= b.High) || b.High-b.Low > resolution || b.Up != (first == Below) {
			t.Fatalf("%+v for a step at %g", b, place)
		}
		// Rounding of the coarse intervals may cost one more bisection at a tie.
		limit := max(0, int(math.Ceil(math.Log2((1/float64(coarse)+1e-15)/resolution))))
		if spent := len(x) - coarse - 1; spent > limit || rounds != spent {
			t.Fatalf("%d evaluations in %d rounds, expected at most %d", spent, rounds, limit)
		}
	})
}

func TestEveryCrossingOfTheCoarseGridIsRefined(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.SliceOfN(rapid.Float64Range(0.001, 0.999), 0, 12).Draw(t, "places")
		at := step(Below, places...)
		const coarse, resolution = 16, 1e-6
		var x []float64
		var sides []Side
		for i := range coarse + 1 {
			x = append(x, float64(i)/coarse)
			sides = append(sides, at(x[i]))
		}
		shown := Brackets(x, sides)
		x, sides, rounds := search(x, at, halve(resolution))
		if limit := bits.Len(uint(1 / (coarse * resolution))); rounds > limit {
			t.Fatalf("%d rounds, expected at most %d", rounds, limit)
		}
		found := Brackets(x, sides)
		last := 0.0
		for _, b := range found {
			if b.Low < last || b.High-b.Low > resolution {
				t.Fatalf("%v are not in order, or wider than the resolution", found)
			}
			last = b.High
			crossed := 0
			for _, p := range places {
				if b.Low < p && p <= b.High {
					crossed++
				}
			}
			if crossed%2 == 0 || b.Up != (at(b.High) == Above) {
				t.Fatalf("%+v crosses %d times", b, crossed)
			}
		}
		for _, s := range shown {
			if !slices.ContainsFunc(found, func(b Bracket) bool { return s.Low <= b.Low && b.High <= s.High && b.Up == s.Up }) {
				t.Fatalf("no crossing found within %+v", s)
			}
		}
	})
}

func TestOrderOfPositionsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 20).Draw(t, "n")
		x, sides := make([]float64, n), make([]Side, n)
		for i := range n {
			x[i] = float64(rapid.IntRange(0, 12).Draw(t, "x")) // some positions repeat, and on different sides
			sides[i] = rapid.SampledFrom([]Side{Unknown, Below, Above}).Draw(t, "side")
		}
		var shuffled []float64
		var moved []Side
		for _, i := range rapid.Permutation(slices.Collect(indices(n))).Draw(t, "order") {
			shuffled, moved = append(shuffled, x[i]), append(moved, sides[i])
		}
		if a, b := Brackets(x, sides), Brackets(shuffled, moved); !slices.Equal(a, b) {
			t.Fatalf("brackets %v and %v", a, b)
		}
		a, b := Refine(x, sides, halve(1)), Refine(shuffled, moved, halve(1))
		if !slices.Equal(a, b) || !slices.IsSorted(a) {
			t.Fatalf("next %v and %v", a, b)
		}
		for _, v := range a {
			if slices.Contains(x, v) {
				t.Fatalf("%g was tried before", v)
			}
		}
	})
}

func TestUnknownAndContradictoryPositionsAreSkipped(t *testing.T) {
	x := []float64{1, 1, 2, 3, 4, 4, 5}
	sides := []Side{Below, Below, Unknown, Above, Above, Below, Below}
	want := []Bracket{{1, 3, true}, {3, 5, false}}
	if got := Brackets(x, sides); !slices.Equal(got, want) {
		t.Errorf("brackets %v, want %v", got, want)
	}
	// Both midpoints, 2 and 4, were tried: one is Unknown, the other was found on both sides.
	if got := Refine(x, sides, halve(0)); len(got) > 0 {
		t.Errorf("tries %v again", got)
	}
}

// On a logarithmic scale of integers the search ends at neighbouring integers.
func TestIntegersOnALogarithmicScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const largest = 1 << 40
		place := float64(rapid.Int64Range(2, largest).Draw(t, "place"))
		split := func(low, high float64) (float64, bool) {
			mid := math.Round(math.Sqrt(low * high))
			return max(low+1, min(high-1, mid)), high-low > 1
		}
		x, sides, _ := search([]float64{1, largest}, step(Below, place), split)
		if got := Brackets(x, sides); len(got) != 1 || got[0] != (Bracket{place - 1, place, true}) {
			t.Fatalf("%v for a step at %g", got, place)
		}
		// 6 bisections narrow 40 octaves to a factor of 2. At most 40 more find the bits
		// of an integer below 2^40, and rounding may cost another one.
		if len(x) > 2+6+41 {
			t.Fatalf("%d evaluations", len(x))
		}
	})
}
