package transitions

import (
	"math"
	"testing"

	"github.com/circsim/circsim/analysis/stat"
)

// A second-order transition has y = size^(-beta/nu) f(log(x/x_c) size^(1/nu)), so that widths fall as size^(-1/nu) and peaks of
// size times the variance grow as size^(1 - 2 beta/nu); 1/nu = 0.5 and beta/nu = 0.125 here. At beta = 0 they grow as size.
func TestFiniteSizeExponentsCover(t *testing.T) {
	family := func(trial int, beta float64) FiniteSize {
		shifts, noise := stream(trial, "shifts"), stream(trial, "noise")
		var sizes []Sized
		k := uint64(0)
		for _, size := range []float64{10, 30, 100, 300, 1000} {
			s := Sized{Size: size}
			zoom := math.Sqrt(size)
			for i := range 21 {
				t := (float64(i) - 10 + stream(trial, "grid").Uniform(0)) / 2 / zoom
				for range 20 {
					z := (t*zoom - 1*shifts.Normal(k)) / 0.5
					y := math.Pow(size, -beta) * (1/(1+math.Exp(-z)) + 0.01*noise.Normal(k))
					s.Series.Observations = append(s.Series.Observations, stat.Observation{X: 2200 * math.Exp(t), Y: y, Seed: int64(k)})
					k++
				}
			}
			sizes = append(sizes, s)
		}
		return ScaleBySize(sizes, bootstrap(trial, 50))
	}
	// Intervals of widths hold those of other forms too, so they cover up to 99%.
	held(t, 0.99, func(trial int) []known {
		f := family(trial, 0.125)
		return []known{{"width", -0.5, f.WidthExponent.Exponent}, {"peak", 0.75, f.PeakExponent.Exponent}}
	})
	if f := family(0, 0); math.Abs(f.PeakExponent.Exponent.Value-1) > 0.15 {
		t.Errorf("first order: peaks grow as size^%v", f.PeakExponent.Exponent)
	}
}
