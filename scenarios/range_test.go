package scenarios

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Every whole number of a range has its share of even draws, to a draw at each of its ends.
func TestDrawsTakeWholeNumbersByTheirShares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spacing := rapid.SampledFrom([]Spacing{LogSpacing, LinearSpacing}).Draw(t, "spacing")
		from := rapid.Int64Range(1, 1000).Draw(t, "from")
		to := from + rapid.Int64Range(1, 20).Draw(t, "width")
		axis := Axis{Range: &Range{from, to, spacing}}
		const draws = 1000
		times := map[int64]int{}
		for i := range draws {
			times[axis.Draw((float64(i)+0.5)/draws).(int64)]++
		}
		for n := from; n <= to; n++ {
			share := 1 / float64(to-from+1)
			if spacing == LogSpacing {
				share = math.Log(float64(n+1)/float64(n)) / math.Log(float64(to+1)/float64(from))
			}
			if math.Abs(float64(times[n])-share*draws) > 1+1e-6 {
				t.Fatalf("%s from %d to %d: %d in %d of %d draws, its share is %g", spacing, from, to, n, times[n], draws, share)
			}
			delete(times, n)
		}
		if len(times) > 0 {
			t.Fatalf("outside the range: %v", times)
		}
	})
}

// Draws stay within ranges of any size, where twelve digits are fewer than a number has.
func TestDrawsStayInTheRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.Int64Range(1, maxInteger-1).Draw(t, "from")
		to := rapid.Int64Range(from+1, maxInteger).Draw(t, "to")
		r := Range{from, to, rapid.SampledFrom([]Spacing{LogSpacing, LinearSpacing}).Draw(t, "spacing")}
		u := rapid.Float64Range(0, math.Nextafter(1, 0)).Draw(t, "u")
		if n := r.draw(u).(int64); n < from || n > to {
			t.Fatalf("%d", n)
		}
	})
}

// A list has equal shares of every grid whose levels it divides, and of even draws.
func TestListedValuesHaveEqualShares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, each := rapid.IntRange(1, 60).Draw(t, "values"), rapid.IntRange(1, 20).Draw(t, "levels of each")
		if n*each < 2 {
			t.Skip("one level")
		}
		axis := Axis{}
		for i := range n {
			axis.Values = append(axis.Values, int64(i))
		}
		for level := range n * each {
			at := float64(level) / float64(n*each-1)
			if got := axis.At(at).(int64); got != int64(level/each) {
				t.Fatalf("level %d of %d is value %d of %d", level, n*each, got, n)
			}
			if got := axis.Draw((float64(level) + 0.5) / float64(n*each)).(int64); got != int64(level/each) {
				t.Fatalf("draw %d of %d is value %d of %d", level, n*each, got, n)
			}
		}
	})
}

// A position leads back to its value.
func TestPositionsAreWhereValuesStand(t *testing.T) {
	words := Axis{Values: []any{"a", "b", "c"}}
	if x := words.Position("d"); !math.IsNaN(x) {
		t.Errorf("a value that is not there stands at %g", x)
	}
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.Int64Range(1, 1000).Draw(t, "from")
		to := rapid.Int64Range(from+1, 2000).Draw(t, "to")
		listed := Axis{}
		for n := from; n <= to; n++ {
			listed.Values = append(listed.Values, n)
		}
		for _, axis := range []Axis{listed, {Range: &Range{from, to, LogSpacing}}, {Range: &Range{from, to, LinearSpacing}}} {
			n := rapid.Int64Range(from, to).Draw(t, "n")
			if got := axis.At(axis.Position(n)); got != n {
				t.Fatalf("%d stands at %g, where %v is", n, axis.Position(n), got)
			}
			if a, b := axis.Position(from), axis.Position(to); a != 0 || b != 1 {
				t.Fatalf("the ends stand at %g and %g", a, b)
			}
		}
	})
}
