package stat

import (
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// Quantiles that are kept are those of gonum, the second time too, and those of t are not taken for those of F.
func TestQuantilesAreKept(t *testing.T) {
	for range 2 {
		for _, df := range []float64{1, 2.5, 7, 1000, 1001} {
			for _, p := range []float64{0.9, 0.975} {
				if got, want := Student(df).Quantile(p), (distuv.StudentsT{Sigma: 1, Nu: df}).Quantile(p); got != want {
					t.Errorf("t with %g degrees of freedom, quantile %g: %g, want %g", df, p, got, want)
				}
				for _, numerator := range []float64{1, 3} {
					if got, want := FisherF(p, numerator, Student(df)), (distuv.F{D1: numerator, D2: df}).Quantile(p); got != want {
						t.Errorf("F with %g and %g degrees of freedom, quantile %g: %g, want %g", numerator, df, p, got, want)
					}
				}
			}
		}
	}
}
