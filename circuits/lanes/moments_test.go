package lanes

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestMomentsAndMovesAreAccurate(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const n = 21
	var weight, x, y [n]float64
	first, second, moved := zero(), zero(), zero()
	for i := range n {
		weight[i], x[i], y[i] = random.Float64(), random.NormFloat64(), random.NormFloat64()
		wx := product(number(weight[i]), number(x[i]))
		first, second = sumOf(first, wx), sumOf(second, product(wx, number(x[i])))
		apart := zero().Sub(number(min(x[i]+0.25, 0.5)), number(y[i]))
		moved = sumOf(moved, product(number(weight[i]), apart.Abs(apart)))
	}
	gotFirst, gotSecond := Moments(weight[:], x[:])
	for _, c := range []struct {
		what string
		got  float64
		want *big.Float
	}{
		{"first moment", gotFirst, first},
		{"second moment", gotSecond, second},
		{"move", Follow(y[:], weight[:], x[:], 0.25, 0.5), moved},
	} {
		want, _ := c.want.Float64()
		near(t, c.what, c.got, want, 1e-15, 1)
	}
}

func TestFollowEndsWhereXIs(t *testing.T) {
	weight, x := make([]float64, most), make([]float64, most)
	for i := range x {
		weight[i], x[i] = 1, 0.1*float64(i)
	}
	const shift = 0.3
	for _, bound := range []float64{-1, 4, shift + 0.1*most, math.Inf(1)} {
		var y [most]float64
		if moved := Follow(y[:], weight, x, shift, bound); !(moved > 0) {
			t.Errorf("bounded by %g: moved by %g", bound, moved)
		}
		for i, got := range y {
			if want := min(x[i]+shift, bound); got != want {
				t.Errorf("%g + %g bounded by %g is %g", x[i], shift, bound, got)
			}
		}
		if again := Follow(y[:], weight, x, shift, bound); again != 0 {
			t.Errorf("bounded by %g: moved again by %g", bound, again)
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
