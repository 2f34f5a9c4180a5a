package lanes

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestMomentsAndDistancesAreAccurate(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const n = 21
	var weight, x, y [n]float64
	first, second, distance := zero(), zero(), zero()
	for i := range n {
		weight[i], x[i], y[i] = random.Float64(), random.NormFloat64(), random.NormFloat64()
		wx := product(number(weight[i]), number(x[i]))
		first, second = sumOf(first, wx), sumOf(second, product(wx, number(x[i])))
		apart := zero().Sub(number(min(x[i]+0.25, 0.5)), number(y[i]))
		distance = sumOf(distance, product(number(weight[i]), apart.Abs(apart)))
	}
	gotFirst, gotSecond := Moments(weight[:], x[:])
	for _, c := range []struct {
		what string
		got  float64
		want *big.Float
	}{
		{"first moment", gotFirst, first},
		{"second moment", gotSecond, second},
		{"distance", Distance(weight[:], x[:], y[:], 0.25, 0.5), distance},
	} {
		want, _ := c.want.Float64()
		near(t, c.what, c.got, want, 1e-15, 1)
	}
}

// What Bounded writes is where Distance takes x to be.
func TestBoundedIsAtNoDistance(t *testing.T) {
	weight, x := make([]float64, most), make([]float64, most)
	for i := range x {
		weight[i], x[i] = 1, 0.1*float64(i)
	}
	const shift = 0.3
	for _, bound := range []float64{-1, 4, shift + 0.1*most, math.Inf(1)} {
		var bounded [most]float64
		Bounded(bounded[:], x, shift, bound)
		if d := Distance(weight, x, bounded[:], shift, bound); d != 0 {
			t.Errorf("bounded by %g: distance %g", bound, d)
		}
		for i, b := range bounded {
			if want := min(x[i]+shift, bound); b != want {
				t.Errorf("%g + %g bounded by %g is %g", x[i], shift, bound, b)
			}
		}
	}
}

// A circuit whose factors are of unlike signs has no balanced norm.
func TestNormsCountPositiveStrengths(t *testing.T) {
	weight := []float64{3, 5, 7, 2}
	if got := Norms(weight, []float64{2, 0, -1, 0.5}); got != 7 {
		t.Errorf("norm %g, want 7", got)
	}
	if got := Norms(weight, []float64{2, 0, math.NaN(), 0.5}); got == got {
		t.Errorf("norm of NaN: %g", got)
	}
}
