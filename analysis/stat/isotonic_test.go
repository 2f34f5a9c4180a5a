package stat

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestIsotonicOfKnownSequences(t *testing.T) {
	for _, c := range []struct{ y, w, want []float64 }{
		{nil, nil, []float64{}},
		{[]float64{3}, []float64{2}, []float64{3}},
		{[]float64{1, 2, 4}, []float64{1, 1, 1}, []float64{1, 2, 4}},
		{[]float64{4, 2, 0}, []float64{1, 1, 1}, []float64{2, 2, 2}},
		{[]float64{1, 3, 2, 4}, []float64{1, 1, 1, 1}, []float64{1, 2.5, 2.5, 4}},
		{[]float64{5, 1}, []float64{1, 3}, []float64{2, 2}},
	} {
		if got := isotonic(c.y, c.w); !slices.Equal(got, c.want) {
			t.Errorf("isotonic(%v, %v) = %v, want %v", c.y, c.w, got, c.want)
		}
	}
}

// The least-squares monotone fit at i is max over j<=i of min over k>=i of the
// weighted mean of y[j..k] (Barlow et al. 1972, theorem 1.5).
func TestIsotonicIsTheMaxMinOfMeans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		y := rapid.SliceOfN(rapid.Float64Range(-3, 3), n, n).Draw(t, "y")
		w := rapid.SliceOfN(rapid.Float64Range(0.1, 5), n, n).Draw(t, "w")
		f := NewIsotonic(n)
		f.Set(y, w)
		got := f.Fit
		for i := range y {
			want := math.Inf(-1)
			for j := range i + 1 {
				least := math.Inf(1)
				for k := i; k < n; k++ {
					sum, weight := 0.0, 0.0
					for m := j; m <= k; m++ {
						sum += w[m] * y[m]
						weight += w[m]
					}
					least = min(least, sum/weight)
				}
				want = max(want, least)
			}
			if math.Abs(got[i]-want) > 1e-12 {
				t.Fatalf("fit %v of %v with weights %v: %g at %d, want %g", got, y, w, got[i], i, want)
			}
		}
		if levels := len(slices.Compact(slices.Clone(got))); levels != f.Levels {
			t.Fatalf("%d levels, it says %d", levels, f.Levels)
		}
	})
}

func isotonic(y, w []float64) []float64 {
	f := NewIsotonic(len(y))
	f.Set(y, w)
	return f.Fit
}
