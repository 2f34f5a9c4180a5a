package transitions

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
	"pgregory.net/rapid"
)

// dipByDefinition looks for the nearest distribution with a hump at each of the values: a linear program in its heights before
// and at the hump, convex on the left and concave on the right, that minimizes the distance.
func dipByDefinition(t *rapid.T, sorted []float64) float64 {
	d := newDistribution(sorted)
	k := len(d.x)
	best := math.Inf(1)
	for hump := range k {
		// Variables: heights at the values, that before the hump in place k, the distance in place k+1.
		var rows [][]float64
		var bounds []float64
		atMost := func(bound float64, terms map[int]float64) {
			row := make([]float64, k+2)
			for i, x := range terms {
				row[i] = x
			}
			rows, bounds = append(rows, row), append(bounds, bound)
		}
		before := func(i int) int {
			if i == hump {
				return k
			}
			return i
		}
		for i := range k {
			atMost(d.before[i], map[int]float64{before(i): 1, k + 1: -1})
			atMost(-d.after[i], map[int]float64{i: -1, k + 1: -1})
		}
		atMost(-d.before[hump], map[int]float64{k: -1, k + 1: -1})
		atMost(d.after[hump], map[int]float64{hump: 1, k + 1: -1})
		atMost(0, map[int]float64{k: 1, hump: -1})
		atMost(1, map[int]float64{k - 1: 1})
		rises := func(i, j int) {
			if i != j {
				atMost(0, map[int]float64{i: 1, j: -1})
			}
		}
		for i := 1; i < k; i++ {
			rises(i-1, before(i))
		}
		for i := 2; i < k; i++ {
			a, b := d.x[i-1]-d.x[i-2], d.x[i]-d.x[i-1]
			switch {
			case i <= hump:
				atMost(0, map[int]float64{before(i): -1 / b, i - 1: 1/a + 1/b, i - 2: -1 / a})
			case i-2 >= hump:
				atMost(0, map[int]float64{i: 1 / b, i - 1: -1/a - 1/b, i - 2: 1 / a})
			}
		}
		flat := slices.Concat(rows...)
		c := make([]float64, k+2)
		c[k+1] = 1
		cc, a, b := lp.Convert(c, mat.NewDense(len(rows), k+2, flat), bounds, nil, nil)
		value, _, err := lp.Simplex(cc, a, b, 1e-12, nil)
		if err != nil {
			t.Fatal(err)
		}
		best = min(best, value)
	}
	return best
}

func TestDipIsWhatItIsDefinedAs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.SliceOfN(rapid.IntRange(0, 30), 3, 9).Draw(t, "y")
		slices.Sort(y)
		sorted := make([]float64, len(y))
		for i := range y {
			sorted[i] = float64(y[i])
		}
		want := max(dipByDefinition(t, sorted), 0.5/float64(len(y)))
		if got := dip(sorted); math.Abs(got-want) > 1e-9 {
			t.Fatalf("dip(%v) = %.9f, by its definition %.9f", sorted, got, want)
		}
	})
}
